//! What comes of the files of a run.

use std::collections::BTreeMap;

use super::files::Source;
use super::output;
use crate::fix::{FixCount, Fixed};
use crate::report::Summary;

/// What all files together came to.
#[derive(Default)]
pub(super) struct Outcome {
    /// How much was found, or fixed.
    pub(super) summary: Summary,
    /// Whether a file holds what is severe enough to fail.
    pub(super) fails: bool,
    /// Whether a file could not be read or written.
    pub(super) has_failed: bool,
}

/// What came of one file.
#[derive(Clone, Default)]
pub(super) struct Done {
    /// What is reported of it, for each sink.
    pub(super) reports: Vec<String>,
    /// How much was found, or fixed.
    pub(super) summary: Summary,
    /// Whether what was found is severe enough to fail.
    pub(super) fails: bool,
    /// The fixed text of standard input.
    pub(super) page: Option<String>,
    /// What people may want to know.
    pub(super) notes: Vec<String>,
    /// Why it was not written.
    pub(super) failure: Option<String>,
}

impl Outcome {
    /// Says why a file could not be read or written.
    pub(super) fn fail(&mut self, message: &str) {
        self.has_failed = true;
        output::error(message);
    }
}

/// How much was fixed in a file, and what remains.
pub(super) fn summary(fixed: &Fixed) -> Summary {
    let count: usize = fixed.applied.iter().map(|it| it.count).sum();
    if count == 0 {
        Summary::of_file(&fixed.remaining)
    } else {
        Summary::of_fixed_file(count, &fixed.remaining)
    }
}

/// What to say of the fixes that were not applied.
pub(super) fn left_out(source: &Source, fixed: &Fixed) -> Vec<String> {
    if fixed.refused.is_empty() {
        return Vec::new();
    }
    let rules = by_rule(&fixed.refused);
    let name = &source.name;
    vec![format!("note: `{name}`: left out what would bring new errors: {rules}")]
}

/// A list such as `ref-empty-name (2), unused-suppression (1)`.
pub(super) fn by_rule(counts: &[FixCount]) -> String {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for it in counts {
        *rules.entry(it.rule.name).or_default() += it.count;
    }
    let rules: Vec<String> =
        rules.iter().map(|(rule, count)| format!("{rule} ({count})")).collect();
    rules.join(", ")
}
