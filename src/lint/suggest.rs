//! What parameter of a citation template people may have meant.

use rustc_hash::FxHashMap;

use crate::facts::CitationSchema;

/// How many different names of a page are compared with all that a template has: each takes a
/// while, and on a page with more of them something else is wrong.
const MOST_COMPARED: usize = 100;

/// The shortest name that is sure to be meant where one letter is wrong, in characters.
const SURE_LENGTH: usize = 4;

/// The suggestions of one page.
#[derive(Default)]
pub(crate) struct Suggestions {
    /// By template and name.
    known: FxHashMap<(String, String), Option<Suggestion>>,
}

/// A parameter that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suggestion {
    /// Its name, with the number of the one that was written.
    pub(crate) name: String,
    /// Whether it is surely meant: a known mistake, or a slip in one letter.
    pub(crate) is_sure: bool,
}

impl Suggestions {
    /// What a name that the template does not know may stand for.
    pub(crate) fn find(&mut self, schema: CitationSchema<'_>, name: &str) -> Option<Suggestion> {
        let lower = name.to_lowercase();
        if let Some(name) = schema.family.suggestion(name).or(schema.family.suggestion(&lower)) {
            return Some(Suggestion { name, is_sure: true });
        }
        let is_full = self.known.len() >= MOST_COMPARED;
        let key = (schema.template.name.clone(), lower);
        if let Some(found) = self.known.get(&key) {
            return found.clone();
        }
        if is_full {
            return None;
        }
        let found = nearest(schema, &key.1);
        self.known.insert(key, found.clone());
        found
    }
}

/// The nearest parameter of the template. Numbers are not compared: a name with a number can only
/// mean one that takes numbers.
fn nearest(schema: CitationSchema<'_>, lower: &str) -> Option<Suggestion> {
    let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
    let given = if digits.is_empty() { lower.to_owned() } else { lower.replace(&digits, "#") };
    let given = squeezed(&given);
    let length = given.chars().count();
    let limit = (length / 4).max(1);
    let mut best: Vec<(usize, &str)> = Vec::new();
    for name in schema.family.parameters_of(schema.template) {
        let is_near =
            name.contains('#') != digits.is_empty() && name.len().abs_diff(lower.len()) < 4;
        if !is_near {
            continue;
        }
        let distance = strsim::osa_distance(&given, &squeezed(&name.to_lowercase()));
        if distance <= limit {
            best.push((distance, name));
        }
    }
    // Of names that differ in hyphens only, the first in the alphabet has them.
    best.sort_unstable();
    let &(distance, name) = best.first()?;
    let rivals = best.iter().filter(|(other, rival)| {
        *other == distance && schema.family.field_named(rival) != schema.family.field_named(name)
    });
    let is_slip = distance == 0 || (distance == 1 && length >= SURE_LENGTH);
    let is_sure = is_slip && rivals.count() == 0;
    Some(Suggestion { name: name.replace('#', &digits), is_sure })
}

/// A name without the signs between its words, which people mix up.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::Suggestions;
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn slips_are_told_from_other_words() {
        let doc = Document::new("{{cite web}}", Site::mediawiki());
        let schema = doc.citations[0].schema.expect("a schema");
        let find = |name: &str| {
            let found = Suggestions::default().find(schema, name)?;
            Some((found.name, found.is_sure))
        };
        let sure = |name: &str| Some((name.to_owned(), true));
        assert_eq!(find("Title"), sure("title"));
        assert_eq!(find("acess-date"), sure("access-date"));
        assert_eq!(find("archive_url"), sure("archive-url"));
        assert_eq!(find("Access Date"), sure("access-date"));
        assert_eq!(find("editor2 last"), sure("editor2-last"));
        assert_eq!(find("lsat2"), sure("last2"));
        assert_eq!(find("Titel"), sure("title"));
        assert_eq!(find("paga"), Some(("page".to_owned(), true)));
        assert_eq!(find("isbn2"), None);
        assert_eq!(find("weather"), None);
    }
}
