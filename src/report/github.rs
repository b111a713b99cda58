//! Workflow commands of GitHub Actions, which show findings beside the lines of a change.
//!
//! The format: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use super::concise;
use super::escape::escape;
use super::{FileReport, Reporter, Summary, with_help};
use crate::lint::Severity;
use crate::text::LineIndex;

/// How many annotations of each kind GitHub shows for one step.
const SHOWN: usize = 10;

/// `::error file=…,line=…::message`. GitHub shows ten of each kind; the others are counted, and
/// stand in the log as lines that are no commands.
#[derive(Debug, Default)]
pub struct Github {
    found: Mutex<Vec<Annotation>>,
}

/// One finding; sorted by what it is, then by where it is.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Annotation {
    severity: std::cmp::Reverse<Severity>,
    path: String,
    offset: u32,
    command: String,
    /// The same for the log.
    line: String,
}

impl Reporter for Github {
    fn file(&self, report: &FileReport<'_>) -> String {
        let lines = LineIndex::new(report.source);
        let annotations = report.diagnostics.iter().map(|it| {
            let at = |offset| lines.position(report.source, offset);
            let (start, end) = (at(it.span.start), at(it.span.end));
            let mut command = format!(
                "::{} file={},line={},col={}",
                kind(it.severity),
                property(report.path),
                start.line,
                start.column
            );
            // Columns are for findings on one line.
            if start.line == end.line {
                write!(command, ",endColumn={}", end.column).expect("a string takes all");
            } else {
                write!(command, ",endLine={}", end.line).expect("a string takes all");
            }
            let message = data(&with_help(it));
            write!(command, ",title={}::{message}", property(it.rule.name))
                .expect("a string takes all");
            let severity = std::cmp::Reverse(it.severity);
            Annotation {
                severity,
                path: report.path.to_owned(),
                offset: it.span.start,
                command,
                line: concise::line(report, &lines, it),
            }
        });
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(annotations);
        String::new()
    }

    fn finish(&self, _: &Summary) -> String {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.sort();
        let mut out = String::new();
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let of_kind = found.iter().filter(|it| it.severity.0 == severity);
            let of_kind: Vec<&Annotation> = of_kind.collect();
            // The last of the ten says how many are missing.
            let shown = if of_kind.len() > SHOWN { SHOWN - 1 } else { of_kind.len() };
            let (annotated, others) = of_kind.split_at(shown);
            for it in annotated {
                writeln!(out, "{}", it.command).expect("a string takes all");
            }
            if !others.is_empty() {
                let count = others.len();
                writeln!(out, "::{}::{count} more of this kind are in the log", kind(severity))
                    .expect("a string takes all");
            }
            // Whatever starts with `::` is a command, and a path may do so.
            for it in others {
                writeln!(out, "- {}", it.line).expect("a string takes all");
            }
        }
        out
    }
}

fn kind(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// A message, whose line ends would start a new command. What a terminal obeys is shown as text.
fn data(text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| escape(line).replace('%', "%25")).collect();
    lines.join("%0A").replace('\r', "%0D")
}

/// A property, which also ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
