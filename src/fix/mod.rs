//! Applies the fixes of one page, in rounds, until nothing changes.
//!
//! A round takes the fixes that do not get in each other's way, in source order, applies each as
//! a whole, and lints the result for the next round. What would bring an error that was not
//! there is taken back. Deliberately absent: files and diffs.

mod apply;
mod guard;
mod pick;
mod silence;
#[cfg(test)]
mod tests;
mod unseen;

use std::collections::{BTreeMap, BTreeSet};

use crate::lint::{Applicability, Diagnostic, RuleMeta, RuleSet};
use crate::site::Site;
pub use silence::{Silenced, silence};

use apply::Edits;
use guard::{Linted, Linter};
use pick::{Pick, pick};

/// How often a page is linted at most, so that rules that undo each other's work come to an end.
const MOST_LINTS: usize = 200;

/// A page after its fixes.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text with the fixes in it.
    pub text: String,
    /// What was applied, sorted by rule, then title.
    pub applied: Vec<FixCount>,
    /// What was left out because it would have brought a new error, sorted likewise.
    pub refused: Vec<FixCount>,
    /// What is found in the new text. Findings whose fix was refused have none.
    pub remaining: Vec<Diagnostic>,
    /// How often fixes were applied and the page was linted again.
    pub rounds: usize,
}

/// How many findings one kind of fix is for.
#[derive(Clone, Debug)]
pub struct FixCount {
    /// The rule that offers it.
    pub rule: &'static RuleMeta,
    /// Its title.
    pub title: String,
    /// For how many findings.
    pub count: usize,
}

/// Applies the fixes of a page that promise at least `least`.
///
/// The result of fixing is fixed: doing it again changes nothing, unless rules undo each other's
/// work for ever.
///
/// # Panics
/// If `text`, or what the fixes make of it, is longer than [`crate::text::MAX_SOURCE_BYTES`].
pub fn fix(text: &str, site: &Site, rules: &RuleSet, least: Applicability) -> Fixed {
    let mut linter = Linter::new(site, rules, MOST_LINTS);
    let mut page = Page { linted: linter.lint(text), text: text.to_owned() };
    let mut applied = Counts::default();
    let mut refused = BTreeSet::new();
    // Whether the page has changed since the first of the refused fixes was tried.
    let mut is_stale = false;
    let mut rounds = 0;
    while linter.may_lint() {
        let picks = pick(&page.text, &page.linted.found, least, &refused);
        if picks.is_empty() {
            if !is_stale {
                break;
            }
            // What would have brought an error may not do so any more.
            refused.clear();
            is_stale = false;
            continue;
        }
        rounds += 1;
        let round = Round::new(&page, &picks, &mut linter);
        let edits = Edits::new(round.kept.iter().flat_map(|pick| pick.edits));
        let keys = round.refused.iter().flat_map(|pick| pick.keys());
        refused = refused.into_iter().chain(keys).map(|key| key.after(&edits)).collect();
        for pick in &round.kept {
            applied.add(&pick.diagnostics);
        }
        if let Some(next) = round.next {
            is_stale = !refused.is_empty();
            page = next;
        }
    }
    let Page { text, linted } = page;
    let mut remaining = linted.found;
    let mut left_out = Counts::default();
    for diagnostic in &mut remaining {
        if FixKey::of(diagnostic).is_some_and(|key| refused.contains(&key)) {
            left_out.add(&[diagnostic]);
            diagnostic.fix = None;
        }
    }
    Fixed { text, applied: applied.finish(), refused: left_out.finish(), remaining, rounds }
}

/// A text and what is found in it.
struct Page {
    text: String,
    linted: Linted,
}

/// What came of one round.
struct Round<'a> {
    /// The page after the round; `None` if no fix was kept.
    next: Option<Page>,
    kept: Vec<&'a Pick<'a>>,
    refused: Vec<&'a Pick<'a>>,
}

impl<'a> Round<'a> {
    /// Applies all that was picked. If that brings a new error, halves tell which fix does.
    fn new(page: &Page, picks: &'a [Pick<'a>], linter: &mut Linter<'_>) -> Self {
        let mut round = Self { next: None, kept: Vec::new(), refused: Vec::new() };
        let mut groups = vec![picks];
        while let Some(group) = groups.pop() {
            if !linter.may_lint() {
                round.refused.extend(group);
                continue;
            }
            let mut together = round.kept.clone();
            together.extend(group);
            let edits = Edits::new(together.iter().flat_map(|pick| pick.edits));
            let text = edits.apply(&page.text);
            let linted = linter.lint(&text);
            let before = round.next.as_ref().unwrap_or(page);
            if !linted.adds_errors_to(&before.linted) {
                round.kept = together;
                round.next = Some(Page { text, linted });
            } else if let [one] = group {
                round.refused.push(one);
            } else {
                let (first, second) = group.split_at(group.len() / 2);
                groups.extend([second, first]);
            }
        }
        round
    }
}

/// What tells a fix from the others of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FixKey {
    /// Where its first edit starts.
    start: u32,
    rule: &'static str,
    title: String,
}

impl FixKey {
    fn of(diagnostic: &Diagnostic) -> Option<Self> {
        let fix = diagnostic.fix.as_ref()?;
        let start = fix.edits().first()?.span.start;
        Some(Self { start, rule: diagnostic.rule.name, title: fix.title.clone() })
    }

    /// The same fix after edits elsewhere.
    fn after(self, edits: &Edits<'_>) -> Self {
        Self { start: edits.moved(self.start), ..self }
    }
}

/// Counts fixes by rule and title.
#[derive(Default)]
struct Counts(BTreeMap<(&'static str, String), FixCount>);

impl Counts {
    fn add(&mut self, diagnostics: &[&Diagnostic]) {
        for diagnostic in diagnostics {
            let Some(fix) = &diagnostic.fix else { continue };
            self.count(diagnostic.rule, &fix.title);
        }
    }

    fn count(&mut self, rule: &'static RuleMeta, title: &str) {
        let title = title.to_owned();
        let entry = self.0.entry((rule.name, title.clone()));
        entry.or_insert(FixCount { rule, title, count: 0 }).count += 1;
    }

    fn finish(self) -> Vec<FixCount> {
        self.0.into_values().collect()
    }
}
