//! The words of a sentence, and which phrases they make.

use crate::site::wording::{Gap, Net, Role, Step, Word};
use crate::text::Span;

/// The longest word that any pattern has, in bytes.
const LONGEST: usize = 48;

/// The words of one sentence after another: the memory is used again.
#[derive(Default)]
pub(super) struct Words {
    list: Vec<WordAt>,
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

/// A word in the text.
#[derive(Clone, Copy)]
struct WordAt {
    span: Span,
    /// Its number in the vocabulary of the pack; 0 if it has none.
    id: u32,
    is_capitalised: bool,
    is_number: bool,
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
        self.list.clear();
        self.sentence = sentence;
        let bytes = sentence.of(text).as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii_alphanumeric() || bytes[at] >= 0x80 {
                at = self.word(text, at, net);
            } else {
                at += 1;
            }
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether a phrase may start with the word at a place.
    pub(super) fn is_start(&self, net: &Net, at: usize) -> bool {
        !net.starts(self.list[at].id).is_empty()
    }

    /// The text of a match.
    pub(super) fn span(&self, found: Match) -> Span {
        Span::new(self.list[found.first].span.start, self.list[found.last].span.end)
    }

    /// Whether all words are capitalised, though the sentence does not start with them.
    pub(super) fn is_proper_name(&self, found: Match) -> bool {
        found.first > 0 && self.list[found.first..=found.last].iter().all(|it| it.is_capitalised)
    }

    /// Whether a hyphen makes the words a part of a longer one.
    pub(super) fn is_in_compound(&self, text: &str, found: Match) -> bool {
        let span = self.span(found);
        text[..span.start as usize].ends_with(['-', '‑'])
            || text[span.end as usize..].starts_with(['-', '‑'])
    }

    /// Finds all phrases that start with the word at a place: what each means, and its last word.
    pub(super) fn phrases(
        &mut self,
        text: &str,
        net: &Net,
        first: usize,
        mut found: impl FnMut(Role, Match),
    ) {
        let mut walk = std::mem::take(&mut self.walk);
        walk.nodes.clear();
        for step in net.starts(self.list[first].id) {
            let is_mark = matches!(step.gap, Gap::Mark(_));
            if !is_mark || self.gap_fits(text, step.gap, first.checked_sub(1), Some(first)) {
                walk.nodes.push(step.to);
            }
        }
        self.follow(text, net, &mut walk, first, Direction::Forward, |role, last| {
            found(role, Match { first, last });
        });
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
                        && self.word_fits(step.word, word)
                        && self.fits_between(text, step, at, beside, direction)
                        && !walk.reached.contains(&step.to)
                    {
                        walk.reached.push(step.to);
                    }
                }
                let known = beside.map_or(0, |it| self.list[it].id);
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

    fn word_fits(&self, word: Word, at: usize) -> bool {
        let found = self.list[at];
        match word {
            Word::Any => true,
            Word::Number => found.is_number,
            Word::Capitalised => found.is_capitalised,
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

    /// Reads the word that starts at an offset of the sentence; says where the next may start.
    fn word(&mut self, text: &str, start: usize, net: &Net) -> usize {
        let sentence = self.sentence.of(text);
        let bytes = sentence.as_bytes();
        let mut lower = [0; LONGEST];
        let mut end = start;
        while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
            if let Some(byte) = lower.get_mut(end - start) {
                *byte = bytes[end].to_ascii_lowercase();
            }
            end += 1;
        }
        let mut length = end - start;
        if bytes.get(end).is_some_and(|byte| *byte >= 0x80) {
            (end, length) = lower_word(&sentence[start..], &mut lower);
            end += start;
            if length == 0 {
                // A dash or the like.
                return end;
            }
        }
        let id = lower.get(..length).map_or(0, |word| net.word(word));
        let span = Span::new(self.sentence.start + start as u32, self.sentence.start + end as u32);
        let first = sentence[start..].chars().next();
        self.list.push(WordAt {
            span,
            id,
            is_capitalised: first.is_some_and(char::is_uppercase),
            is_number: bytes[start].is_ascii_digit(),
        });
        end
    }
}

/// Puts the word at the start of a text into `lower`; says how long it is in the text, and how
/// long in lower case. What is no word has no length there.
fn lower_word(text: &str, lower: &mut [u8; LONGEST]) -> (usize, usize) {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let mut length = 0;
    for c in text[..end].chars().flat_map(char::to_lowercase) {
        if let Some(place) = lower.get_mut(length..length + c.len_utf8()) {
            c.encode_utf8(place);
        }
        length += c.len_utf8();
    }
    let step = text.chars().next().map_or(1, char::len_utf8);
    (end.max(step), length)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}
