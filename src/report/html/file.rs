//! One file of the report.

use maud::{Markup, PreEscaped, html};

use super::index::Index;
use super::page::{self, Page};
use super::rules::{RuleCounts, letter};
use super::text::{Shown, counted, message_start};
use super::{card, map, source, timeline};
use crate::report::FileReport;

/// How much of a message the list of findings shows, in characters.
const LONGEST_LINK: usize = 110;

/// One file, ready to be put into the page.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// What was found, in numbers.
    pub(super) rules: RuleCounts,
    /// The links to its findings and its content, if there is room for them.
    markup: Option<(String, String)>,
}

impl Part {
    pub(super) fn new(report: &FileReport<'_>) -> Self {
        let page = Page::new(report);
        let links = links(&page).into_string();
        let content = content(&page).into_string();
        Self { rules: RuleCounts::new(report.diagnostics), markup: Some((links, content)) }
    }

    /// Its size, in bytes.
    pub(super) fn len(&self) -> usize {
        self.markup.as_ref().map_or(0, |(links, content)| links.len() + content.len())
    }

    pub(super) fn is_left_out(&self) -> bool {
        self.markup.is_none()
    }

    pub(super) fn leave_out(&mut self) {
        self.markup = None;
    }

    /// The links to the findings of the file.
    pub(super) fn links(&self) -> Option<Markup> {
        let (links, _) = self.markup.as_ref().filter(|(links, _)| !links.is_empty())?;
        Some(html! { ol.jump { (PreEscaped(links)) } })
    }

    /// The link to the file, with those to its findings.
    pub(super) fn link(&self, path: &str) -> Markup {
        html! {
            li {
                a.path href={ "#" (page::id(path)) } { (Shown(path)) } " " (self.rules.badges())
                @if let Some(links) = self.links() {
                    details {
                        summary { "Findings" }
                        (links)
                    }
                }
            }
        }
    }

    /// The file itself.
    pub(super) fn section(&self, path: &str, is_open: bool) -> Markup {
        let content = self.markup.as_ref().map(|(_, content)| PreEscaped(content));
        html! {
            details.file id=(page::id(path)) open[is_open] {
                summary { h2 { (Shown(path)) } " " (self.rules.badges()) }
                @if let Some(content) = content {
                    (content)
                } @else {
                    p.none {
                        "There is no room for this file: a browser would hardly show so much. Run \
                         citelint on it alone."
                    }
                }
            }
        }
    }

    #[cfg(test)]
    pub(super) fn of_size(bytes: usize) -> Self {
        Self { rules: RuleCounts::default(), markup: Some((String::new(), "x".repeat(bytes))) }
    }
}

fn links(page: &Page<'_>) -> Markup {
    html! {
        @for (it, number) in page.report.diagnostics.iter().zip(1..) {
            li data-f=(page.finding(number)) {
                a class=(letter(it.severity)) href={ "#" (page.finding(number)) } {
                    b { (page.position(it.span.start).line) } " "
                    span { (message_start(&it.message, LONGEST_LINK)) }
                }
            }
        }
    }
}

fn content(page: &Page<'_>) -> Markup {
    let doc = page.report.doc;
    let index = doc.map(|doc| Index::new(page, doc)).filter(|index| !index.rows.is_empty());
    let map = doc.zip(index.as_ref()).and_then(|(doc, index)| map::map(page, doc, index));
    let timeline = doc.and_then(timeline::timeline);
    let footnotes = index.as_ref().map(|index| counted(index.rows.len(), "footnote"));
    let parts = [
        ("source", "Text and findings".to_owned(), Some(source::source(page, card::card))),
        ("refs", footnotes.unwrap_or_default(), index.as_ref().map(|index| index.table(page))),
        ("map", "What leans on what".to_owned(), map),
        ("time", "Dates of the sources".to_owned(), timeline),
    ];
    let parts =
        || parts.iter().filter_map(|(name, title, part)| Some((name, title, part.as_ref()?)));
    html! {
        nav.parts aria-label={ "Parts of " (Shown(page.report.path)) } {
            ul { @for (name, title, _) in parts() {
                li { a href={ "#" (page.part(name)) } { (title) } }
            } }
        }
        @for (name, title, part) in parts() {
            section class=(name) id=(page.part(name)) {
                h3 { (title) }
                (part)
            }
        }
    }
}
