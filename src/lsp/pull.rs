//! Diagnostics for clients that ask for them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use xxhash_rust::xxh3::xxh3_64;

use super::client::Client;
use super::documents::Snapshot;
use super::features;
use super::workspace::PageSettings;
use crate::cli::{Ready, Source};

/// What is wrong with a page, unless that is what the client knows already.
pub(super) fn document_report(
    items: Vec<Diagnostic>,
    known: Option<&str>,
) -> DocumentDiagnosticReport {
    match Report::new(items, known) {
        Report::Full(report) => RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: report,
        }
        .into(),
        Report::Unchanged(report) => RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: report,
        }
        .into(),
    }
}

/// What is wrong with the pages of the workspace.
pub(super) fn workspace_report(
    open: &[Snapshot],
    closed: Vec<(Source, Ready)>,
    known: &[PreviousResultId],
    files: &Files,
    client: &Client,
) -> WorkspaceDiagnosticReport {
    let known: HashMap<&Uri, &str> = known.iter().map(|it| (&it.uri, &*it.value)).collect();
    let mut items: Vec<WorkspaceDocumentDiagnosticReport> = Vec::new();
    for page in open {
        let report =
            Report::new(page.with(client, features::diagnostics), known.get(&page.uri).copied());
        items.push(report.of_workspace(page.uri.clone(), page.version));
    }
    for (source, ready) in closed {
        let Some(uri) = source.path().and_then(|path| Uri::from_file_path(path).ok()) else {
            continue;
        };
        if open.iter().any(|page| page.uri == uri) {
            continue;
        }
        let known = known.get(&uri).copied();
        let stamp = source.path().and_then(Stamp::of);
        if let Some(known) = known
            && files.is_unchanged(source.path(), stamp, known)
        {
            let report = UnchangedDocumentDiagnosticReport { result_id: known.to_owned() };
            items.push(Report::Unchanged(report).of_workspace(uri, None));
            continue;
        }
        let Some(found) = of_file(&source, ready, uri.clone(), client) else { continue };
        let report = Report::new(found, known);
        files.remember(source.path(), stamp, report.id());
        items.push(report.of_workspace(uri, None));
    }
    WorkspaceDiagnosticReport { items }
}

/// What is wrong with a page that is not open; `None` if it cannot be read.
pub(super) fn of_file(
    source: &Source,
    ready: Ready,
    uri: Uri,
    client: &Client,
) -> Option<Vec<Diagnostic>> {
    let settings = PageSettings { ready, is_left_out: false, file: None };
    let page = Snapshot::new(uri, None, source.read().ok()?, settings);
    Some(page.with(client, features::diagnostics))
}

/// What the client knew of files, when they were last linted. Those that have not changed since
/// need not be read again.
#[derive(Default)]
pub(super) struct Files(Mutex<HashMap<PathBuf, (Stamp, String)>>);

/// What changes with a file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    length: u64,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { modified: metadata.modified().ok()?, length: metadata.len() })
    }
}

impl Files {
    fn is_unchanged(&self, path: Option<&Path>, stamp: Option<Stamp>, id: &str) -> bool {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = path.and_then(|path| files.get(path));
        known.is_some_and(|(known, known_id)| Some(*known) == stamp && known_id == id)
    }

    fn remember(&self, path: Option<&Path>, stamp: Option<Stamp>, id: &str) {
        if let (Some(path), Some(stamp)) = (path, stamp) {
            let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            files.insert(path.to_owned(), (stamp, id.to_owned()));
        }
    }
}

/// What is sent of a page.
enum Report {
    Full(FullDocumentDiagnosticReport),
    Unchanged(UnchangedDocumentDiagnosticReport),
}

impl Report {
    /// The findings of a page. What they are is their identity, so that nothing need be kept.
    fn new(items: Vec<Diagnostic>, known: Option<&str>) -> Self {
        let bytes = serde_json::to_vec(&items).expect("the protocol's types are plain data");
        let id = format!("{:016x}", xxh3_64(&bytes));
        if known == Some(&*id) {
            return Self::Unchanged(UnchangedDocumentDiagnosticReport { result_id: id });
        }
        Self::Full(FullDocumentDiagnosticReport { result_id: Some(id), items })
    }

    fn id(&self) -> &str {
        match self {
            Self::Full(report) => report.result_id.as_deref().unwrap_or_default(),
            Self::Unchanged(report) => &report.result_id,
        }
    }

    fn of_workspace(self, uri: Uri, version: Option<i32>) -> WorkspaceDocumentDiagnosticReport {
        match self {
            Self::Full(report) => WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: report,
            }
            .into(),
            Self::Unchanged(report) => WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: report,
            }
            .into(),
        }
    }
}
