//! What the prose of a page is: the data of `rules/prose.toml`.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::word::Vocabulary;

/// What kind of text a section holds, as far as its title tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// Running text of the article; also the lead.
    #[default]
    Body,
    /// Sources, footnotes and notes.
    References,
    /// What else to read or to look at: external links, further reading, see also.
    Links,
    /// What a work tells.
    Plot,
    /// Works by the subject: a bibliography, a filmography, a cast.
    Works,
}

/// What the text is that a template shows of its arguments.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shows {
    /// Others' words, set apart from the text.
    QuotationBlock,
    /// Others' words in a line.
    Quotation,
    /// Words of another language.
    Foreign,
    /// The page's own text.
    Text,
}

/// A template that shows one of its arguments as text of the page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShowingTemplate {
    /// What the text is.
    pub(crate) shows: Shows,
    names: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
    /// The arguments that may hold the text; the first that is given counts.
    pub(crate) text: Vec<String>,
}

/// What a template does to the text that it stands in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TextRole<'a> {
    /// It shows an argument.
    Shows(&'a ShowingTemplate),
    /// It shows nothing in the line.
    Silent,
}

/// Where sentences of one language do not end.
#[derive(Clone, Debug, Default)]
pub(crate) struct SentenceWords {
    /// Words without their last stop.
    vocabulary: Vocabulary,
    /// What they tell, by their numbers.
    roles: Vec<SentenceRoles>,
    /// Whether a number with a stop is an ordinal.
    pub(crate) ordinals: bool,
}

/// What a word tells of the ends of sentences.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SentenceRole {
    /// After it a sentence goes on.
    Abbreviation,
    /// It is the last word of an abbreviation with a space in it.
    EndOfAbbreviation,
    /// After it a sentence goes on if a number follows.
    BeforeNumber,
    /// After it a sentence ends only before a starter.
    Ambiguous,
    /// Sentences often start with it.
    Starter,
}

/// What a word tells of the ends of sentences: a set.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SentenceRoles(u8);

impl SentenceRoles {
    /// Whether it tells this.
    pub(crate) fn has(self, role: SentenceRole) -> bool {
        self.0 & (1 << role as u8) != 0
    }
}

impl SentenceWords {
    /// What a word tells, whatever its letter case.
    pub(crate) fn roles(&self, word: &str) -> SentenceRoles {
        self.roles.get(self.vocabulary.number_of(word) as usize).copied().unwrap_or_default()
    }

    fn add(&mut self, words: &[String], role: SentenceRole) {
        for word in words {
            let number = self.vocabulary.learn(word) as usize;
            self.roles.resize(self.vocabulary.len() + 1, SentenceRoles::default());
            self.roles[number].0 |= 1 << role as u8;
        }
    }
}

/// What the prose of a page is.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct ProseTables {
    sections: FxHashMap<String, SectionKind>,
    templates: Vec<ShowingTemplate>,
    names: FxHashMap<String, u32>,
    prefixes: Vec<(String, u32)>,
    citation_needed: FxHashSet<String>,
    sentences: BTreeMap<String, SentenceWords>,
}

/// The place of silent templates in the table of names.
const SILENT: u32 = u32::MAX;

impl ProseTables {
    /// What a section with this title holds; `None` if the title does not tell.
    pub fn section_kind(&self, title: &str) -> Option<SectionKind> {
        let known = |title: &str| self.sections.get(title).copied();
        known(title).or_else(|| known(&title.to_lowercase()))
    }

