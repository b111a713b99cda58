//! The pages that are open in the editor.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use lsp_types::{TextDocumentContentChangeEvent as Change, Uri};
use self_cell::self_cell;

use super::client::Client;
use super::page::Page;
use super::positions::{Lines, PositionEncoding, Positions};
use super::workspace::PageSettings;
use crate::facts::Document;
use crate::lint::Diagnostic;

/// The open pages by address.
#[derive(Default)]
pub(super) struct Documents {
    open: HashMap<Uri, Snapshot>,
}

impl Documents {
    /// Takes a page that was opened.
    pub(super) fn open(&mut self, page: Snapshot) {
        self.open.insert(page.uri.clone(), page);
    }

    /// Applies changes to a page, one after the other. `None` if it is not open.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<Change>,
        encoding: PositionEncoding,
    ) -> Option<&Snapshot> {
        let page = self.open.get_mut(uri)?;
        let mut text = page.source.text.to_string();
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let lines = Lines::new(&text);
                    let span = Positions::new(&text, &lines, encoding).span(part.range);
                    text.replace_range(span.start as usize..span.end as usize, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => text = whole.text,
            }
        }
        let settings = page.source.settings.clone();
        *page = Snapshot::new(page.uri.clone(), Some(version), text, settings);
        Some(page)
    }

    /// Forgets a page.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<Snapshot> {
        self.open.remove(uri)
    }

    /// Has all open pages read by new settings.
    pub(super) fn reload(&mut self, mut settings: impl FnMut(&Uri) -> PageSettings) {
        for page in self.open.values_mut() {
            let Source { text, .. } = page.source.clone();
            *page = Snapshot::new(page.uri.clone(), page.version, text, settings(&page.uri));
        }
    }

    /// All open pages.
    pub(super) fn all(&self) -> impl Iterator<Item = &Snapshot> {
        self.open.values()
    }

    /// An open page.
    pub(super) fn get(&self, uri: &Uri) -> Option<&Snapshot> {
        self.open.get(uri)
    }
}

/// One version of a page. Cheap to clone: threads share the text and what is known of it.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) uri: Uri,
    /// None for a page that is not open.
    pub(super) version: Option<i32>,
    source: Source,
    parsed: Arc<OnceLock<Parsed>>,
}

/// A text with the settings that it is read by.
#[derive(Clone)]
struct Source {
    text: Arc<str>,
    settings: PageSettings,
}

self_cell! {
    /// What is known of a text, with the text.
    struct Known {
        owner: Source,
        #[covariant]
        dependent: Document,
    }
}

/// A parsed page. Many requests follow each key that is typed, and all of them ask for it.
struct Parsed {
    known: Known,
    lines: Lines,
    found: OnceLock<Vec<Diagnostic>>,
}

impl Snapshot {
    /// A version of a page.
    pub(super) fn new(
        uri: Uri,
        version: Option<i32>,
        text: impl Into<Arc<str>>,
        settings: PageSettings,
    ) -> Self {
        let source = Source { text: text.into(), settings };
        Self { uri, version, source, parsed: Arc::default() }
    }

    /// The text.
    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.source.text
    }

    /// Asks something of the page, which is parsed at the first question.
    pub(super) fn with<T>(&self, client: &Client, ask: impl FnOnce(&Page<'_>) -> T) -> T {
        let parsed = self.parsed.get_or_init(|| Parsed {
            lines: Lines::new(&self.source.text),
            known: Known::new(self.source.clone(), |it| {
                let ready = &it.settings.ready;
                ready.rules.parse(&it.text, &ready.config.site)
            }),
            found: OnceLock::new(),
        });
        let Source { text, settings } = parsed.known.borrow_owner();
        ask(&Page {
            uri: &self.uri,
            version: self.version,
            doc: parsed.known.borrow_dependent(),
            rules: &settings.ready.rules,
            positions: Positions::new(text, &parsed.lines, client.encoding),
            client,
            settings_file: settings.file.as_deref(),
            is_left_out: settings.is_left_out,
            findings: &parsed.found,
        })
    }
}
