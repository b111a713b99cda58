//! One line for each finding, as compilers print them.

use std::fmt::Write as _;

use super::escape::escape;
use super::{FileReport, Reporter};
use crate::lint::Diagnostic;
use crate::text::LineIndex;

/// `path:line:column: severity[rule] message`
#[derive(Clone, Copy, Debug)]
pub struct Concise;

impl Reporter for Concise {
    fn file(&self, report: &FileReport<'_>) -> String {
        let mut out = String::new();
        if report.diagnostics.is_empty() {
            return out;
        }
        let lines = LineIndex::new(report.source);
        for diagnostic in report.diagnostics {
            let line = line(report, &lines, diagnostic);
            writeln!(out, "{line}").expect("a string takes all");
        }
        out
    }
}

/// The line of one finding, without its end.
pub(super) fn line(report: &FileReport<'_>, lines: &LineIndex, it: &Diagnostic) -> String {
    let at = lines.position(report.source, it.span.start);
    let (path, message) = (escape(report.path), escape(&it.message));
    let (severity, rule) = (it.severity.name(), it.rule.name);
    format!("{path}:{}:{}: {severity}[{rule}] {message}", at.line, at.column)
}
