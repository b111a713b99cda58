//! What the command prints of a page, for what is in the editor: requests of our own.

use serde::Serialize;
use serde_json::Value;

use crate::cli::name_of;
use crate::lsp::page::Page;
use crate::report::refs::{self, RefReport};
use crate::report::{FileReport, Html, Reporter as _, Summary};

/// The answer to `citelint/report`.
#[derive(Serialize)]
pub(in crate::lsp) struct Report {
    html: String,
}

/// The footnotes of a page, as `citelint refs --output-format json` prints them: the answer to
/// `citelint/refs`.
pub(in crate::lsp) fn footnotes(page: &Page<'_>) -> Value {
    let path = path(page);
    let report = RefReport::new(&path, page.doc, page.found());
    let text = refs::json_start() + &refs::json(&report) + refs::json_finish();
    serde_json::from_str(&text).expect("what is printed is JSON")
}

/// The report of a page, as `citelint check --output-format html` prints it.
pub(in crate::lsp) fn report(page: &Page<'_>) -> Report {
    let reporter = Html::default();
    let summary = Summary::of_file(page.found());
    let file = FileReport {
        path: &path(page),
        dialect: page.doc.dialect,
        source: page.doc.text,
        doc: Some(page.doc),
        diagnostics: page.found(),
    };
    let html = reporter.start() + &reporter.file(&file) + &reporter.finish(&summary);
    Report { html }
}

/// The path of a page as people know it.
fn path(page: &Page<'_>) -> String {
    page.uri.to_file_path().map_or_else(|()| page.uri.to_string(), |path| name_of(&path))
}
