//! How sources are compared and described: the data of `rules/sources.toml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What is known of addresses, of words in references, and of the parameters of citations.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct Sources {
    tracking: FxHashSet<String>,
    tracking_prefixes: Vec<String>,
    archives: FxHashSet<String>,
    books: Vec<String>,
    query: Vec<Query>,
    locators: FxHashSet<String>,
    phrases: Vec<Vec<String>>,
    /// The names of the fields.
    fields: Vec<String>,
    parameters: FxHashMap<String, Meaning>,
    kinds: FxHashMap<String, Kind>,
}

/// What kind of thing a citation template describes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    templates: Vec<String>,
    /// The entry type of BibTeX.
    pub bibtex: String,
    /// The item type of CSL.
    pub csl: String,
}

/// What a parameter of a citation template says of the author with this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorPart {
    /// The family name.
    Family,
    /// The given name.
    Given,
    /// A whole name.
    Literal,
    /// Several names.
    List,
}

/// What a parameter of a citation template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter<'a> {
    /// A part of an author's name.
    Author(AuthorPart),
    /// A field by its name in the data.
    Field(&'a str),
}

impl Sources {
    /// The kind of the citation template with this normalised name.
    pub fn kind(&self, template: &str) -> Option<&Kind> {
        self.kinds.get(template)
    }

    /// The meaning of a parameter whose name has been folded with [`fold_parameter`].
    pub fn parameter(&self, folded: &str) -> Option<Parameter<'_>> {
        Some(match *self.parameters.get(folded)? {
            Meaning::Author(part) => Parameter::Author(part),
            Meaning::Field(at) => Parameter::Field(&self.fields[at]),
        })
    }

    /// Whether a parameter of a URL with this name, in any letter case, only tracks readers.
    pub fn is_tracking(&self, name: &str) -> bool {
        let lower = lower_case(name);
        let starts = |prefix: &String| lower.starts_with(prefix.as_str());
        self.tracking.contains(&*lower) || self.tracking_prefixes.iter().any(starts)
    }

    /// Whether the host, without `www.`, keeps copies of pages.
    pub fn is_archive(&self, host: &str) -> bool {
        self.archives.contains(host)
    }

    /// Whether a canonical address is that of a scanned book.
    pub fn is_book(&self, canonical: &str) -> bool {
        self.books.iter().any(|start| canonical.starts_with(&**start))
    }

    /// The parameters of a URL that count on this host; `None` if all do.
    pub fn kept_query(&self, host: &str) -> Option<&[String]> {
        let is_host =
            |name: &String| host == name || (name.ends_with('.') && host.starts_with(&**name));
        let query = self.query.iter().find(|query| query.hosts.iter().any(is_host));
        query.map(|query| &*query.keep)
    }

    /// Whether the words, in lower case, start like a reference that means something only where
    /// it stands: "ibid."
    pub fn starts_relative(&self, words: &[String]) -> bool {
        self.phrases.iter().any(|phrase| words.starts_with(phrase))
    }

    /// How many words the longest start of such a reference has.
    pub fn longest_phrase(&self) -> usize {
        self.phrases.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// Whether the word, in lower case, says where in a source to look, as all of "pp. 3–5" do.
    pub fn locates(&self, word: &str) -> bool {
        // Roman numerals number the first pages of a book.
        let is_roman = || word.chars().all(|c| "ivxlc".contains(c));
        is_number(word) || self.is_locator(word) || is_roman()
    }

    /// Whether the word, in lower case, stands before the number of a page or another part.
    pub fn is_locator(&self, word: &str) -> bool {
        self.locators.contains(word)
    }
}

/// A parameter's name without letter case, hyphens, underscores, spaces and its number (1 if it
/// has none).
pub fn fold_parameter(name: &str) -> (String, u32) {
    let mut folded = String::with_capacity(name.len());
    let mut digits = String::new();
    for c in name.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '_' | ' ' => {}
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    (folded, digits.parse().unwrap_or(1))
}

