//! From patterns to a net.

use super::{Net, Role, Root, Step, Word, pairs};
use crate::site::wording::pattern::{Gap, Part, Piece, Token};
use crate::word::Vocabulary;

/// The most steps of a net. The longest pack that comes with the crate has 6,000; without a limit, a
/// list of words that many patterns name would take memory by their product.
const MOST_STEPS: usize = 1_000_000;

/// A net in the making.
#[derive(Default)]
pub(in crate::site::wording) struct NetBuilder {
    steps: Vec<Step>,
    roles: Vec<Option<Role>>,
    vocabulary: Vocabulary,
    /// Whether a pattern starts with no certain word: it would be looked for everywhere.
    starts_open: bool,
    /// Whether there are more steps than [`MOST_STEPS`].
    is_full: bool,
    /// Room for the next front.
    spare: Front,
}

/// In which direction the words of a pattern are walked, and what stands before the first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::site::wording) enum Walk {
    /// From its first word on.
    Forward,
    /// From the word after a match on.
    After,
    /// From the word before a match back.
    Before,
}

/// Where a pattern has got to: nodes, each with the gap before the next word, where it is known.
type Front = Vec<(u32, Option<Gap>)>;

impl NetBuilder {
    pub(in crate::site::wording) fn new() -> Self {
        Self { roles: vec![None; Root::ALL.len()], ..Self::default() }
    }

    /// A node for patterns that are not looked for everywhere, but beside matches.
    pub(in crate::site::wording) fn start(&mut self) -> u32 {
        self.node()
    }

