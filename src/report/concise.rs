//! One line for each finding, as compilers print them.

use std::fmt::Write as _;

use super::escape::escape;
use super::{FileReport, Reporter};
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
        let path = escape(report.path);
        for diagnostic in report.diagnostics {
            let at = lines.position(report.source, diagnostic.span.start);
            let severity = diagnostic.severity.name();
            let message = escape(&diagnostic.message);
            let rule = diagnostic.rule.name;
            writeln!(out, "{path}:{}:{}: {severity}[{rule}] {message}", at.line, at.column)
                .expect("a string takes all");
        }
        out
    }
}
