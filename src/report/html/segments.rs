//! A text cut where something begins or ends, so that overlapping places can be marked.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::page::Page;
use crate::lint::Severity;
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// So many findings are told of one segment: any number may overlap.
const MOST_FINDINGS: usize = 4;

/// What a part of the text is, to be seen at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tint {
    Heading,
    Ref,
    Comment,
}

/// A finding, by its severity and its index; the worst and the innermost come first.
pub(super) type Finding = (Reverse<Severity>, Reverse<usize>);

/// A place where the look of the text changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    Leave(Tint),
    EndOf(Finding),
    Enter(Tint),
    StartOf(Finding),
    /// A finding that covers nothing.
    At(Finding),
}

/// The changes of a text in source order, with their byte offsets.
pub(super) fn changes(page: &Page<'_>) -> Vec<(u32, Change)> {
    let mut changes = Vec::new();
    for (index, it) in page.report.diagnostics.iter().enumerate() {
        let finding = (Reverse(it.severity), Reverse(index));
        if it.span.is_empty() {
            changes.push((it.span.start, Change::At(finding)));
        } else {
            changes.push((it.span.start, Change::StartOf(finding)));
            changes.push((it.span.end, Change::EndOf(finding)));
        }
    }
    for (tint, span) in tints(page).into_iter().filter(|(_, span)| !span.is_empty()) {
        changes.push((span.start, Change::Enter(tint)));
        changes.push((span.end, Change::Leave(tint)));
    }
    changes.sort_unstable();
    changes
}

fn tints(page: &Page<'_>) -> Vec<(Tint, Span)> {
    let Some(doc) = page.report.doc else { return Vec::new() };
    let refs = doc.refs.refs.iter().map(|tag| (Tint::Ref, tag.span));
    let nodes = doc.tree.preorder().filter_map(|(_, node)| match node.kind() {
        NodeKind::Heading => Some((Tint::Heading, node.span())),
        NodeKind::Comment => Some((Tint::Comment, node.span())),
        _ => None,
    });
    refs.chain(nodes).collect()
}

/// What is open at a place.
#[derive(Debug, Default)]
pub(super) struct State {
    findings: BTreeSet<Finding>,
    tints: [u32; 3],
}

impl State {
    /// Passes a change.
    pub(super) fn pass(&mut self, change: Change) {
        match change {
            Change::StartOf(finding) => drop(self.findings.insert(finding)),
            Change::EndOf(finding) => drop(self.findings.remove(&finding)),
            Change::Enter(tint) => self.tints[tint as usize] += 1,
            Change::Leave(tint) => self.tints[tint as usize] -= 1,
            Change::At(_) => {}
        }
    }

    /// The findings that cover the place, the worst first, as far as they are told.
    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        self.findings.iter().take(MOST_FINDINGS).copied()
    }

    /// What the place is, in one letter.
    pub(super) fn tint(&self) -> Option<&'static str> {
        let open = |tint: Tint| self.tints[tint as usize] > 0;
        match () {
            () if open(Tint::Comment) => Some("c"),
            () if open(Tint::Ref) => Some("r"),
            () if open(Tint::Heading) => Some("h"),
            () => None,
        }
    }
}
