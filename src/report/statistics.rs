//! How often each rule was broken.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use super::{FileReport, Reporter, Summary};
use crate::lint::{Applicability, RuleMeta};

/// One line for each rule that found something, the most frequent first.
#[derive(Debug, Default)]
pub struct Statistics {
    rules: Mutex<BTreeMap<&'static str, Count>>,
}

#[derive(Debug)]
struct Count {
    rule: &'static RuleMeta,
    findings: usize,
    files: usize,
    /// Findings that a safe fix mends.
    fixable: usize,
}

impl Reporter for Statistics {
    fn file(&self, report: &FileReport<'_>) -> String {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seen: Vec<&str> = Vec::new();
        for it in report.diagnostics {
            let new = Count { rule: it.rule, findings: 0, files: 0, fixable: 0 };
            let count = rules.entry(it.rule.name).or_insert(new);
            count.findings += 1;
            let is_safe = |fix: &crate::lint::Fix| fix.applicability == Applicability::Safe;
            count.fixable += usize::from(it.fix.as_ref().is_some_and(is_safe));
            if !seen.contains(&it.rule.name) {
                seen.push(it.rule.name);
                count.files += 1;
            }
        }
        String::new()
    }

    fn finish(&self, _: &Summary) -> String {
        let rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts: Vec<&Count> = rules.values().collect();
        counts.sort_by_key(|it| (std::cmp::Reverse(it.findings), it.rule.name));
        let width = counts.first().map_or(0, |it| it.findings.to_string().len());
        let names = counts.iter().map(|it| it.rule.name.len()).max().unwrap_or_default();
        let mut out = String::new();
        for Count { rule, findings, files, fixable } in counts {
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
