//! The data of `rules/sources.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What kind of thing a citation template describes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    templates: Vec<String>,
    /// The entry type of BibTeX.
    pub bibtex: String,
    /// The item type of CSL.
    pub csl: String,
}

/// The kind of the citation template with this normalised name.
pub fn kind(template: &str) -> Option<&'static Kind> {
    TABLES.kinds.get(template).copied()
}

/// What a parameter of a citation template says of the author with this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AuthorPart {
    Family,
    Given,
    Literal,
    List,
}

/// What a parameter of a citation template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parameter {
    Author(AuthorPart),
    /// A field by its name here.
    Field(&'static str),
}

/// The meaning of a parameter whose name has been folded with [`fold_parameter`].
pub(super) fn parameter(folded: &str) -> Option<Parameter> {
    TABLES.parameters.get(folded).copied()
}

/// A parameter's name without letter case, hyphens, underscores, spaces and its number (1 if it
/// has none).
pub(super) fn fold_parameter(name: &str) -> (String, u32) {
    let mut folded = String::with_capacity(name.len());
    let mut digits = String::new();
    for c in name.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '_' | ' ' => {}
            c => folded.extend(c.to_lowercase()),
        }
    }
    (folded, digits.parse().unwrap_or(1))
}

/// Whether a parameter of a URL with this name in lower case only tracks readers.
pub(super) fn is_tracking(name: &str) -> bool {
    TABLES.tracking.contains(name)
        || TABLES.tracking_prefixes.iter().any(|prefix| name.starts_with(prefix))
}

/// Whether the host, without `www.`, keeps copies of pages.
pub(super) fn is_archive(host: &str) -> bool {
    TABLES.archives.contains(host)
}

/// Whether a canonical address is that of a scanned book.
pub(super) fn is_book(canonical: &str) -> bool {
    DATA.books.iter().any(|start| canonical.starts_with(&**start))
}

/// The parameters of a URL that count on this host; `None` if all do.
pub(super) fn kept_query(host: &str) -> Option<&'static [String]> {
    let is_host =
        |name: &String| host == name || (name.ends_with('.') && host.starts_with(&**name));
    let query = DATA.query.iter().find(|query| query.hosts.iter().any(is_host));
    query.map(|query| &*query.keep)
}

/// Which identifier the template with this normalised name writes: a key of `[identifiers]`.
pub(super) fn identifier_template(name: &str) -> Option<&'static str> {
    let holds =
        |(_, names): &(&'static String, &'static Vec<String>)| names.iter().any(|it| it == name);
    DATA.identifiers.iter().find(holds).map(|(key, _)| key.as_str())
}

/// Whether the words, in lower case, start like a reference that means something only where it
/// stands: "ibid."
pub(super) fn starts_relative(words: &[String]) -> bool {
    TABLES.phrases.iter().any(|phrase| words.starts_with(phrase))
}

/// Whether the words, in lower case, only say where in a source to look: "pp. 3–5".
pub(super) fn only_locates(words: &[String]) -> bool {
    // Roman numerals number the first pages of a book.
    let is_roman = |word: &str| word.chars().all(|c| "ivxlc".contains(c));
    words.iter().all(|word| is_number(word) || is_locator(word) || is_roman(word))
}

/// Whether the word, in lower case, stands before the number of a page or another part.
pub(super) fn is_locator(word: &str) -> bool {
    TABLES.locators.contains(word)
}

fn is_number(word: &str) -> bool {
    !word.contains(char::is_alphabetic)
}

struct Tables {
    tracking: FxHashSet<&'static str>,
    tracking_prefixes: Vec<&'static str>,
    archives: FxHashSet<&'static str>,
    locators: FxHashSet<&'static str>,
    phrases: Vec<Vec<String>>,
    parameters: FxHashMap<String, Parameter>,
    kinds: FxHashMap<&'static str, &'static Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    tracking: Vec<String>,
    archives: Vec<String>,
    books: Vec<String>,
    query: Vec<Query>,
    relative: Relative,
    fields: BTreeMap<String, Vec<String>>,
    authors: Authors,
    identifiers: BTreeMap<String, Vec<String>>,
    kind: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    hosts: Vec<String>,
    keep: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    phrases: Vec<String>,
    locators: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Authors {
    family: Vec<String>,
    given: Vec<String>,
    literal: Vec<String>,
    list: Vec<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../rules/sources.toml"))
        .expect("the built-in data on sources is valid, as a test shows")
});

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let data: &'static Data = &DATA;
    let prefix = |name: &'static String| name.strip_suffix('*');
    let words = |phrase: &String| phrase.split(' ').map(str::to_owned).collect();
    let mut parameters = FxHashMap::default();
    for (field, names) in &data.fields {
        let field = Parameter::Field(field);
        parameters.extend(names.iter().map(|name| (fold_parameter(name).0, field)));
    }
    let authors = [
        (&data.authors.family, AuthorPart::Family),
        (&data.authors.given, AuthorPart::Given),
        (&data.authors.literal, AuthorPart::Literal),
        (&data.authors.list, AuthorPart::List),
    ];
    for (names, part) in authors {
        let part = Parameter::Author(part);
        parameters.extend(names.iter().map(|name| (fold_parameter(name).0, part)));
    }
    let templates = |kind: &'static Kind| kind.templates.iter().map(move |name| (&**name, kind));
    Tables {
        tracking: data.tracking.iter().filter(|it| !it.ends_with('*')).map(|it| &**it).collect(),
        tracking_prefixes: data.tracking.iter().filter_map(prefix).collect(),
        archives: data.archives.iter().map(|it| &**it).collect(),
        locators: data.relative.locators.iter().map(|it| &**it).collect(),
        phrases: data.relative.phrases.iter().map(words).collect(),
        parameters,
        kinds: data.kind.iter().flat_map(templates).collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_data_knows_common_parameters() {
        let meaning = |name: &str| parameter(&fold_parameter(name).0);
        assert_eq!(meaning("accessdate"), Some(Parameter::Field("access-date")));
        assert_eq!(meaning("Access-Date"), Some(Parameter::Field("access-date")));
        assert_eq!(meaning("last2"), Some(Parameter::Author(AuthorPart::Family)));
        assert_eq!(fold_parameter("author2-last"), ("authorlast".to_owned(), 2));
        assert_eq!(meaning("no-such-thing"), None);
        assert_eq!(kind("cite book").map(|kind| &*kind.bibtex), Some("book"));
        assert!(is_tracking("utm_source") && is_tracking("fbclid") && !is_tracking("id"));
    }

    #[test]
    fn no_parameter_has_two_meanings() {
        let authors = &DATA.authors;
        let names = DATA.fields.values().flatten();
        let names = names.chain(&authors.family).chain(&authors.given);
        let mut names: Vec<String> = names
            .chain(&authors.literal)
            .chain(&authors.list)
            .map(|it| fold_parameter(it).0)
            .collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn references_that_name_no_source_are_relative() {
        let relative = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            starts_relative(&words) || only_locates(&words)
        };
        for text in ["ibid", "ibid p 5", "op cit p 3", "p 5", "pp xii 34", "12", "see above"] {
            assert!(relative(text), "{text}");
        }
        for text in ["smith 2001 p 5", "annual report 2020", "chapter of accidents"] {
            assert!(!relative(text), "{text}");
        }
    }
}
