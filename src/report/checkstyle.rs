//! The report of Checkstyle, which many servers and editors read.

use super::xml::{Element, document_end, document_start};
use super::{FileReport, Reporter, Summary};
use crate::text::LineIndex;

/// One XML document with a `file` for each file, also for those without findings.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle;

impl Reporter for Checkstyle {
    fn start(&self) -> String {
        document_start(&Element::new("checkstyle").with("version", "10.0"))
    }

    fn file(&self, report: &FileReport<'_>) -> String {
        let lines = LineIndex::new(report.source);
        let errors = report.diagnostics.iter().map(|it| {
            let at = lines.position(report.source, it.span.start);
            let help = it.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
            Element::new("error")
                .with("line", &at.line.to_string())
                .with("column", &at.column.to_string())
                .with("severity", it.severity.name())
                .with("message", &format!("{}{help}", it.message))
                .with("source", &format!("citelint.{}", it.rule.name))
        });
        Element::new("file").with("name", report.path).holding(errors).to_xml()
    }

    fn finish(&self, _: &Summary) -> String {
        document_end("checkstyle")
    }
}
