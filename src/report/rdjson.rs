//! The diagnostic format of reviewdog.
//!
//! The format: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use serde::Serialize;

use super::json::json;
use super::{FileReport, Reporter, Summary, with_help};
use crate::lint::{Diagnostic, Fix, Severity};
use crate::text::{LineIndex, Span};

/// One JSON document, one finding a line.
#[derive(Clone, Copy, Debug)]
pub struct Rdjson;

impl Reporter for Rdjson {
    fn start(&self) -> String {
        let source = Source { name: env!("CARGO_PKG_NAME") };
        format!("{{\"source\":{},\"diagnostics\":[\n", json(&source))
    }

    fn file(&self, report: &FileReport<'_>) -> String {
        let places = Places {
            path: report.path,
            source: report.source,
            lines: LineIndex::new(report.source),
        };
        let found = report.diagnostics.iter().map(|it| json(&places.diagnostic(it)));
        found.collect::<Vec<_>>().join(self.separator())
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn finish(&self, _: &Summary) -> String {
        "\n]}\n".to_owned()
    }
}

struct Places<'a> {
    path: &'a str,
    source: &'a str,
    lines: LineIndex,
}

impl<'a> Places<'a> {
    fn diagnostic(&self, it: &'a Diagnostic) -> DiagnosticJson<'a> {
        let edits = it.fix.iter().flat_map(Fix::edits);
        let related = it.related.iter().map(|related| Related {
            message: &related.message,
            location: self.location(related.span),
        });
        DiagnosticJson {
            message: with_help(it),
            location: self.location(it.span),
            severity: severity(it.severity),
            code: Code { value: it.rule.name, url: it.rule.url() },
            suggestions: edits
                .map(|edit| Suggestion { range: self.range(edit.span), text: &edit.text })
                .collect(),
            related_locations: related.collect(),
        }
    }

    fn location(&self, span: Span) -> Location<'a>
    where
        Self: 'a,
    {
        Location { path: self.path, range: self.range(span) }
    }

    fn range(&self, span: Span) -> Range {
        // Columns count bytes here, from 1.
        let place = |offset: u32| {
            let line = self.lines.position(self.source, offset).line;
            Place { line, column: offset - self.lines.line_start(offset) + 1 }
        };
        Range { start: place(span.start), end: place(span.end) }
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct DiagnosticJson<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}
