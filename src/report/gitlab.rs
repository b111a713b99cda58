//! The Code Quality report of GitLab.
//!
//! The format: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use serde::Serialize;

use super::json::json;
use super::{FileReport, Reporter, Summary};
use crate::lint::{Severity, fingerprints};
use crate::text::LineIndex;

/// One JSON array, one finding a line.
#[derive(Clone, Copy, Debug)]
pub struct Gitlab;

impl Reporter for Gitlab {
    fn start(&self) -> String {
        "[\n".to_owned()
    }

    fn file(&self, report: &FileReport<'_>) -> String {
        let lines = LineIndex::new(report.source);
        let prints = fingerprints(report.source, report.diagnostics);
        let issues = report.diagnostics.iter().zip(prints).map(|(it, fingerprint)| {
            let line = |offset| lines.position(report.source, offset).line;
            json(&Issue {
                description: &it.message,
                check_name: it.rule.name,
                // GitLab compares these across files.
                fingerprint: format!("{fingerprint}:{}", report.path),
                severity: severity(it.severity),
                location: Location {
                    path: report.path,
                    lines: Lines { begin: line(it.span.start), end: line(it.span.end) },
                },
            })
        });
        issues.collect::<Vec<_>>().join(self.separator())
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn finish(&self, _: &Summary) -> String {
        "\n]\n".to_owned()
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}
