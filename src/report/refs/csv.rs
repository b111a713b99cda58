//! The index as comma-separated values, one footnote a line.

use super::{Entry, RefReport, SourceDate};
use crate::date::Style;
use crate::text::LineIndex;

const COLUMNS: [&str; 25] = [
    "path",
    "number",
    "group",
    "name",
    "line",
    "column",
    "uses",
    "template",
    "authors",
    "title",
    "work",
    "publisher",
    "date",
    "url",
    "doi",
    "pmid",
    "isbn",
    "archive_url",
    "archive_date",
    "access_date",
    "text",
    "problems",
    "date_style",
    "archive_date_style",
    "access_date_style",
];

/// The line of column names.
pub fn csv_header() -> String {
    records([COLUMNS.map(str::to_owned)])
}

/// One file.
pub fn csv(report: &RefReport<'_, '_>) -> String {
    let lines = LineIndex::new(report.doc.text);
    records(report.footnotes.iter().map(|entry| record(report, &lines, entry)))
}

fn record(report: &RefReport<'_, '_>, lines: &LineIndex, entry: &Entry<'_>) -> [String; 25] {
    let place = entry.place().map(|span| lines.position(report.doc.text, span.start));
    let number = |number: Option<u32>| number.map(|it| it.to_string()).unwrap_or_default();
    let field = |name: &str| entry.field(name).unwrap_or_default().to_owned();
    let description = entry.source.as_ref().and_then(|source| source.description.as_ref());
    let names = description.iter().flat_map(|it| &it.authors).map(|author| {
        if author.given.is_empty() {
            author.family.clone()
        } else {
            format!("{}, {}", author.family, author.given)
        }
    });
    [
        report.path.to_owned(),
        entry.label.clone(),
        entry.group.to_owned(),
        entry.name.unwrap_or_default().to_owned(),
        number(place.map(|it| it.line)),
        number(place.map(|it| it.column)),
        entry.backlinks.to_string(),
        entry.template.unwrap_or_default().to_owned(),
        names.collect::<Vec<_>>().join("; "),
        field("title"),
        field("work"),
        field("publisher"),
        field("date"),
        entry.url().unwrap_or_default().to_owned(),
        field("doi"),
        field("pmid"),
        field("isbn"),
        field("archive-url"),
        field("archive-date"),
        match &entry.dates.accessed {
            Some(date) if entry.field("access-date").is_none() => date.text.clone(),
            _ => field("access-date"),
        },
        entry.text.clone(),
        entry.problems.join(" "),
        style(entry.dates.published.as_ref()),
        style(entry.dates.archived.as_ref()),
        style(entry.dates.accessed.as_ref()),
    ]
}

fn style(date: Option<&SourceDate>) -> String {
    date.and_then(SourceDate::style).map_or("", Style::name).to_owned()
}

fn records(records: impl IntoIterator<Item = [String; 25]>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(record).expect("a vector takes all, and all records are equally long");
    }
    let bytes = writer.into_inner().expect("a vector takes all");
    String::from_utf8(bytes).expect("all fields are UTF-8")
}
