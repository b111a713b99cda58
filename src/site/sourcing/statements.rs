//! Which statements need a source: the data of `rules/sourcing/statements.toml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::cues::{Cue, Cues};

/// What needs a source, and which words tell so.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct Statements {
    currencies: Vec<String>,
    exempt_pages: FxHashSet<String>,
    exempt_sections: FxHashSet<String>,
    living: FxHashSet<String>,
    in_text: FxHashSet<String>,
    quotation_sources: Vec<String>,
    words: BTreeMap<String, StatementWords>,
}

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub struct StatementWords {
    /// What stands behind a number that somebody has counted, in words.
    units: Vec<Vec<String>>,
    /// What tells that a statement needs a source.
    pub cues: Cues,
}

impl Statements {
    /// Where the mark of a currency starts that a text ends with.
    pub fn currency_before(&self, text: &str) -> Option<usize> {
        self.currencies.iter().find_map(|mark| {
            let start = text.len().checked_sub(mark.len())?;
            text.get(start..)?.eq_ignore_ascii_case(mark).then_some(start)
        })
    }

    /// Whether a text starts with the mark of a currency, not with a longer word.
    pub fn starts_with_currency(&self, text: &str) -> bool {
        self.currencies.iter().any(|mark| {
            let start = text.get(..mark.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(mark))
                && !text[mark.len()..].starts_with(char::is_alphanumeric)
        })
    }

    /// Whether a page with the template of this normalised name is a list of links.
    pub fn is_exempt_page(&self, template: &str) -> bool {
        self.exempt_pages.contains(template)
    }

    /// Whether a section with this title needs no source of its own.
    pub fn is_exempt_section(&self, title: &str) -> bool {
        let known = |title: &str| self.exempt_sections.contains(title);
        known(title) || known(&title.to_lowercase())
    }

    /// Whether the members of this category are people who are alive.
    pub fn is_of_the_living(&self, category: &str) -> bool {
        self.living.contains(&category.trim().replace('_', " ").to_lowercase())
    }

    /// Whether the template with this normalised name leads to a source, though it is no footnote.
    pub fn is_source_in_text(&self, name: &str) -> bool {
        self.in_text.contains(name)
    }

    /// Whether this parameter of a template that shows a quotation names its source.
    pub fn names_quoted_source(&self, parameter: &str) -> bool {
        self.quotation_sources.iter().any(|name| name == parameter)
    }

    /// The words of a language; `None` if there are none.
    pub fn words(&self, language: &str) -> Option<&StatementWords> {
        self.words.get(language)
    }
}

impl StatementWords {
    /// How long the unit is that a text starts with, in bytes.
    pub fn unit_at(&self, text: &str) -> Option<usize> {
        self.units.iter().find_map(|unit| {
            let mut rest = text;
            for (index, word) in unit.iter().enumerate() {
                if index > 0 {
                    rest = rest.strip_prefix([' ', '-', '\u{a0}'])?;
                }
                let start = rest.get(..word.len())?;
                rest = start.eq_ignore_ascii_case(word).then(|| &rest[word.len()..])?;
            }
            let is_whole = !rest.starts_with(char::is_alphanumeric);
            is_whole.then(|| text.len() - rest.len())
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    currencies: Vec<String>,
    exempt: Exempt,
    living: Living,
    in_text: InText,
    quotation_sources: Vec<String>,
    words: BTreeMap<String, WordLists>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exempt {
    pages: FxHashSet<String>,
    sections: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Living {
    categories: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InText {
    names: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct WordLists {
    units: Vec<String>,
    superlative: Vec<String>,
    attribution: Vec<String>,
    contentious: Vec<String>,
    except: Vec<String>,
}

impl From<File> for Statements {
    fn from(file: File) -> Self {
        let words = file.words.into_iter();
        Self {
            currencies: file.currencies,
            exempt_pages: file.exempt.pages,
            exempt_sections: file.exempt.sections,
            living: file.living.categories,
            in_text: file.in_text.names,
            quotation_sources: file.quotation_sources,
            words: words.map(|(language, lists)| (language, lists.into())).collect(),
        }
    }
}

impl From<WordLists> for StatementWords {
    fn from(lists: WordLists) -> Self {
        let cues = Cues::new([
            (Cue::Superlative, &lists.superlative),
            (Cue::Attribution, &lists.attribution),
            (Cue::Contentious, &lists.contentious),
            (Cue::Nothing, &lists.except),
        ]);
        let unit = |unit: &String| unit.split(' ').map(str::to_owned).collect();
        Self { units: lists.units.iter().map(unit).collect(), cues }
    }
}

#[cfg(test)]
mod tests {
    use crate::site::{Site, normalize_name};

    #[test]
    fn built_in_data_is_normalised() {
        let data = &Site::mediawiki().statements;
        for name in data.exempt_pages.iter().chain(&data.in_text) {
            assert_eq!(*name, normalize_name(name));
        }
        for name in data.exempt_sections.iter().chain(&data.living) {
            assert_eq!(*name, name.to_lowercase());
        }
        assert!(data.is_of_the_living("Living_people"));
    }

    #[test]
    fn units_and_currencies_are_whole() {
        let data = &Site::mediawiki().statements;
        let words = data.words("en").expect("English words");
        assert_eq!(words.unit_at("per cent of"), Some(8));
        assert_eq!(words.unit_at("% of"), Some(1));
        assert_eq!(words.unit_at("millionaires"), None);
        assert!(data.currency_before("US$") == Some(2) && data.starts_with_currency("EUR a year"));
        assert!(!data.starts_with_currency("europe"));
    }
}
