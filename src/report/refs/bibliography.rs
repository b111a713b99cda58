//! What footnotes cite, as entries of a bibliography.

use rustc_hash::FxHashSet;

use super::{Entry, RefReport, SourceDates};
use crate::facts::Source;
use crate::facts::source::{Author, Identity};

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entry type of BibTeX.
    pub(super) bibtex: String,
    /// The item type of CSL.
    pub(super) csl: String,
    /// The first author or the site, and the year; for the key.
    pub(super) key: String,
    pub(super) authors: Vec<Author>,
    /// Names of fields as `rules/sources.toml` has them, and their values.
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) dates: SourceDates,
    /// The text of a source without a citation template.
    pub(super) note: Option<String>,
    /// The content in one spelling: equal ones are one item.
    text: String,
}

/// The fields that an item keeps.
const FIELDS: [&str; 20] = [
    "title",
    "chapter",
    "work",
    "publisher",
    "location",
    "edition",
    "volume",
    "issue",
    "page",
    "date",
    "url",
    "doi",
    "isbn",
    "issn",
    "pmid",
    "pmc",
    "arxiv",
    "language",
    "access-date",
    "archive-url",
];

/// The sources that the footnotes of a page cite: those with a citation template, and those that
/// an address or identifier in their text makes known.
pub fn items(report: &RefReport<'_, '_>) -> Vec<Item> {
    report.footnotes.iter().filter_map(|entry| item(report, entry)).collect()
}

impl Item {
    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(of, _)| *of == name);
        field.map(|(_, value)| &**value)
    }
}

/// What a source is for BibTeX and for CSL if its template does not tell.
const NO_KIND: (&str, &str) = ("misc", "document");

/// Each item once, with a key that no other has.
pub(super) fn with_keys(items: &[Item]) -> Vec<(String, &Item)> {
    let mut seen = FxHashSet::default();
    let mut keys = rustc_hash::FxHashMap::default();
    let mut keyed = Vec::new();
    for item in items.iter().filter(|item| seen.insert(&*item.text)) {
        let uses: &mut u32 = keys.entry(item.key.clone()).or_default();
        *uses += 1;
        // A hyphen stands in no key without a number, so that none is given twice.
        let key = if *uses == 1 { item.key.clone() } else { format!("{}-{uses}", item.key) };
        keyed.push((key, item));
    }
    keyed
}

fn item(report: &RefReport<'_, '_>, entry: &Entry<'_>) -> Option<Item> {
    let source = entry.source.as_ref()?;
    let text = report.doc.comparable(report.doc.cited(source.tag)?);
    let Some(description) = &source.description else {
        return from_text(source, entry, text);
    };
    let template = source.citation.map_or("", |at| &report.doc.citations[at].name);
    let kind = report.doc.site.sources.kind(template);
    let (bibtex, csl) = kind.map_or(NO_KIND, |kind| (&kind.bibtex, &kind.csl));
    let value = |name: &'static str| Some((name, description.value(name)?.to_owned()));
    let by = description.authors.first().map(|it| &*it.family);
    let by = by.or(description.value("work")).or(description.value("title"));
    Some(Item {
        bibtex: bibtex.to_owned(),
        csl: csl.to_owned(),
        key: key(by.unwrap_or_default(), description.year()),
        authors: description.authors.clone(),
        fields: FIELDS.into_iter().filter_map(value).collect(),
        dates: entry.dates.clone(),
        note: None,
        text,
    })
}

fn from_text(source: &Source, entry: &Entry<'_>, text: String) -> Option<Item> {
    if source.identities.is_empty() {
        return None;
    }
    let mut fields = Vec::new();
    fields.extend(entry.url().map(|url| ("url", url.to_owned())));
    for (identity, _) in &source.identities {
        fields.extend(match identity {
            Identity::Doi(value) => Some(("doi", value.clone())),
            Identity::Pmid(value) => Some(("pmid", value.clone())),
            Identity::Isbn(value) => Some(("isbn", value.clone())),
            Identity::Url(_) => None,
        });
    }
    Some(Item {
        bibtex: NO_KIND.0.to_owned(),
        csl: NO_KIND.1.to_owned(),
        key: key(source.host().unwrap_or_default(), None),
        authors: Vec::new(),
        fields,
        dates: entry.dates.clone(),
        note: Some(source.words.clone()).filter(|words| !words.is_empty()),
        text,
    })
}

/// A key that every program takes: letters and digits of ASCII.
fn key(by: &str, year: Option<&str>) -> String {
    // "The", "Der" and "Le" tell nothing.
    let words = || by.split(' ').filter(|word| !word.is_empty());
    let first = words().find(|word| word.chars().count() > 3).or(words().next());
    let first = first.unwrap_or_default().to_lowercase();
    let mut key: String = first.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    if key.is_empty() {
        key.push_str("source");
    }
    key.push_str(year.unwrap_or_default());
    key
}
