//! A bibliography as CSL-JSON, which reference managers read.

use serde::Serialize;

use super::SourceDate;
use super::bibliography::{Item, with_keys};
use crate::facts::source::Author;
use crate::report::escape::escape_json;

/// The sources, each once, as one JSON array.
pub fn csl_json(items: &[Item]) -> String {
    let items: Vec<CslItem> =
        with_keys(items).into_iter().map(|(key, item)| csl_item(key, item)).collect();
    json(&items)
}

fn json(items: &[CslItem<'_>]) -> String {
    let json = serde_json::to_string_pretty(items).map(escape_json);
    json.expect("strings and numbers can be written as JSON") + "\n"
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslItem<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher_place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<CslDate<'a>>,
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(rename = "ISBN", skip_serializing_if = "Option::is_none")]
    isbn: Option<&'a str>,
    #[serde(rename = "ISSN", skip_serializing_if = "Option::is_none")]
    issn: Option<&'a str>,
    #[serde(rename = "PMID", skip_serializing_if = "Option::is_none")]
    pmid: Option<&'a str>,
    #[serde(rename = "PMCID", skip_serializing_if = "Option::is_none")]
    pmcid: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum CslName<'a> {
    Parts { family: &'a str, given: &'a str },
    Literal { literal: &'a str },
}

#[derive(Serialize)]
#[serde(untagged)]
enum CslDate<'a> {
    #[serde(rename_all = "kebab-case")]
    Parts {
        /// Of a range, both ends.
        date_parts: Vec<Vec<i32>>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        circa: bool,
    },
    Literal {
        literal: &'a str,
    },
}

fn csl_item(id: String, item: &Item) -> CslItem<'_> {
    // For CSL, a chapter is an item of its own, in a book.
    let chapter = item.field("chapter").filter(|_| item.csl == "book");
    let title = item.field("title");
    CslItem {
        id,
        kind: if chapter.is_some() { "chapter" } else { &item.csl },
        title: chapter.or(title),
        author: item.authors.iter().map(name).collect(),
        container_title: if chapter.is_some() { title } else { item.field("work") },
        publisher: item.field("publisher"),
        publisher_place: item.field("location"),
        edition: item.field("edition"),
        volume: item.field("volume"),
        issue: item.field("issue"),
        page: item.field("page"),
        issued: item.dates.published.as_ref().map(date),
        accessed: item.dates.accessed.as_ref().map(date),
        doi: item.field("doi"),
        isbn: item.field("isbn"),
        issn: item.field("issn"),
        pmid: item.field("pmid"),
        pmcid: item.field("pmc"),
        url: item.field("url"),
        archive_location: item.field("archive-url"),
        language: item.field("language"),
        note: item.note.as_deref(),
    }
}

fn name(author: &Author) -> CslName<'_> {
    if author.is_literal || author.given.is_empty() {
        CslName::Literal { literal: &author.family }
    } else {
        CslName::Parts { family: &author.family, given: &author.given }
    }
}

fn date(date: &SourceDate) -> CslDate<'_> {
    match date.parts() {
        Some(date_parts) => CslDate::Parts { date_parts, circa: date.is_about() },
        None => CslDate::Literal { literal: &date.text },
    }
}