    /// What the template with this normalised name does to the text; `None` where it stands in it
    /// as one object.
    pub(crate) fn text_role(&self, name: &str) -> Option<TextRole<'_>> {
        let prefix = || self.prefixes.iter().find(|(prefix, _)| name.starts_with(prefix.as_str()));
        let index = self.names.get(name).copied().or_else(|| prefix().map(|it| it.1))?;
        Some(match self.templates.get(index as usize) {
            Some(template) => TextRole::Shows(template),
            None => TextRole::Silent,
        })
    }

    /// Whether the template with this normalised name sets a quotation apart.
    pub fn shows_quotation(&self, name: &str) -> bool {
        let role = self.text_role(name);
        matches!(role, Some(TextRole::Shows(it)) if it.shows == Shows::QuotationBlock)
    }

    /// Whether the template with this normalised name asks for a source.
    pub fn asks_for_source(&self, name: &str) -> bool {
        self.citation_needed.contains(name)
    }

    /// Where sentences of a language do not end; `None` if nothing is known of it.
    pub(crate) fn sentence_words(&self, language: &str) -> Option<&SentenceWords> {
        self.sentences.get(language)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    sections: SectionTitles,
    template: Vec<ShowingTemplate>,
    silent: Names,
    citation_needed: Names,
    sentences: BTreeMap<String, SentenceLists>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionTitles {
    references: Vec<String>,
    links: Vec<String>,
    plot: Vec<String>,
    works: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SentenceLists {
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(default)]
    before_number: Vec<String>,
    #[serde(default)]
    ambiguous: Vec<String>,
    #[serde(default)]
    starters: Vec<String>,
    #[serde(default)]
    ordinals: bool,
}

impl From<File> for ProseTables {
    fn from(data: File) -> Self {
        let SectionTitles { references, links, plot, works } = data.sections;
        let kinds = [
            (references, SectionKind::References),
            (links, SectionKind::Links),
            (plot, SectionKind::Plot),
            (works, SectionKind::Works),
        ];
        let titles = |(titles, kind): (Vec<String>, SectionKind)| {
            titles.into_iter().map(move |title| (title, kind))
        };
        let mut names = FxHashMap::default();
        let mut prefixes = Vec::new();
        for (template, index) in data.template.iter().zip(0..) {
            names.extend(template.names.iter().map(|name| (name.clone(), index)));
            prefixes.extend(template.prefixes.iter().map(|prefix| (prefix.clone(), index)));
        }
        names.extend(data.silent.names.into_iter().map(|name| (name, SILENT)));
        let sentences = data.sentences.into_iter();
        Self {
            sections: kinds.into_iter().flat_map(titles).collect(),
            templates: data.template,
            names,
            prefixes,
            citation_needed: data.citation_needed.names.into_iter().collect(),
            sentences: sentences.map(|(language, lists)| (language, lists.into())).collect(),
        }
    }
}

impl From<SentenceLists> for SentenceWords {
    fn from(lists: SentenceLists) -> Self {
        let mut words = Self { ordinals: lists.ordinals, ..Self::default() };
        let last = |word: &String| Some(word.rsplit_once(' ')?.1.to_owned());
        let ends: Vec<_> = lists.abbreviations.iter().filter_map(last).collect();
        for (list, role) in [
            (&lists.abbreviations, SentenceRole::Abbreviation),
            (&ends, SentenceRole::EndOfAbbreviation),
            (&lists.before_number, SentenceRole::BeforeNumber),
            (&lists.ambiguous, SentenceRole::Ambiguous),
            (&lists.starters, SentenceRole::Starter),
        ] {
            words.add(list, role);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Site, normalize_name};

    #[test]
    fn built_in_data_loads_and_its_names_are_normalised() {
        let tables = &Site::mediawiki().prose;
        assert_eq!(tables.section_kind("External links"), Some(SectionKind::Links));
        assert_eq!(tables.section_kind("History"), None);
        assert!(matches!(tables.text_role("lang-de"), Some(TextRole::Shows(_))));
        assert!(matches!(tables.text_role("clear"), Some(TextRole::Silent)));
        assert!(tables.text_role("convert").is_none());
        for name in tables.names.keys().chain(&tables.citation_needed) {
            assert_eq!(*name, normalize_name(name));
        }
        for title in tables.sections.keys() {
            assert_eq!(*title, title.to_lowercase());
        }
    }
}
