//! The index as one JSON document. The fields are a promise to other programs: a change that
//! breaks them needs a new [`VERSION`].

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Entry, RefReport, SourceDate, SourceDates};
use crate::date::Style;
use crate::facts::source::Identity;
use crate::report::json::{Places, PositionJson, json as json_line};
use crate::text::Span;

/// The version of the fields below.
const VERSION: u32 = 1;

/// Fields of a citation that hold identifiers.
const IDENTIFIERS: [&str; 10] =
    ["arxiv", "bibcode", "doi", "isbn", "issn", "jstor", "oclc", "pmc", "pmid", "ssrn"];

/// What comes before the first file; files have commas between them.
pub fn json_start() -> String {
    format!("{{\"version\":{VERSION},\"files\":[\n")
}

/// What comes after the last file.
pub fn json_finish() -> &'static str {
    "\n]}\n"
}

/// One file.
pub fn json(report: &RefReport<'_, '_>) -> String {
    let places = Places::new(report.doc.text);
    let footnotes = report.footnotes.iter().map(|entry| footnote(entry, &places)).collect();
    let file = FileJson { path: report.path, footnotes };
    json_line(&file)
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    footnotes: Vec<FootnoteJson<'a>>,
}

#[derive(Serialize)]
struct FootnoteJson<'a> {
    /// As MediaWiki prints it; empty if it prints none.
    label: &'a str,
    number: Option<u32>,
    group: &'a str,
    name: Option<&'a str>,
    definition: Option<PlaceJson>,
    uses: Vec<PlaceJson>,
    /// How many places of the text lead to it.
    backlinks: usize,
    /// What readers see of the content, without what templates make; else the start of its
    /// markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<CitationJson<'a>>,
    #[serde(skip_serializing_if = "DatesJson::is_empty")]
    dates: DatesJson<'a>,
    problems: &'a [&'static str],
}

#[derive(Serialize)]
struct PlaceJson {
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct CitationJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<AuthorJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    identifiers: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_date: Option<&'a str>,
}

/// The dates of what is cited, by a template or in plain words, and what they mean.
#[derive(Serialize)]
struct DatesJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<DateJson<'a>>,
}

impl DatesJson<'_> {
    fn is_empty(&self) -> bool {
        self.published.is_none() && self.accessed.is_none() && self.archived.is_none()
    }
}

#[derive(Serialize)]
struct DateJson<'a> {
    /// As it is written.
    text: &'a str,
    /// `dmy`, `mdy`, `iso` or `figures`, if it has a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    /// The first and the last day that it can mean, as `YYYY-MM-DD`; absent if it is no date.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
}

#[derive(Serialize)]
struct AuthorJson<'a> {
    family: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    given: &'a str,
}

fn footnote<'a>(entry: &'a Entry<'_>, places: &Places<'_>) -> FootnoteJson<'a> {
    let place = |span: Span| {
        let (start, end) = places.ends(span);
        PlaceJson { start, end }
    };
    FootnoteJson {
        label: &entry.label,
        number: entry.number,
        group: entry.group,
        name: entry.name,
        definition: entry.definition.map(place),
        uses: entry.uses.iter().copied().map(place).collect(),
        backlinks: entry.backlinks,
        text: Some(&*entry.text).filter(|text| !text.is_empty()),
        citation: citation(entry),
        dates: dates(&entry.dates),
        problems: &entry.problems,
    }
}

fn dates(dates: &SourceDates) -> DatesJson<'_> {
    DatesJson {
        published: dates.published.as_ref().map(date),
        accessed: dates.accessed.as_ref().map(date),
        archived: dates.archived.as_ref().map(date),
    }
}

fn date(date: &SourceDate) -> DateJson<'_> {
    let (first, last) = date.meaning.map_or((None, None), |it| (it.first, it.last));
    DateJson {
        text: &date.text,
        style: date.style().map(Style::name),
        first: first.map(|day| day.to_string()),
        last: last.map(|day| day.to_string()),
    }
}

/// What the footnote cites; `None` if it has neither a citation template nor anything by which
/// its source could be known.
fn citation<'a>(entry: &'a Entry<'_>) -> Option<CitationJson<'a>> {
    let source = entry.source.as_ref()?;
    let description = source.description.as_ref();
    if description.is_none() && source.identities.is_empty() {
        return None;
    }
    let authors = description.iter().flat_map(|it| &it.authors);
    let mut identifiers: BTreeMap<&'static str, &str> =
        IDENTIFIERS.iter().filter_map(|name| Some((*name, entry.field(name)?))).collect();
    for (identity, _) in &source.identities {
        let (name, value) = match identity {
            Identity::Doi(value) => ("doi", value),
            Identity::Pmid(value) => ("pmid", value),
            Identity::Isbn(value) => ("isbn", value),
            Identity::Url(_) => continue,
        };
        identifiers.insert(name, value);
    }
    Some(CitationJson {
        template: entry.template,
        title: entry.field("title"),
        authors: authors.map(|it| AuthorJson { family: &it.family, given: &it.given }).collect(),
        work: entry.field("work"),
        publisher: entry.field("publisher"),
        page: entry.field("page"),
        url: entry.url(),
        identifiers,
        date: entry.field("date"),
        access_date: entry.field("access-date"),
        archive_url: entry.field("archive-url"),
        archive_date: entry.field("archive-date"),
    })
}
