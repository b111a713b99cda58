//! Diagnostics for clients that ask for them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
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
use super::workspace::ClosedPage;

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

/// A question what is wrong with the pages of the workspace.
pub(super) struct Pull {
    /// What the client knows already.
    pub(super) known: Vec<PreviousResultId>,
    pub(super) files: Arc<Files>,
    pub(super) client: Arc<Client>,
    /// Whether somebody waits for the answer: as long as there is a strong reference.
    pub(super) interest: Weak<()>,
}

impl Pull {
    /// What is wrong with these pages.
    pub(super) fn report(
        &self,
        open: &[Snapshot],
        closed: &[ClosedPage],
    ) -> WorkspaceDiagnosticReport {
        let known = self.known.iter().map(|it| (&it.uri, &*it.value));
        let known: HashMap<&Uri, &str> = known.collect();
        let known = |uri: &Uri| known.get(uri).copied();
        let open = open.iter().map(|page| {
            let found = page.with(&self.client, features::diagnostics);
            Report::new(found, known(&page.uri)).of_workspace(page.uri.clone(), page.version)
        });
        let closed = closed.iter().filter_map(|page| {
            Some(self.closed(page, known(&page.uri))?.of_workspace(page.uri.clone(), None))
        });
        let wanted = open.chain(closed).take_while(|_| self.interest.strong_count() > 0);
        WorkspaceDiagnosticReport { items: wanted.collect() }
    }

    /// `None` if the page cannot be read.
    fn closed(&self, page: &ClosedPage, known: Option<&str>) -> Option<Report> {
        let stamp = page.path().and_then(Stamp::of);
        if let Some(known) =
            known.filter(|known| self.files.is_unchanged(page.path(), stamp, known))
        {
            let result_id = known.to_owned();
            return Some(Report::Unchanged(UnchangedDocumentDiagnosticReport { result_id }));
        }
        let found = page.read()?.with(&self.client, features::diagnostics);
        let report = Report::new(found, known);
        self.files.remember(page.path(), stamp, report.id());
        Some(report)
    }
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
