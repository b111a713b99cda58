//! Diagnostics for clients that do not ask for them, and those of files of settings.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lsp_types::{
    Code, Diagnostic, DiagnosticSeverity, PublishDiagnosticsNotification, PublishDiagnosticsParams,
    Uri,
};

use super::features;
use super::options::Scope;
use super::positions::{Lines, Positions};
use super::server::{Done, Server, caught};
use crate::config::{ConfigError, Place};
use crate::text::Span;

/// What is being linted, and what was sent.
#[derive(Default)]
pub(super) struct Push {
    /// Pages that are being linted; whether they have changed meanwhile.
    running: HashMap<Uri, bool>,
    /// Files of settings that were reported.
    settings: HashSet<PathBuf>,
    /// Pages of the workspace that are not open, and were reported.
    closed: HashSet<Uri>,
    /// Counts how often the pages of the workspace were looked at. Who looks at them stops when
    /// it has risen.
    round: Arc<AtomicUsize>,
}

impl Server {
    /// Has an open page linted, unless the client asks for that. Only one version is linted at a
    /// time: however fast somebody types, there is never a queue.
    pub(super) fn lint(&mut self, uri: &Uri) {
        if self.is_pulled {
            return;
        }
        let Some(page) = self.documents.get(uri).cloned() else { return };
        if let Some(is_stale) = self.push.running.get_mut(uri) {
            *is_stale = true;
            return;
        }
        self.push.running.insert(uri.clone(), false);
        let client = Arc::clone(&self.client);
        self.start(move || {
            let found = caught(|| page.with(&client, features::diagnostics));
            Done::Linted { uri: page.uri, version: page.version, found: found.ok() }
        });
    }

    /// Sends what was found, or starts again if the page has changed meanwhile.
    pub(super) fn linted(
        &mut self,
        uri: Uri,
        version: Option<i32>,
        found: Option<Vec<Diagnostic>>,
    ) {
        let is_stale = self.push.running.remove(&uri).unwrap_or(false);
        if is_stale {
            return self.lint(&uri);
        }
        let is_open = self.documents.get(&uri).is_some_and(|page| page.version == version);
        if let Some(found) = found.filter(|_| is_open) {
            self.publish(uri, version, found);
        }
    }

    /// Takes back what was sent of a page that is closed now.
    pub(super) fn unlint(&mut self, uri: &Uri) {
        if self.is_pulled {
            return;
        }
        self.publish(uri.clone(), None, Vec::new());
        if self.workspace.options.scope == Scope::Workspace {
            self.lint_closed();
        }
    }

    /// Has the pages of the workspace linted that are not open, if the user wants that.
    pub(super) fn lint_closed(&mut self) {
        let round = self.push.round.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_pulled {
            return;
        }
        if self.workspace.options.scope == Scope::Open {
            for uri in std::mem::take(&mut self.push.closed) {
                self.publish(uri, None, Vec::new());
            }
            return;
        }
        let pages = self.workspace.pages();
        let (client, rounds) = (Arc::clone(&self.client), Arc::clone(&self.push.round));
        let done = self.done.0.clone();
        self.pool.spawn_fifo(move || {
            for page in pages {
                if rounds.load(Ordering::Relaxed) != round {
                    return;
                }
                let found = caught(|| Some(page.read()?.with(&client, features::diagnostics)));
                let (uri, found) = (page.uri, found.ok().flatten().unwrap_or_default());
                if done.send(Done::LintedClosed { round, uri, found }).is_err() {
                    return;
                }
            }
        });
    }

    /// Sends what was found in a page that is not open.
    pub(super) fn linted_closed(&mut self, round: usize, uri: Uri, found: Vec<Diagnostic>) {
        if self.push.round.load(Ordering::Relaxed) != round || self.documents.get(&uri).is_some() {
            return;
        }
        let was_reported = self.push.closed.remove(&uri);
        if !found.is_empty() {
            self.push.closed.insert(uri.clone());
        }
        if was_reported || !found.is_empty() {
            self.publish(uri, None, found);
        }
    }

    /// Reports mistakes in files of settings, and takes back those that are mended.
    pub(super) fn publish_mistakes(&mut self) {
        let mut mistakes: HashMap<PathBuf, Vec<Diagnostic>> = HashMap::new();
        for (file, error) in self.workspace.mistakes() {
            let found = error.place.as_ref().map(|place| self.mistake(error, place));
            mistakes.entry(file).or_default().extend(found);
        }
        let files: HashSet<PathBuf> = mistakes.keys().cloned().collect();
        let mended = std::mem::replace(&mut self.push.settings, files);
        for file in mended {
            mistakes.entry(file).or_default();
        }
        for (file, found) in mistakes {
            if let Ok(uri) = Uri::from_file_path(file) {
                self.publish(uri, None, found);
            }
        }
    }

    fn mistake(&self, error: &ConfigError, place: &Place) -> Diagnostic {
        let text = &*place.origin.text;
        let lines = Lines::new(text);
        let positions = Positions::new(text, &lines, self.client.encoding);
        let start = text.floor_char_boundary(place.span.start);
        let end = text.ceil_char_boundary(place.span.end).max(start);
        let help = error.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        Diagnostic {
            range: positions.range(Span::new(start as u32, end as u32)),
            severity: Some(DiagnosticSeverity::Error),
            code: Some(Code::String("settings".to_owned())),
            source: Some("citelint".to_owned()),
            message: format!("{}{help}", error.message).into(),
            ..Diagnostic::default()
        }
    }

    fn publish(&self, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams { uri, version, diagnostics };
        self.tell::<PublishDiagnosticsNotification>(params);
    }
}
