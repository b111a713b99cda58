//! The words of a sentence, and which phrases they make.

use crate::site::wording::{Gap, Net, Role, Root, Step, Word};
use crate::text::Span;
use crate::word;

/// The words of one sentence after another: the memory is used again.
#[derive(Default)]
pub(super) struct Words {
    list: Vec<word::Word>,
    /// Their numbers in the vocabulary of the pack; 0 for those that have none.
    numbers: Vec<u32>,
    sentence: Span,
    walk: WalkState,
}

/// The nodes of the net that a walk has reached.
#[derive(Default)]
struct WalkState {
    /// With the word at hand.
    nodes: Vec<u32>,
    /// With the next word.
    reached: Vec<u32>,
}

#[derive(Clone, Copy)]
enum Direction {
    Forward,
    Back,
}

impl Direction {
    fn next(self, at: usize) -> Option<usize> {
        match self {
            Self::Forward => Some(at + 1),
            Self::Back => at.checked_sub(1),
        }
    }
}

/// Words that match a phrase, by their places in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The first word.
    pub(super) first: usize,
    /// The last word.
    pub(super) last: usize,
}

impl Match {
    /// Whether the matches have a word in common.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl Words {
    /// Reads the words of a sentence.
    pub(super) fn read(&mut self, text: &str, sentence: Span, net: &Net) {
        self.sentence = sentence;
        word::split(text, sentence, &mut self.list);
        self.numbers.clear();
        self.numbers.extend(self.list.iter().map(|word| net.word(word, text)));
    }

    /// The text of a match.
    pub(super) fn span(&self, found: Match) -> Span {
        Span::new(self.list[found.first].span.start, self.list[found.last].span.end)
    }

    /// Whether all words are capitalised, though the sentence does not start with them.
    pub(super) fn is_proper_name(&self, text: &str, found: Match) -> bool {
        found.first > 0 && (found.first..=found.last).all(|at| self.is_capitalised(text, at))
    }

    fn is_capitalised(&self, text: &str, at: usize) -> bool {
        self.list[at].span.of(text).starts_with(char::is_uppercase)
    }

    /// Whether a hyphen makes the words a part of a longer one.
    pub(super) fn is_in_compound(&self, text: &str, found: Match) -> bool {
        let span = self.span(found);
        text[..span.start as usize].ends_with(['-', '‑'])
            || text[span.end as usize..].starts_with(['-', '‑'])
    }

    /// Finds all phrases that start from a root: what each means, and where it stands.
    pub(super) fn phrases(
        &mut self,
        text: &str,
        net: &Net,
        root: Root,
        mut found: impl FnMut(Role, Match),
    ) {
        let mut walk = std::mem::take(&mut self.walk);
        for (first, &number) in self.numbers.iter().enumerate() {
            walk.nodes.clear();
            let next = self.numbers.get(first + 1).copied().unwrap_or_default();
            for step in net.starts(root, number, next) {
                let is_mark = matches!(step.gap, Gap::Mark(_));
                if !is_mark || self.gap_fits(text, step.gap, first.checked_sub(1), Some(first)) {
                    walk.nodes.push(step.to);
                }
            }
            if !walk.nodes.is_empty() {
                self.follow(text, net, &mut walk, first, Direction::Forward, |role, last| {
                    found(role, Match { first, last });
                });
            }
        }
        self.walk = walk;
    }

    /// Whether words that start at a node of the net come right after the word at a place.
    pub(super) fn come_after(&mut self, text: &str, net: &Net, node: u32, at: usize) -> bool {
        self.come(text, net, node, at, Direction::Forward)
    }

    /// Whether words that start at a node of the net, read backwards, come right before the word
    /// at a place.
    pub(super) fn come_before(&mut self, text: &str, net: &Net, node: u32, at: usize) -> bool {
        self.come(text, net, node, at, Direction::Back)
    }

    fn come(&mut self, text: &str, net: &Net, node: u32, at: usize, to: Direction) -> bool {
        let mut walk = std::mem::take(&mut self.walk);
        walk.nodes.clear();
        walk.nodes.push(node);
        let mut is_there = false;
        self.follow(text, net, &mut walk, at, to, |_, _| is_there = true);
        self.walk = walk;
        is_there
    }

    /// Walks on from some nodes, all reached with the word at a place, as long as any step fits.
    fn follow(
        &self,
        text: &str,
        net: &Net,
        walk: &mut WalkState,
        mut at: usize,
        direction: Direction,
        mut found: impl FnMut(Role, usize),
    ) {
        loop {
            let beside = direction.next(at).filter(|&it| it < self.list.len());
            walk.reached.clear();
            // The list grows by steps that take no word.
            let mut index = 0;
            while let Some(&node) = walk.nodes.get(index) {
                index += 1;
                if let Some(role) = net.role(node) {
                    found(role, at);
                }
                for step in net.open(node) {
                    if matches!(step.word, Word::Nothing | Word::Edge) {
                        let fits = match step.word {
                            Word::Edge => beside.is_none(),
                            _ => self.fits_between(text, step, at, beside, direction),
                        };
                        if fits && !walk.nodes.contains(&step.to) {
                            walk.nodes.push(step.to);
                        }
                    } else if let Some(word) = beside
                        && self.word_fits(text, step.word, word)
                        && self.fits_between(text, step, at, beside, direction)
                        && !walk.reached.contains(&step.to)
                    {
                        walk.reached.push(step.to);
                    }
                }
                let known = beside.map_or(0, |it| self.numbers[it]);
                if known == 0 {
                    continue;
                }
                for step in net.known(node, known) {
                    if self.fits_between(text, step, at, beside, direction)
                        && !walk.reached.contains(&step.to)
                    {
                        walk.reached.push(step.to);
                    }
                }
            }
            let Some(word) = beside.filter(|_| !walk.reached.is_empty()) else { return };
            std::mem::swap(&mut walk.nodes, &mut walk.reached);
            at = word;
        }
    }

    /// Whether the gap of a step fits what stands between a word and the next one in a direction.
    fn fits_between(
        &self,
        text: &str,
        step: &Step,
        at: usize,
        next: Option<usize>,
        direction: Direction,
    ) -> bool {
        match direction {
            Direction::Forward => self.gap_fits(text, step.gap, Some(at), next),
            Direction::Back => self.gap_fits(text, step.gap, next, Some(at)),
        }
    }

    fn word_fits(&self, text: &str, word: Word, at: usize) -> bool {
        match word {
            Word::Any => true,
            Word::Number => text.as_bytes()[self.list[at].span.start as usize].is_ascii_digit(),
            Word::Capitalised => self.is_capitalised(text, at),
            Word::Known(_) | Word::Edge | Word::Nothing => false,
        }
    }

    /// Whether what stands between two words, or a word and an end of the sentence, fits.
    fn gap_fits(&self, text: &str, gap: Gap, before: Option<usize>, after: Option<usize>) -> bool {
        let start = before.map_or(self.sentence.start, |at| self.list[at].span.end);
        let end = after.map_or(self.sentence.end, |at| self.list[at].span.start);
        let between = Span::new(start, end).of(text);
        let all = |fits: fn(char) -> bool| !between.is_empty() && between.chars().all(fits);
        match gap {
            Gap::Space => all(char::is_whitespace),
            Gap::Hyphen => all(|c| c.is_whitespace() || is_hyphen(c)),
            Gap::Apostrophe => matches!(between, "'" | "’"),
            Gap::Loose => all(|c| {
                c.is_whitespace()
                    || is_hyphen(c)
                    || matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’' | '(' | ')')
            }),
            Gap::Mark(mark) => between.contains(mark),
        }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}