    /// Adds a pattern that starts at a node.
    pub(in crate::site::wording) fn add(
        &mut self,
        start: u32,
        pattern: &[Part<'_>],
        walk: Walk,
        role: Role,
    ) -> Result<(), String> {
        let before = (walk != Walk::Forward).then_some(Gap::Loose);
        let mut front = vec![(start, before)];
        self.chain(&mut front, pattern, walk);
        for (node, gap) in front {
            let end = match gap {
                Some(mark @ Gap::Mark(_)) => {
                    let end = self.node();
                    self.step(node, Word::Nothing, mark, end);
                    end
                }
                _ => node,
            };
            if end == start {
                return Err("a pattern may not be empty".to_owned());
            }
            self.roles[end as usize] = Some(role);
        }
        if self.is_full {
            return Err(format!("with this one, the patterns take more than {MOST_STEPS} words"));
        }
        if self.starts_open { Err("a pattern starts with a word".to_owned()) } else { Ok(()) }
    }

    pub(in crate::site::wording) fn finish(self) -> Net {
        let Self { steps, roles, vocabulary, .. } = self;
        let mut steps = by_node(&steps, roles.len());
        steps.dedup();
        let first = firsts(&steps, roles.len());
        let mut net = Net { steps, first, roles, vocabulary, ..Net::default() };
        net.roots = Root::ALL.map(|root| net.starts_from(root));
        net.pairs = pairs::of(&net, Root::Entries);
        net
    }

    fn node(&mut self) -> u32 {
        self.roles.push(None);
        self.roles.len() as u32 - 1
    }

    fn step(&mut self, from: u32, word: Word, gap: Gap, to: u32) {
        let is_root = (from as usize) < Root::ALL.len();
        self.starts_open |= is_root && !matches!(word, Word::Known(_));
        self.is_full = self.steps.len() >= MOST_STEPS;
        if !self.is_full {
            self.steps.push(Step { from, word, gap, to });
        }
    }

    /// Goes on from a front through all parts. Choices are not nested, so this calls itself once.
    fn chain(&mut self, front: &mut Front, parts: &[Part<'_>], walk: Walk) {
        for index in 0..parts.len() {
            let from_end = parts.len() - 1 - index;
            match &parts[if walk == Walk::Before { from_end } else { index }] {
                Part::Mark(mark) => {
                    for (_, gap) in front.iter_mut() {
                        *gap = Some(Gap::Mark(*mark));
                    }
                }
                Part::Words(words) => self.words(front, words, walk),
                Part::Choice(choices) => {
                    let mut all = Front::new();
                    for choice in choices {
                        let mut one = front.clone();
                        self.chain(&mut one, choice, walk);
                        all.extend(
                            one.into_iter().filter(|it| !all.contains(it)).collect::<Vec<_>>(),
                        );
                    }
                    *front = all;
                }
            }
        }
    }

    /// Steps from each node of a front, by each of some words, to one new node, where the front is
    /// then.
    fn words(&mut self, front: &mut Front, words: &[Piece<'_>], walk: Walk) {
        let end = self.node();
        let mut next = std::mem::take(&mut self.spare);
        for word in words.chunk_by(|piece, _| !piece.is_last) {
            for &(node, gap) in &*front {
                let gap = self.word_steps(node, gap, word, walk, end);
                if !next.contains(&(end, gap)) {
                    next.push((end, gap));
                }
            }
        }
        std::mem::swap(front, &mut next);
        next.clear();
        self.spare = next;
    }

    /// Steps through the pieces of one word; says which gap then comes, where the word before says
    /// so.
    fn word_steps(
        &mut self,
        mut node: u32,
        mut before: Option<Gap>,
        word: &[Piece<'_>],
        walk: Walk,
        end: u32,
    ) -> Option<Gap> {
        let count = word.len();
        for index in 0..count {
            let piece = &word[if walk == Walk::Before { count - 1 - index } else { index }];
            let to = if index + 1 == count { end } else { self.node() };
            let key = self.key(&piece.token);
            let gap = match (walk, before.take()) {
                (Walk::Before, before) => before.unwrap_or(Gap::Loose),
                (_, Some(Gap::Loose)) if piece.gap != Gap::Space => piece.gap,
                (_, Some(before)) => before,
                (_, None) => piece.gap,
            };
            self.step(node, key, gap, to);
            node = to;
            if walk == Walk::Before {
                before = Some(piece.gap);
            }
        }
        before
    }

    fn key(&mut self, token: &Token<'_>) -> Word {
        match token {
            Token::Word(word) => Word::Known(self.vocabulary.learn(word)),
            Token::Any => Word::Any,
            Token::Number => Word::Number,
            Token::Capitalised => Word::Capitalised,
            Token::Edge => Word::Edge,
        }
    }
}

/// Steps in the order of the nodes that they start from, and those from one node in theirs. A plain
/// sort takes four times as long, since most nodes have one step.
fn by_node(steps: &[Step], nodes: usize) -> Vec<Step> {
    let first = firsts(steps, nodes);
    let mut sorted = steps.to_vec();
    let mut next = first.clone();
    for step in steps {
        let at = &mut next[step.from as usize];
        sorted[*at as usize] = *step;
        *at += 1;
    }
    for range in first.windows(2) {
        sorted[range[0] as usize..range[1] as usize].sort_unstable();
    }
    sorted
}

/// Where the steps from each node start, where they are in order, and where the last ones end.
fn firsts(steps: &[Step], nodes: usize) -> Vec<u32> {
    let mut first = vec![0; nodes + 1];
    for step in steps {
        first[step.from as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    first
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{NetBuilder, Role, Root, Walk};
    use crate::site::wording::pattern::{self, Lexicon};

    #[test]
    fn patterns_take_memory_by_the_product_of_their_lists() {
        let words = (0..2_000).map(|number| format!("mill{number}")).collect();
        let words = BTreeMap::from([("mills".to_owned(), words)]);
        let lexicon = Lexicon { inflection: &BTreeMap::new(), words: &words };
        let parts = pattern::parse("<mills>", lexicon).expect("a pattern");
        let mut net = NetBuilder::new();
        let mut add = || net.add(Root::Entries.node(), &parts, Walk::Forward, Role::Entry(0));
        assert_eq!((0..500).map(|_| add()).find(Result::is_err), None);
        assert!(add().is_err_and(|error| error.contains("more than 1000000 words")));
        assert_eq!(net.steps.len(), 1_000_000);
    }
}
