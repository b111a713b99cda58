//! Which fixes one round applies.

use std::collections::{BTreeMap, BTreeSet};

use super::FixKey;
use crate::lint::{Applicability, Diagnostic, Edit};
use crate::text::Span;

/// A fix, and the findings that offer it.
pub(super) struct Pick<'a> {
    pub(super) edits: &'a [Edit],
    /// Never empty; several where one change mends several problems.
    pub(super) diagnostics: Vec<&'a Diagnostic>,
}

impl Pick<'_> {
    /// The keys of the fix, one for each finding.
    pub(super) fn keys(&self) -> impl Iterator<Item = FixKey> {
        self.diagnostics.iter().filter_map(|diagnostic| FixKey::of(diagnostic))
    }
}

/// The fixes that promise at least `least` and do not get in each other's way, in the order of
/// their first edits. Where two do, the first is taken.
pub(super) fn pick<'a>(
    text: &str,
    found: &'a [Diagnostic],
    least: Applicability,
    refused: &BTreeSet<FixKey>,
) -> Vec<Pick<'a>> {
    let mut offered: Vec<(&Diagnostic, &[Edit])> = Vec::new();
    for diagnostic in found {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.applicability >= least) else {
            continue;
        };
        let changes = fix.edits().iter().any(|edit| edit.span.of(text) != edit.text);
        let is_refused = || FixKey::of(diagnostic).is_some_and(|key| refused.contains(&key));
        if changes && !is_refused() {
            offered.push((diagnostic, fix.edits()));
        }
    }
    offered.sort_by_key(|(_, edits)| edits[0].span);

    let mut picks: Vec<Pick<'a>> = Vec::new();
    let mut taken = Taken::default();
    for (diagnostic, edits) in offered {
        match edits.iter().find_map(|edit| taken.in_the_way_of(edit.span)) {
            None => {
                taken.add(edits, picks.len());
                picks.push(Pick { edits, diagnostics: vec![diagnostic] });
            }
            Some(other) if picks[other].edits == edits => picks[other].diagnostics.push(diagnostic),
            Some(_) => {}
        }
    }
    picks
}

/// The spans that are edited, each with the index of its fix.
#[derive(Default)]
struct Taken(BTreeMap<Span, usize>);

impl Taken {
    fn add(&mut self, edits: &[Edit], pick: usize) {
        self.0.extend(edits.iter().map(|edit| (edit.span, pick)));
    }

    /// A fix that edits the same text, or inserts where this edit begins or ends.
    fn in_the_way_of(&self, span: Span) -> Option<usize> {
        let up_to = Span { start: span.end, end: u32::MAX };
        let near = self.0.range(..=up_to).rev().take_while(|(other, _)| other.end >= span.start);
        let mut near = near.filter(|(other, _)| {
            let overlap = other.start < span.end && span.start < other.end;
            overlap || other.is_empty() || span.is_empty()
        });
        near.next().map(|(_, &pick)| pick)
    }
}
