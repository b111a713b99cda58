//! How often each rule was broken.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{FileReport, Reporter, Summary};
use crate::lint::{Applicability, RuleMeta};

/// One line for each rule that found something, the most frequent first.
#[derive(Debug, Default)]
pub struct Statistics {
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    /// How many files there were so far.
    files: usize,
    by_rule: FxHashMap<&'static str, Count>,
}

#[derive(Debug)]
struct Count {
    rule: &'static RuleMeta,
    findings: usize,
    files: usize,
    /// The number of the last of these files.
    last_file: usize,
    /// Findings that a safe fix mends.
    fixable: usize,
}

impl Reporter for Statistics {
    fn file(&self, report: &FileReport<'_>) -> String {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let Counts { files, by_rule } = &mut *counts;
        *files += 1;
        for it in report.diagnostics {
            let new = Count { rule: it.rule, findings: 0, files: 0, last_file: 0, fixable: 0 };
            let count = by_rule.entry(it.rule.name).or_insert(new);
            count.findings += 1;
            let is_safe = |fix: &crate::lint::Fix| fix.applicability == Applicability::Safe;
            count.fixable += usize::from(it.fix.as_ref().is_some_and(is_safe));
            count.files += usize::from(std::mem::replace(&mut count.last_file, *files) != *files);
        }
        String::new()
    }

    fn finish(&self, _: &Summary) -> String {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts: Vec<&Count> = counts.by_rule.values().collect();
        counts.sort_by_key(|it| (std::cmp::Reverse(it.findings), it.rule.name));
        let width = counts.first().map_or(0, |it| it.findings.to_string().len());
        let names = counts.iter().map(|it| it.rule.name.len()).max().unwrap_or_default();
        let mut out = String::new();
        for Count { rule, findings, files, fixable, .. } in counts {
            let places = if *files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            let severity = rule.severity.name();
            write!(out, "{findings:width$}  {:names$}  {severity:7}  in {places}", rule.name)
                .expect("a string takes all");
            if *fixable > 0 {
                write!(out, ", {fixable} fixable").expect("a string takes all");
            }
            out.push('\n');
        }
        out
    }
}
