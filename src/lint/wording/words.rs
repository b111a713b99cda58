//! The words of a sentence, and which phrases they make.

use crate::site::wording::{Element, Gap, Pack, Phrase, Word};
use crate::text::Span;

/// The longest word that any pattern has, in bytes.
const LONGEST: usize = 48;

/// The words of one sentence after another: the memory is used again.
#[derive(Default)]
pub(super) struct Words {
    list: Vec<WordAt>,
    sentence: Span,
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
    pub(super) fn read(&mut self, text: &str, sentence: Span, pack: &Pack) {
        self.list.clear();
        self.sentence = sentence;
        let bytes = sentence.of(text).as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii_alphanumeric() || bytes[at] >= 0x80 {
                at = self.word(text, at, pack);
            } else {
                at += 1;
            }
        }
    }

    /// Each word that phrases may be found by: its place and its number in the vocabulary.
    pub(super) fn known(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.list.iter().enumerate().filter(|(_, word)| word.id != 0).map(|(at, it)| (at, it.id))
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

    /// Whether the phrase stands where its anchor is the word at this place.
    pub(super) fn find(&self, text: &str, phrase: &Phrase, anchor: usize) -> Option<Match> {
        let elements = &phrase.elements;
        let mut first = anchor;
        for index in (0..phrase.anchor).rev() {
            let gap = elements[index + 1].gap;
            first = self.step_back(text, Element { gap, ..elements[index] }, first)?;
        }
        if let Gap::Mark(_) = elements[0].gap
            && !self.gap_fits(text, elements[0].gap, first.checked_sub(1), Some(first))
        {
            return None;
        }
        let mut last = anchor;
        for &element in &elements[phrase.anchor + 1..] {
            last = self.step(text, element, last)?;
        }
        Some(Match { first, last })
    }

    /// Whether these words come right after the word at this place.
    pub(super) fn come_after(&self, text: &str, elements: &[Element], mut at: usize) -> bool {
        elements.iter().all(|&element| match self.step(text, element, at) {
            Some(next) => {
                at = next;
                true
            }
            None => false,
        })
    }

    /// Whether these words, in reverse order, come right before the word at this place.
    pub(super) fn come_before(&self, text: &str, elements: &[Element], mut at: usize) -> bool {
        elements.iter().all(|&element| match self.step_back(text, element, at) {
            Some(previous) => {
                at = previous;
                true
            }
            None => false,
        })
    }

    /// The place of the element if it comes right after the word at `at`.
    fn step(&self, text: &str, element: Element, at: usize) -> Option<usize> {
        let next = Some(at + 1).filter(|&next| next < self.list.len());
        match element.word {
            Word::Edge => next.is_none().then_some(at),
            Word::Nothing => self.gap_fits(text, element.gap, Some(at), next).then_some(at),
            _ => {
                let next = next?;
                let fits = self.word_fits(element.word, next)
                    && self.gap_fits(text, element.gap, Some(at), Some(next));
                fits.then_some(next)
            }
        }
    }

    /// The place of the element if it comes right before the word at `at`.
    fn step_back(&self, text: &str, element: Element, at: usize) -> Option<usize> {
        let previous = at.checked_sub(1);
        match element.word {
            Word::Edge => previous.is_none().then_some(at),
            Word::Nothing => self.gap_fits(text, element.gap, previous, Some(at)).then_some(at),
            _ => {
                let previous = previous?;
                let fits = self.word_fits(element.word, previous)
                    && self.gap_fits(text, element.gap, Some(previous), Some(at));
                fits.then_some(previous)
            }
        }
    }

    fn word_fits(&self, word: Word, at: usize) -> bool {
        let found = self.list[at];
        match word {
            Word::Known(id) => found.id == id,
            Word::Any => true,
            Word::Number => found.is_number,
            Word::Capitalised => found.is_capitalised,
            Word::Edge | Word::Nothing => false,
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
    fn word(&mut self, text: &str, start: usize, pack: &Pack) -> usize {
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
        let id = lower.get(..length).map_or(0, |word| pack.word(word));
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
