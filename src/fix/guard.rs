//! Lints the page after each step, and watches for errors that were not there.

use std::collections::BTreeMap;

use crate::lint::{Diagnostic, RuleSet, Severity, lint_document, lint_unselected};
use crate::site::Site;

/// Lints texts, a limited number of times.
pub(super) struct Linter<'a> {
    site: &'a Site,
    rules: &'a RuleSet,
    /// How often it may still lint.
    left: usize,
}

impl<'a> Linter<'a> {
    pub(super) fn new(site: &'a Site, rules: &'a RuleSet, most: usize) -> Self {
        Self { site, rules, left: most }
    }

    pub(super) fn may_lint(&self) -> bool {
        self.left > 0
    }

    pub(super) fn lint(&mut self, text: &str) -> Linted {
        self.left = self.left.saturating_sub(1);
        let doc = self.rules.parse(text, self.site);
        let found = lint_document(&doc, self.rules);
        let mut errors = BTreeMap::new();
        for it in found.iter().chain(&lint_unselected(&doc, self.rules)) {
            if it.severity == Severity::Error {
                *errors.entry(it.rule.name).or_default() += 1;
            }
        }
        Linted { found, errors }
    }
}

/// What is found in a text.
pub(super) struct Linted {
    /// The findings of the rules that were selected.
    pub(super) found: Vec<Diagnostic>,
    /// How many errors each rule finds, those included that were not selected.
    errors: BTreeMap<&'static str, usize>,
}

impl Linted {
    /// Whether a rule finds more errors here than there.
    pub(super) fn adds_errors_to(&self, before: &Self) -> bool {
        self.errors.iter().any(|(rule, count)| count > before.errors.get(rule).unwrap_or(&0))
    }
}
