//! Lints the pages of a batch.

use memchr::memmem;
use regex::Regex;

use super::cut::{Batch, Position};
use super::guard::guarded;
use super::meter::Meter;
use super::page::{self, Page};
use super::problem::Problem;
use super::site_info::SiteInfo;
use super::summary::{Summary, WorstPage};
use crate::lint::{Diagnostic, RuleSet, lint_document};
use crate::report::{FileReport, PageReport, page_lines};
use crate::site::Site;

/// What is needed to lint pages; shared by all threads.
pub(super) struct Linter<'a> {
    /// What the dump is called in reports.
    pub(super) name: &'a str,
    pub(super) site: &'a Site,
    pub(super) rules: &'a RuleSet,
    pub(super) info: &'a SiteInfo,
    /// The numbers of the namespaces that are linted; `None` for all.
    pub(super) namespaces: Option<&'a [i32]>,
    /// Titles are linted that one of these matches; all if there are none.
    pub(super) titles: &'a [Regex],
    pub(super) meter: &'a Meter,
    /// Whether findings are printed, and not only counted.
    pub(super) prints: bool,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Findings, as lines of JSON.
    pub(super) lines: String,
    pub(super) summary: Summary,
    pub(super) problems: Vec<Problem>,
    /// Where to go on.
    pub(super) end: Position,
    /// Whether that is the end of the dump.
    pub(super) is_last: bool,
}

impl Linter<'_> {
    pub(super) fn lint(&self, batch: Batch) -> Done {
        let Batch { xml, start, end, problems, is_last } = batch;
        let mut done = Done { problems, end, is_last, ..Done::default() };
        self.meter.parse.add_bytes(xml.len() as u64);
        for (at, xml) in pages(&xml) {
            done.summary.pages.total += 1;
            if let Err(message) = self.page(xml, &mut done) {
                let page = page::title(xml);
                done.problems.push(Problem { offset: start + at as u64, page, message });
            }
        }
        done.summary.problems = done.problems.len() as u64;
        done
    }

    fn page(&self, xml: &[u8], done: &mut Done) -> Result<(), String> {
        let stage = &self.meter.parse;
        let page = stage.timed(|| {
            let xml = str::from_utf8(xml).map_err(|error| {
                let at = error.valid_up_to();
                format!("it is not UTF-8: the byte 0x{:02X} is no character", xml[at])
            })?;
            Page::parse(xml)
        })?;
        let pages = &mut done.summary.pages;
        let namespace = page.namespace.unwrap_or_else(|| self.info.of_title(&page.title));
        if !self.is_asked_for(&page.title, namespace) {
            pages.not_asked_for += 1;
            return Ok(());
        }
        if !page.is_wikitext() {
            pages.not_wikitext += 1;
            return Ok(());
        }
        let Some(text) = stage.timed(|| page.text())? else {
            pages.without_text += 1;
            return Ok(());
        };
        let linted = self.meter.lint.timed(|| guarded(|| self.text(&text, &page, namespace)));
        let (found, lines) = linted.map_err(|panic| {
            format!("citelint itself failed: {panic}; please report this with the page")
        })?;
        self.meter.lint.add_bytes(text.len() as u64);
        done.lines.push_str(&lines);
        done.summary.add_page(&found, |findings| WorstPage {
            title: page.title.into_owned(),
            id: page.id,
            revision: page.revision,
            namespace,
            findings,
        });
        Ok(())
    }

    /// The findings of a text, and their lines.
    fn text(&self, text: &str, page: &Page<'_>, namespace: i32) -> (Vec<Diagnostic>, String) {
        let doc = self.rules.parse(text, self.site);
        let found = lint_document(&doc, self.rules);
        if !self.prints || found.is_empty() {
            return (found, String::new());
        }
        let file = FileReport {
            path: self.name,
            dialect: doc.dialect,
            source: text,
            doc: None,
            diagnostics: &found,
        };
        let page =
            PageReport { id: page.id, revision: page.revision, title: &page.title, namespace };
        let lines = page_lines(&file, &page);
        (found, lines)
    }

    fn is_asked_for(&self, title: &str, namespace: i32) -> bool {
        self.namespaces.is_none_or(|it| it.contains(&namespace))
            && (self.titles.is_empty() || self.titles.iter().any(|it| it.is_match(title)))
    }
}

/// The pages in some XML, each with its offset in it.
fn pages(xml: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    const START: &[u8] = b"<page";
    const END: &[u8] = b"</page>";
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = loop {
            let start = at + memmem::find(&xml[at..], START)?;
            at = start + START.len();
            if matches!(xml.get(at), Some(b'>' | b' ' | b'\t' | b'\r' | b'\n')) {
                break start;
            }
        };
        let end = memmem::find(&xml[at..], END).map_or(xml.len(), |end| at + end + END.len());
        // If another page starts before the end, what ended this one is damaged.
        let end = memmem::find(&xml[at..end], b"<page>").map_or(end, |next| at + next);
        at = end;
        Some((start, &xml[start..end]))
    })
}
