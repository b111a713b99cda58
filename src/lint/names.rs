//! Names for footnotes that get one.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Document;
use crate::facts::source::{Description, Source};

/// The longest name that is made, in characters.
const LONGEST_NAME: usize = 40;

/// How many words of a title make a name.
const TITLE_WORDS: usize = 4;

/// The names that are taken on a page.
#[derive(Debug, Default)]
pub(crate) struct TakenNames {
    /// In lower case, so that no two names differ only by that.
    names: FxHashSet<String>,
    /// The last number that was put behind a name.
    numbers: FxHashMap<String, u32>,
}

impl TakenNames {
    /// The names of all refs on a page, in any group.
    pub(crate) fn of(doc: &Document<'_>) -> Self {
        let names = doc.refs.refs.iter().filter_map(|tag| tag.name.as_deref());
        Self { names: names.map(str::to_lowercase).collect(), numbers: FxHashMap::default() }
    }
}

/// A name made of these parts that nothing on the page has yet. It is taken from now on, and can
/// stand between double quotes.
pub(crate) fn unique_name(parts: &[&str], taken: &mut TakenNames) -> String {
    let base = clean(&parts.join(" "));
    let is_name = base.contains(|c: char| !c.is_ascii_digit() && c != ' ');
    // MediaWiki refuses names that are numbers.
    let base = match (is_name, base.is_empty()) {
        (true, _) => base,
        (false, true) => "ref".to_owned(),
        (false, false) => format!("ref {base}"),
    };
    if taken.names.insert(base.to_lowercase()) {
        return base;
    }
    loop {
        let number = taken.numbers.entry(base.clone()).or_insert(1);
        *number += 1;
        let name = format!("{base} ({number})");
        if taken.names.insert(name.to_lowercase()) {
            return name;
        }
    }
}

/// What a name for this source is made of: author and year, else the site and the year, else the
/// first words of the title.
pub(crate) fn name_parts(source: &Source) -> Vec<String> {
    match &source.description {
        Some(description) => description_parts(description, source.host(), &source.words),
        None => first_words(&source.words),
    }
}

/// What a name for a described source is made of, with the host of its address and its words in
/// case the description lacks what is needed.
pub(crate) fn description_parts(
    description: &Description,
    host: Option<&str>,
    words: &str,
) -> Vec<String> {
    let year = description.year().map(str::to_owned);
    let author = description.authors.first().map(|author| &author.family);
    let by = author.filter(|name| !name.is_empty()).map(String::as_str);
    let by = by.or_else(|| description.value("work")).or(host);
    if let Some(by) = by {
        return std::iter::once(by.to_owned()).chain(year).collect();
    }
    first_words(description.value("title").unwrap_or(words))
}

/// The words of a title that make a name.
pub(crate) fn first_words(title: &str) -> Vec<String> {
    title.split_whitespace().take(TITLE_WORDS).map(str::to_owned).collect()
}

/// The text without what would need quoting or ends a tag, and not too long.
fn clean(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '–' | ',' | ':' | '’');
    let mut name = String::new();
    for word in text.split(|c| !kept(c)).filter(|word| !word.is_empty()) {
        let length = name.chars().count() + word.chars().count();
        if length >= LONGEST_NAME && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().take(LONGEST_NAME));
    }
    name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{TakenNames, unique_name};

    #[test]
    fn names_are_clean_and_unique() {
        let mut taken = TakenNames::default();
        assert_eq!(unique_name(&["O'Brien", "2001"], &mut taken), "O Brien 2001");
        assert_eq!(unique_name(&["o brien", "2001"], &mut taken), "o brien 2001 (2)");
        assert_eq!(unique_name(&["O Brien 2001"], &mut taken), "O Brien 2001 (3)");
        assert_eq!(unique_name(&["<a href=\"x\">"], &mut taken), "a href x");
        assert_eq!(unique_name(&["1984"], &mut taken), "ref 1984");
        assert_eq!(unique_name(&["", "…"], &mut taken), "ref");
        let long = unique_name(&[&"word ".repeat(30)], &mut taken);
        assert!(long.len() <= 40 && long.ends_with("word"), "{long}");
    }
}
