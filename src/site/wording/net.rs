//! The patterns of a pack as one net, which is walked word by word.
//!
//! Alternatives part and meet again, so that a pattern takes as much room as its text, however
//! many phrases it stands for.

mod build;
mod pairs;

use std::ops::Range;

use super::pattern::Gap;
use crate::text::Span;
use crate::word::{self, Pairs, Vocabulary};
pub(super) use build::{NetBuilder, Walk};

/// The nodes from which phrases start that are looked for everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// What entries look for.
    Entries,
    /// What else in a sentence decides whether an entry fits.
    Circumstances,
}

impl Root {
    const ALL: [Self; 2] = [Self::Entries, Self::Circumstances];

    pub(super) fn node(self) -> u32 {
        self as u32
    }
}

/// What stands on an edge: the word to which it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Word {
    /// A word of the vocabulary.
    Known(u32),
    /// Any word.
    Any,
    /// Any number.
    Number,
    /// Any word that starts with a capital letter.
    Capitalised,
    /// The start or the end of the sentence.
    Edge,
    /// No word: only the gap counts.
    Nothing,
}

/// A step from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Step {
    from: u32,
    /// The word that it takes.
    pub(crate) word: Word,
    /// What stands between the word before and this one.
    pub(crate) gap: Gap,
    /// The node to which it leads.
    pub(crate) to: u32,
}

/// What a node that ends a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A match of this entry, by its index.
    Entry(u32),
    /// Nothing is found in the phrase.
    Exception,
    /// The phrase says whose view the sentence gives.
    Attribution,
    /// The phrase turns what follows into its opposite.
    Negation,
    /// The words beside a match are those that an entry speaks of.
    Beside,
}

/// All patterns of a pack.
#[derive(Debug, Default)]
pub(crate) struct Net {
    /// Sorted by the node that they start from, then by word: known ones first.
    steps: Vec<Step>,
    /// Where the steps from each node start; one more than there are nodes.
    first: Vec<u32>,
    roles: Vec<Option<Role>>,
    /// For each root what starts with each word of the vocabulary, by its number.
    roots: [Vec<Start>; Root::ALL.len()],
    vocabulary: Vocabulary,
    /// In each match of an entry one of these stands.
    pairs: Pairs,
}

/// The phrases that start with one word.
#[derive(Clone, Debug, Default)]
struct Start {
    /// The steps from the root that take the word.
    steps: Range<u32>,
    /// What the word after it may be, as the bits of all of them.
    next: u64,
}

/// A word as one of 64 bits, of which the first stands for all that no pattern has. Most words that
/// do not go on with a phrase are known by that.
fn bit(word: u32) -> u64 {
    if word == 0 { 1 } else { 2 << (word % (u64::BITS - 1)) }
}

impl Net {
    /// The number of a word of a text; 0 for one that no pattern has.
    pub(crate) fn word(&self, word: &word::Word, text: &str) -> u32 {
        self.vocabulary.number(word, text)
    }

    /// Whether anything that entries look for may stand in a stretch of text. Most sentences hold
    /// nothing of it, and this is found out much faster than what their words are.
    pub(crate) fn may_find_entry(&self, text: &str, within: Span) -> bool {
        self.pairs.may_stand_in(text, within)
    }

    /// What a phrase means that ends at a node.
    pub(crate) fn role(&self, node: u32) -> Option<Role> {
        self.roles[node as usize]
    }

    /// The steps from a root that take this very word, unless none goes on with the next one.
    pub(crate) fn starts(&self, root: Root, word: u32, next: u32) -> &[Step] {
        let start = &self.roots[root as usize][word as usize];
        if start.next & bit(next) == 0 {
            return &[];
        }
        &self.steps[start.steps.start as usize..start.steps.end as usize]
    }

    /// The steps from a node that take this very word.
    pub(crate) fn known(&self, node: u32, word: u32) -> &[Step] {
        let steps = self.steps(node);
        let start = steps.partition_point(|step| step.word < Word::Known(word));
        let rest = &steps[start..];
        &rest[..rest.partition_point(|step| step.word == Word::Known(word))]
    }

    /// The steps from a node that take no certain word.
    pub(crate) fn open(&self, node: u32) -> &[Step] {
        let steps = self.steps(node);
        // Most nodes have none: one look at the last step tells.
        match steps.last() {
            Some(Step { word: Word::Known(_), .. }) | None => &[],
            Some(_) => &steps[steps.partition_point(|it| matches!(it.word, Word::Known(_)))..],
        }
    }

    fn steps(&self, node: u32) -> &[Step] {
        let [start, end] = [self.first[node as usize], self.first[node as usize + 1]];
        &self.steps[start as usize..end as usize]
    }

    /// What starts from a root with each word of the vocabulary.
    fn starts_from(&self, root: Root) -> Vec<Start> {
        let mut starts = vec![Start::default(); self.vocabulary.len() + 1];
        let indices = self.first[root.node() as usize]..;
        for (step, index) in self.steps(root.node()).iter().zip(indices) {
            let Word::Known(word) = step.word else { continue };
            let start = &mut starts[word as usize];
            let first = if start.steps.is_empty() { index } else { start.steps.start };
            start.steps = first..index + 1;
            start.next |= self.bits_after(step.to);
        }
        starts
    }

    /// What the word after a node may be, as the bits of all of them.
    fn bits_after(&self, node: u32) -> u64 {
        if self.role(node).is_some() {
            return u64::MAX;
        }
        self.steps(node).iter().fold(0, |bits, step| match step.word {
            Word::Known(word) => bits | bit(word),
            _ => u64::MAX,
        })
    }
}
