//! The reference index as a table.

use maud::{Markup, html};

use super::page::Page;
use super::text::{Shown, counted, start};
use crate::facts::Document;
use crate::facts::rendered::EntryId;
use crate::report::refs::{AllDates, Entry, RefReport, SourceDate, SourceDates};

/// How much of a source is shown, in characters.
const LONGEST_SOURCE: usize = 160;

/// How much markup is kept in place of a source, in characters.
const LONGEST_MARKUP: usize = 200;

/// The footnotes of a file, or what its plain list of references holds.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) rows: Vec<Row>,
    /// Where the text leads to which row, in source order.
    pub(super) uses: Vec<(u32, usize)>,
}

/// One footnote.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// What it is called in the text; empty if it has no number.
    pub(super) label: String,
    /// What it cites, on one line.
    pub(super) source: String,
    name: String,
    url: Option<String>,
    /// The offset of its definition, or of its first use.
    place: Option<u32>,
    /// The offsets of what leads to it.
    uses: Vec<u32>,
    dates: SourceDates,
    problems: Vec<&'static str>,
}

impl Index {
    pub(super) fn new(page: &Page<'_>, doc: &Document<'_>) -> Self {
        let dates = AllDates::new(doc);
        let report = RefReport::new(page.report.path, doc, page.report.diagnostics);
        let mut index = Self::default();
        for (entry, footnote) in report.footnotes.iter().zip(&doc.refs.footnotes) {
            let at = index.rows.len();
            let tags = footnote.refs.iter().map(|&id| doc.refs.tag(id));
            let shown = tags.filter(|tag| tag.in_list.is_none());
            let uses: Vec<u32> = shown.map(|tag| tag.span.start).collect();
            index.uses.extend(uses.iter().map(|&offset| (offset, at)));
            index.rows.push(Row::of_footnote(doc, entry, uses));
        }
        for (number, entry) in doc.plain_index.entries.iter().enumerate() {
            let at = index.rows.len();
            let markers = entry.uses.iter().map(|&it| &doc.plain_index.markers[it as usize]);
            let uses: Vec<u32> = markers.map(|marker| marker.span.start).collect();
            index.uses.extend(uses.iter().map(|&offset| (offset, at)));
            index.rows.push(Row {
                label: entry.label.to_string(),
                source: entry.text.of(doc.text).to_owned(),
                url: entry.url.map(|url| url.of(doc.text).to_owned()),
                place: Some(entry.span.start),
                uses,
                dates: dates.of_entry(EntryId(number as u32)),
                ..Row::default()
            });
        }
        index.uses.sort_unstable();
        index
    }

    /// The table. The script makes it sortable.
    pub(super) fn table(&self, page: &Page<'_>) -> Markup {
        html! {
            div.wide {
                table.sort {
                    thead {
                        tr {
                            @for title in ["No.", "Source", "Published", "Retrieved", "Archived", "Uses",
                                "Problems"] {
                                th scope="col" { (title) }
                            }
                        }
                    }
                    tbody {
                        @for (at, row) in self.rows.iter().enumerate() { (row.line(page, at)) }
                    }
                }
            }
        }
    }
}

impl Row {
    fn of_footnote(doc: &Document<'_>, entry: &Entry<'_>, uses: Vec<u32>) -> Self {
        Self {
            label: entry.label.clone(),
            source: what(doc, entry),
            name: entry.name.unwrap_or_default().to_owned(),
            url: entry.url().map(str::to_owned),
            place: entry.place().map(|span| span.start),
            uses,
            dates: entry.dates.clone(),
            problems: entry.problems.clone(),
        }
    }

    fn line(&self, page: &Page<'_>, at: usize) -> Markup {
        let line = |offset: u32| page.position(offset).line;
        let SourceDates { published, accessed, archived } = &self.dates;
        html! {
            tr id=(page.row(at)) data-r=(at) {
                th scope="row" data-s=(at) {
                    @let label = if self.label.is_empty() { "–" } else { &*self.label };
                    @match self.place {
                        Some(place) => a href={ "#" (page.line(line(place))) } { (start(label, 40)) },
                        None => (start(label, 40)),
                    }
                }
                td data-s=(Shown(&self.source)) {
                    @if self.source.is_empty() { span.without { "no source" } }
                    (start(&self.source, LONGEST_SOURCE))
                    @if let Some((url, host)) = self.url.as_deref().and_then(web) {
                        " " a.out href=(Shown(url)) rel="noreferrer" { (start(host, 40)) }
                    }
                    @if !self.name.is_empty() { " " code.name { (start(&self.name, 40)) } }
                }
                @for date in [published, accessed, archived] {
                    @match date {
                        Some(date) => {
                            td data-s=(key(date)) {
                                (start(&date.text, 40))
                                @if let Some(style) = date.style() { " " small { (style.name()) } }
                            }
                        }
                        None => td {},
                    }
                }
                td data-s=(self.uses.len()) {
                    @if self.uses.is_empty() { "none" }
                    @let lines: Vec<u32> = self.uses.iter().map(|&offset| line(offset)).collect();
                    @for same in lines.chunk_by(|a, b| a == b) {
                        a href={ "#" (page.line(same[0])) } { (same[0]) }
                        @if same.len() > 1 { small { "×" (same.len()) } }
                        " "
                    }
                }
                td data-s=(self.problems.len()) {
                    @for rule in &self.problems { span.tag { (rule) } " " }
                }
            }
        }
    }
}

impl Row {
    /// What a link to the row tells, on one line.
    pub(super) fn hint(&self) -> Markup {
        let uses = counted(self.uses.len(), "use");
        let source = if self.source.is_empty() { "no source" } else { &*self.source };
        html! { (start(source, 80)) " (" (uses) ")" }
    }
}

/// What a date is sorted by; empty if it cannot be.
fn key(date: &SourceDate) -> String {
    let first = date.meaning.and_then(|it| it.first);
    first.map(|day| day.to_string()).unwrap_or_default()
}

/// What a footnote cites; where only templates know it, the start of its markup.
fn what(doc: &Document<'_>, entry: &Entry<'_>) -> String {
    let summary = entry.summary();
    match entry.definition {
        Some(definition) if summary.trim().is_empty() => {
            definition.of(doc.text).chars().take(LONGEST_MARKUP).collect()
        }
        _ => summary,
    }
}

/// An address that a browser may open from a report, and its host. Others, which could be scripts,
/// become no links.
fn web(url: &str) -> Option<(&str, &str)> {
    let is =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    let scheme = ["https://", "http://"].into_iter().find(|scheme| is(scheme))?;
    let rest = &url[scheme.len()..];
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some((url, host))
}

#[cfg(test)]
mod tests {
    use super::web;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(web("HTTPS://www.example.org/a").map(|it| it.1), Some("example.org"));
        for url in ["javascript:alert(1)", "data:text/html,x", " https://a", "//a", "https://", ""]
        {
            assert_eq!(web(url), None, "{url}");
        }
    }
}
