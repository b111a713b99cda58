//! JSON: one document, or one line for each finding. The fields are a promise to other programs:
//! a change that breaks them needs a new [`VERSION`].

use serde::{Serialize, Serializer};

use super::escape::escape_json;
use super::{FileReport, Reporter, Summary};
use crate::lint::{Diagnostic, Edit, Fix, Related};
use crate::text::{LineIndex, Span};

/// The version of the fields below.
const VERSION: u32 = 1;

/// One JSON document for the whole run, one file a line.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Reporter for Json {
    fn start(&self) -> String {
        let tool = ToolJson { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
        format!("{{\"version\":{VERSION},\"tool\":{},\"files\":[\n", json(&tool))
    }

    fn file(&self, report: &FileReport<'_>) -> String {
        // Without findings nobody asks for lines.
        let source = if report.diagnostics.is_empty() { "" } else { report.source };
        let diagnostics =
            DiagnosticsJson { places: &Places::new(source), found: report.diagnostics };
        json(&FileJson { path: report.path, dialect: report.dialect.name(), diagnostics })
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn finish(&self, summary: &Summary) -> String {
        let summary = SummaryJson {
            files: summary.files,
            error: summary.errors,
            warning: summary.warnings,
            info: summary.infos,
            fixable: summary.fixable,
            fixed: summary.fixed,
        };
        format!("\n],\"summary\":{}}}\n", json(&summary))
    }
}

/// One JSON object a line for each finding, with its path.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

impl Reporter for JsonLines {
    fn file(&self, report: &FileReport<'_>) -> String {
        lines(report, |diagnostic| json(&LineJson { path: report.path, diagnostic }) + "\n")
    }
}

/// What is said of the page of a dump that a finding is in.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PageReport<'a> {
    /// The number of the page, if the dump names it.
    pub id: Option<u64>,
    /// The number of the revision that was linted, if the dump names it.
    pub revision: Option<u64>,
    /// The title, with its namespace.
    pub title: &'a str,
    /// The number of the namespace.
    pub namespace: i32,
}

/// One JSON object a line for each finding in a page of a dump: those of [`JsonLines`] with the page.
pub fn page_lines(report: &FileReport<'_>, page: &PageReport<'_>) -> String {
    let path = report.path;
    lines(report, |diagnostic| json(&PageLineJson { path, page, diagnostic }) + "\n")
}

/// A value as JSON on one line.
pub(super) fn json(value: &impl Serialize) -> String {
    escape_json(serde_json::to_string(value).expect("strings and numbers can be written as JSON"))
}

#[derive(Serialize)]
struct ToolJson {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    dialect: &'static str,
    diagnostics: DiagnosticsJson<'a>,
}

/// All findings, each made into JSON only when it is written: a hostile page has millions.
struct DiagnosticsJson<'a> {
    places: &'a Places<'a>,
    found: &'a [Diagnostic],
}

impl Serialize for DiagnosticsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.found.iter().map(|it| self.places.diagnostic(it)))
    }
}

#[derive(Serialize)]
struct LineJson<'a> {
    path: &'a str,
    #[serde(flatten)]
    diagnostic: DiagnosticJson<'a>,
}

#[derive(Serialize)]
struct PageLineJson<'a> {
    path: &'a str,
    page: &'a PageReport<'a>,
    #[serde(flatten)]
    diagnostic: DiagnosticJson<'a>,
}

#[derive(Serialize)]
struct DiagnosticJson<'a> {
    rule: &'static str,
    group: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    url: String,
    start: PositionJson,
    end: PositionJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mediawiki: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson<'a>>,
}

/// A place in the source.
#[derive(Serialize)]
pub(super) struct PositionJson {
    /// In UTF-8 bytes from 0.
    offset: u32,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    message: &'a str,
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct FixJson<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct SummaryJson {
    files: usize,
    error: usize,
    warning: usize,
    info: usize,
    fixable: usize,
    #[serde(skip_serializing_if = "is_zero")]
    fixed: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn lines<'a>(report: &FileReport<'a>, line: impl Fn(DiagnosticJson<'a>) -> String) -> String {
    if report.diagnostics.is_empty() {
        return String::new();
    }
    let places = Places::new(report.source);
    report.diagnostics.iter().map(|diagnostic| line(places.diagnostic(diagnostic))).collect()
}

/// Turns spans into places.
pub(super) struct Places<'a> {
    source: &'a str,
    lines: LineIndex,
}

impl<'t> Places<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, lines: LineIndex::new(source) }
    }

    fn diagnostic<'a>(&self, it: &'a Diagnostic) -> DiagnosticJson<'a> {
        let (start, end) = self.ends(it.span);
        DiagnosticJson {
            rule: it.rule.name,
            group: it.rule.group.name(),
            severity: it.severity.name(),
            message: &it.message,
            help: it.help.as_deref(),
            url: it.rule.url(),
            start,
            end,
            related: it.related.iter().map(|related| self.related(related)).collect(),
            mediawiki: it.mediawiki,
            fix: it.fix.as_ref().map(fix),
        }
    }

    fn related<'a>(&self, it: &'a Related) -> RelatedJson<'a> {
        let (start, end) = self.ends(it.span);
        RelatedJson { message: &it.message, start, end }
    }

    /// The start and the end of a span.
    pub(super) fn ends(&self, span: Span) -> (PositionJson, PositionJson) {
        let place = |offset| {
            let at = self.lines.position(self.source, offset);
            PositionJson { offset, line: at.line, column: at.column }
        };
        (place(span.start), place(span.end))
    }
}

fn fix(it: &Fix) -> FixJson<'_> {
    let edits = it.edits().iter().map(edit).collect();
    FixJson { title: &it.title, applicability: it.applicability.name(), edits }
}

fn edit(it: &Edit) -> EditJson<'_> {
    EditJson { start: it.span.start, end: it.span.end, text: &it.text }
}