/// The text with its ASCII letters in lower case, as it mostly is written.
fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_number(word: &str) -> bool {
    !word.contains(char::is_alphabetic)
}

/// A [`Parameter`], with the place of the field's name.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    Author(AuthorPart),
    Field(usize),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    tracking: Vec<String>,
    archives: FxHashSet<String>,
    books: Vec<String>,
    query: Vec<Query>,
    relative: Relative,
    fields: BTreeMap<String, Vec<String>>,
    authors: Authors,
    kind: Vec<Kind>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    hosts: Vec<String>,
    keep: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    phrases: Vec<String>,
    locators: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Authors {
    family: Vec<String>,
    given: Vec<String>,
    literal: Vec<String>,
    list: Vec<String>,
}

impl From<File> for Sources {
    fn from(file: File) -> Self {
        let (prefixes, tracking): (Vec<String>, Vec<String>) =
            file.tracking.into_iter().partition(|name| name.ends_with('*'));
        let words = |phrase: &String| phrase.split(' ').map(str::to_owned).collect();
        let mut parameters = FxHashMap::default();
        let mut add = |names: &[String], meaning| {
            parameters.extend(names.iter().map(|name| (fold_parameter(name).0, meaning)));
        };
        for (at, names) in file.fields.values().enumerate() {
            add(names, Meaning::Field(at));
        }
        add(&file.authors.family, Meaning::Author(AuthorPart::Family));
        add(&file.authors.given, Meaning::Author(AuthorPart::Given));
        add(&file.authors.literal, Meaning::Author(AuthorPart::Literal));
        add(&file.authors.list, Meaning::Author(AuthorPart::List));
        let kinds = file.kind.into_iter().flat_map(|kind| {
            kind.templates.clone().into_iter().map(move |name| (name, kind.clone()))
        });
        Self {
            tracking: tracking.into_iter().collect(),
            tracking_prefixes: prefixes.iter().map(|it| it.replace('*', "")).collect(),
            archives: file.archives,
            books: file.books,
            query: file.query,
            locators: file.relative.locators,
            phrases: file.relative.phrases.iter().map(words).collect(),
            parameters,
            fields: file.fields.into_keys().collect(),
            kinds: kinds.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    #[test]
    fn built_in_data_knows_common_parameters() {
        let sources = &Site::mediawiki().sources;
        let meaning = |name: &str| sources.parameter(&fold_parameter(name).0);
        assert_eq!(meaning("accessdate"), Some(Parameter::Field("access-date")));
        assert_eq!(meaning("Access-Date"), Some(Parameter::Field("access-date")));
        assert_eq!(meaning("last2"), Some(Parameter::Author(AuthorPart::Family)));
        assert_eq!(fold_parameter("author2-last"), ("authorlast".to_owned(), 2));
        assert_eq!(meaning("no-such-thing"), None);
        assert_eq!(sources.kind("cite book").map(|kind| &*kind.bibtex), Some("book"));
        assert!(sources.is_tracking("utm_source") && sources.is_tracking("fbclid"));
        assert!(sources.is_tracking("UTM_Source") && !sources.is_tracking("id"));
    }

    #[test]
    fn no_parameter_has_two_meanings() {
        let file: File = toml::from_str(include_str!("../../rules/sources.toml")).expect("valid");
        let authors = &file.authors;
        let names = file.fields.values().flatten();
        let names = names.chain(&authors.family).chain(&authors.given);
        let names = names.chain(&authors.literal).chain(&authors.list);
        let mut names: Vec<String> = names.map(|it| fold_parameter(it).0).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn references_that_name_no_source_are_relative() {
        let sources = &Site::mediawiki().sources;
        let relative = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            sources.starts_relative(&words) || words.iter().all(|word| sources.locates(word))
        };
        for text in ["ibid", "ibid p 5", "op cit p 3", "p 5", "pp xii 34", "12", "see above"] {
            assert!(relative(text), "{text}");
        }
        for text in ["smith 2001 p 5", "annual report 2020", "chapter of accidents"] {
            assert!(!relative(text), "{text}");
        }
    }
}
