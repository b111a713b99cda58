//! Rows of words that are looked for in a text.

use std::cmp::Reverse;

use crate::text::Span;
use crate::word::{Followers, Letters, Pairs, Vocabulary, Word};

/// What a row of words tells of the statement that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// It says that something is the largest, the first, the only one.
    Superlative,
    /// It gives a view without the name of who holds it.
    Attribution,
    /// It can harm the person it is said of.
    Contentious,
    /// It says nothing, though a part of it would.
    Nothing,
}

/// The rows of words of one language, all looked for at once.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// Every word of the rows.
    vocabulary: Vocabulary,
    /// By the number of the first word.
    by_first: Vec<Start>,
    /// In each row that says something one of these stands.
    pairs: Pairs,
}

/// The rows that start with one word.
#[derive(Clone, Debug, Default)]
struct Start {
    /// The longest rows come first.
    phrases: Vec<Phrase>,
    /// What the second word may be, see [`bit`].
    next: u64,
}

/// A word as one of 64 bits. Most words that do not go on with a row are known by that.
fn bit(number: u32) -> u64 {
    1 << (number % u64::BITS)
}

#[derive(Clone, Debug)]
struct Phrase {
    /// The words after the first.
    rest: Vec<Slot>,
    cue: Cue,
}

/// One place in a row of words.
#[derive(Clone, Debug)]
enum Slot {
    Any,
    /// One bit a word of the vocabulary.
    OneOf(Vec<u64>),
}

impl Cues {
    /// Takes patterns as the data has them: words with spaces between, `a|b` for either, `*` for
    /// any. The first word is never `*`.
    pub(super) fn new<'a>(patterns: impl IntoIterator<Item = (Cue, &'a Vec<String>)>) -> Self {
        let mut cues = Self::default();
        let mut pairs = Vec::new();
        for (cue, patterns) in patterns {
            for pattern in patterns {
                cues.add(cue, pattern);
                if cue != Cue::Nothing {
                    add_pairs(pattern, &mut pairs);
                }
            }
        }
        for start in &mut cues.by_first {
            // Of two of one length that which says nothing counts.
            let order = |it: &Phrase| (Reverse(it.rest.len()), it.cue != Cue::Nothing);
            start.phrases.sort_by_key(order);
        }
        cues.pairs = Pairs::new(&pairs);
        cues
    }

    fn add(&mut self, cue: Cue, pattern: &str) {
        let mut words = pattern.split(' ');
        let Some(first) = words.next() else { return };
        let rest: Vec<Slot> = words.map(|word| self.slot(word)).collect();
        for word in first.split('|').filter(|word| !word.is_empty()) {
            let number = self.learn(word) as usize;
            let start = &mut self.by_first[number];
            start.next |= rest.first().map_or(u64::MAX, Slot::bits);
            start.phrases.push(Phrase { rest: rest.clone(), cue });
        }
    }

    /// Whether anything may be found in a stretch of text. In most sentences it is not, and this is
    /// found out much faster than what their words are.
    pub(crate) fn may_find(&self, text: &str, within: Span) -> bool {
        self.pairs.may_stand_in(text, within)
    }

    /// The number of a word of a text; 0 if it stands in no row.
    pub(crate) fn number(&self, word: &Word, text: &str) -> u32 {
        self.vocabulary.number(word, text)
    }

    /// The number of a word with an apostrophe in it; 0 if it stands in no row.
    pub(crate) fn number_of(&self, word: &str) -> u32 {
        self.vocabulary.number_of(word)
    }

    /// What is found in these words of a text, of which the numbers are given, from left to right
    /// and without overlap.
    pub(crate) fn find<'a>(
        &'a self,
        text: &'a str,
        words: &'a [Span],
        numbers: &'a [u32],
    ) -> impl Iterator<Item = (Span, Cue)> + 'a {
        let mut next = 0;
        std::iter::from_fn(move || {
            while let Some(number) = numbers.get(next) {
                let at = next;
                next += 1;
                let second = numbers.get(next).copied().unwrap_or_default();
                let start = self.by_first.get(*number as usize);
                let Some(start) = start.filter(|it| it.next & bit(second) != 0) else { continue };
                let fits = |it: &&Phrase| it.fits(text, &words[at..], &numbers[at..]);
                let Some(found) = start.phrases.iter().find(fits) else { continue };
                next = at + 1 + found.rest.len();
                if found.cue != Cue::Nothing {
                    return Some((Span::new(words[at].start, words[next - 1].end), found.cue));
                }
            }
            None
        })
    }

    fn slot(&mut self, pattern: &str) -> Slot {
        if pattern == "*" {
            return Slot::Any;
        }
        let mut bits = Vec::new();
        for word in pattern.split('|') {
            let number = self.learn(word) as usize;
            bits.resize(bits.len().max(number / 64 + 1), 0);
            bits[number / 64] |= 1 << (number % 64);
        }
        Slot::OneOf(bits)
    }

    fn learn(&mut self, word: &str) -> u32 {
        let number = self.vocabulary.learn(word);
        self.by_first.resize_with(self.vocabulary.len() + 1, Start::default);
        number
    }
}

