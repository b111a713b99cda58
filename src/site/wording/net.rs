//! The patterns of a pack as one net, which is walked word by word.
//!
//! Alternatives part and meet again, so that a pattern takes as much room as its text, however
//! many phrases it stands for.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::pattern::{Gap, Part, Token};

/// The node from which all phrases start.
pub(crate) const ROOT: u32 = 0;

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
    /// The steps from the root that take each word of the vocabulary, by its number.
    roots: Vec<Range<u32>>,
    vocabulary: FxHashMap<Box<[u8]>, u32>,
}

impl Net {
    /// The number of a word in lower case; 0 for one that no pattern has.
    pub(crate) fn word(&self, lower: &[u8]) -> u32 {
        self.vocabulary.get(lower).copied().unwrap_or(0)
    }

    /// What a phrase means that ends at a node.
    pub(crate) fn role(&self, node: u32) -> Option<Role> {
        self.roles[node as usize]
    }

    /// The steps from the root that take this very word.
    pub(crate) fn starts(&self, word: u32) -> &[Step] {
        let range = &self.roots[word as usize];
        &self.steps[range.start as usize..range.end as usize]
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
}

/// A net in the making.
#[derive(Default)]
pub(super) struct NetBuilder {
    steps: Vec<Step>,
    roles: Vec<Option<Role>>,
    vocabulary: FxHashMap<Box<[u8]>, u32>,
    /// Whether a pattern starts with no certain word: it would be looked for everywhere.
    starts_open: bool,
}

/// In which direction the words of a pattern are walked, and what stands before the first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
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
    pub(super) fn new() -> Self {
        Self { roles: vec![None], ..Self::default() }
    }

    /// A node for patterns that are not looked for everywhere, but beside matches.
    pub(super) fn start(&mut self) -> u32 {
        self.node()
    }

    /// Adds a pattern that starts at a node.
    pub(super) fn add(
        &mut self,
        start: u32,
        pattern: &[Part],
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
        if self.starts_open { Err("a pattern starts with a word".to_owned()) } else { Ok(()) }
    }

    pub(super) fn finish(mut self) -> Net {
        self.steps.sort_unstable();
        self.steps.dedup();
        let starts = |node: u32| self.steps.partition_point(|step| step.from < node) as u32;
        let first = (0..=self.roles.len() as u32).map(starts).collect();
        let mut roots = vec![0..0; self.vocabulary.len() + 1];
        let from_root = self.steps.iter().zip(0..).take_while(|(step, _)| step.from == ROOT);
        for (step, index) in from_root {
            let Word::Known(word) = step.word else { continue };
            let range = &mut roots[word as usize];
            let start = if range.start == range.end { index } else { range.start };
            *range = start..index + 1;
        }
        Net { steps: self.steps, first, roles: self.roles, roots, vocabulary: self.vocabulary }
    }

    fn node(&mut self) -> u32 {
        self.roles.push(None);
        self.roles.len() as u32 - 1
    }

    fn step(&mut self, from: u32, word: Word, gap: Gap, to: u32) {
        self.starts_open |= from == ROOT && !matches!(word, Word::Known(_));
        self.steps.push(Step { from, word, gap, to });
    }

    /// Goes on from a front through all parts. Choices are not nested, so this calls itself once.
    fn chain(&mut self, front: &mut Front, parts: &[Part], walk: Walk) {
        let mut in_order: Vec<&Part> = parts.iter().collect();
        if walk == Walk::Before {
            in_order.reverse();
        }
        for part in in_order {
            match part {
                Part::Mark(mark) => {
                    for (_, gap) in front.iter_mut() {
                        *gap = Some(Gap::Mark(*mark));
                    }
                }
                Part::Words(words) => *front = self.words(front, words, walk),
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

    /// Steps from each node of a front, by each of some words, to one new node.
    fn words(&mut self, front: &Front, words: &[Vec<(Gap, Token)>], walk: Walk) -> Front {
        let end = self.node();
        let mut next = Front::new();
        for word in words {
            for &(node, gap) in front {
                let gap = self.word_steps(node, gap, word, walk, end);
                if !next.contains(&(end, gap)) {
                    next.push((end, gap));
                }
            }
        }
        next
    }

    /// Steps through one word, which may have hyphens; says which gap then comes, where the
    /// word before says so.
    fn word_steps(
        &mut self,
        mut node: u32,
        mut before: Option<Gap>,
        word: &[(Gap, Token)],
        walk: Walk,
        end: u32,
    ) -> Option<Gap> {
        let count = word.len();
        for index in 0..count {
            let (own, token) = &word[if walk == Walk::Before { count - 1 - index } else { index }];
            let to = if index + 1 == count { end } else { self.node() };
            let key = self.key(token);
            let gap = match (walk, before.take()) {
                (Walk::Before, before) => before.unwrap_or(Gap::Loose),
                (_, Some(Gap::Loose)) if *own != Gap::Space => *own,
                (_, Some(before)) => before,
                (_, None) => *own,
            };
            self.step(node, key, gap, to);
            node = to;
            if walk == Walk::Before {
                before = Some(*own);
            }
        }
        before
    }

    fn key(&mut self, token: &Token) -> Word {
        match token {
            Token::Word(word) => {
                let next = self.vocabulary.len() as u32 + 1;
                Word::Known(*self.vocabulary.entry(word.as_bytes().into()).or_insert(next))
            }
            Token::Any => Word::Any,
            Token::Number => Word::Number,
            Token::Capitalised => Word::Capitalised,
            Token::Edge => Word::Edge,
        }
    }
}