impl Slot {
    /// The words that fit, as their bits.
    fn bits(&self) -> u64 {
        match self {
            Self::Any => u64::MAX,
            // A word has the same bit in its group of 64.
            Self::OneOf(words) => words.iter().fold(0, |all, group| all | group),
        }
    }
}

impl Phrase {
    fn fits(&self, text: &str, words: &[Span], numbers: &[u32]) -> bool {
        let has = |slot: &Slot, number: u32| match slot {
            Slot::Any => true,
            Slot::OneOf(bits) => {
                bits.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
            }
        };
        let row = self.rest.len() + 1;
        numbers.len() >= row
            && self.rest.iter().zip(&numbers[1..]).all(|(slot, number)| has(slot, *number))
            && words[..row]
                .windows(2)
                .all(|pair| is_joint(&text[pair[0].end as usize..pair[1].start as usize]))
    }
}

/// Adds pairs of words of which one stands in each row that fits a pattern: those that are looked for
/// at the least cost.
fn add_pairs(pattern: &str, pairs: &mut Vec<(Letters, Followers)>) {
    let places: Vec<&str> = pattern.split(' ').collect();
    let words = |place: &str| place.split('|').map(first_part).collect::<Vec<_>>();
    let at_place = |(index, place): (usize, &&str)| {
        let is_whole = !place.contains(is_sign);
        let after = match places.get(index + 1) {
            Some(next) if is_whole && *next != "*" => Followers::OneOf(words(next)),
            _ => Followers::Any,
        };
        (words(place), after)
    };
    let share = |words: &[Letters]| words.iter().map(|word| word.share()).sum();
    let with_cost = |(words, after): (Vec<Letters>, Followers)| {
        let share_after = match &after {
            Followers::Any => None,
            Followers::OneOf(after) => Some(share(after)),
        };
        (Pairs::cost(share(&words), share_after), words, after)
    };
    let choices = places.iter().enumerate().filter(|(_, place)| **place != "*").map(at_place);
    let cheapest = choices.map(with_cost).min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, words, after)) = cheapest {
        pairs.extend(words.into_iter().map(|word| (word, after.clone())));
    }
}

/// What stands before the first apostrophe of a word, which parts words for [`Pairs`].
fn first_part(word: &str) -> Letters {
    Letters::of(word.split(is_sign).next().unwrap_or_default())
}

/// Whether a character divides words, or alternatives.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && c != '|'
}

/// Whether two words that this stands between belong together.
fn is_joint(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word;

    fn found(text: &str) -> Vec<&str> {
        let patterns = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let superlatives = patterns(&["the|its largest|first", "the only * to", "größte"]);
        let nothing = patterns(&["the first time"]);
        let phrases = Cues::new([(Cue::Superlative, &superlatives), (Cue::Nothing, &nothing)]);
        let mut words = Vec::new();
        word::split(text, Span::new(0, text.len() as u32), &mut words);
        let numbers: Vec<_> = words.iter().map(|word| phrases.number(word, text)).collect();
        let words: Vec<_> = words.iter().map(|word| word.span).collect();
        phrases.find(text, &words, &numbers).map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn rows_of_words_are_found_whatever_their_case() {
        assert_eq!(found("The Largest mill, its first-born"), ["The Largest", "its first"]);
        assert_eq!(found("the only mill to burn"), ["the only mill to"]);
        assert_eq!(found("GRÖSSTE and Größte"), ["Größte"]);
    }

    #[test]
    fn signs_part_words_and_exceptions_win() {
        assert_eq!(found("the, largest; the first time, the first mill"), ["the first"]);
        assert_eq!(found("the only"), [""; 0]);
    }
}
