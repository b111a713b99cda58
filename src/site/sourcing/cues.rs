//! Rows of words that are looked for in a text.

use rustc_hash::FxHashMap;

use crate::text::Span;

/// The longest word of ASCII letters that is looked up, in bytes.
const LONGEST: usize = 32;

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
    /// The number of every word of the rows.
    vocabulary: FxHashMap<Box<str>, u32>,
    /// For each first byte of a word, the lengths of the words that start with it.
    lengths: Lengths,
    /// By the number of the first word; the longest rows come first.
    by_first: Vec<Vec<Phrase>>,
}

#[derive(Clone, Debug)]
struct Lengths([u64; 256]);

impl Default for Lengths {
    fn default() -> Self {
        Self([0; 256])
    }
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

/// A word of a text, as [`Cues::number`] has it.
pub(crate) type WordNumber = Option<u32>;

impl Cues {
    /// Adds patterns as the data has them: words with spaces between, `a|b` for either, `*` for
    /// any. The first word is never `*`.
    pub(super) fn add(&mut self, cue: Cue, patterns: &[String]) {
        for pattern in patterns {
            let mut words = pattern.split(' ');
            let Some(first) = words.next() else { continue };
            let rest: Vec<Slot> = words.map(|word| self.slot(word)).collect();
            for word in first.split('|').filter(|word| !word.is_empty()) {
                let number = self.learn(word) as usize;
                self.by_first[number].push(Phrase { rest: rest.clone(), cue });
            }
        }
        for phrases in &mut self.by_first {
            // Of two of one length that which says nothing counts.
            phrases.sort_by_key(|it| (std::cmp::Reverse(it.rest.len()), it.cue != Cue::Nothing));
        }
    }

    /// The number of a word that stands in the rows, in whatever case.
    pub(crate) fn number(&self, word: &str) -> WordNumber {
        let bytes = word.as_bytes();
        let first = bytes.first()?.to_ascii_lowercase();
        if self.lengths.0[usize::from(first)] & length_bit(bytes.len()) == 0 {
            return None;
        }
        if !word.is_ascii() {
            return self.vocabulary.get(word.to_lowercase().as_str()).copied();
        }
        let mut buffer = [0; LONGEST];
        let lower = buffer.get_mut(..bytes.len())?;
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        self.vocabulary.get(str::from_utf8(lower).ok()?).copied()
    }

    /// What is found in these words of a text, of which the numbers are given, from left to right
    /// and without overlap.
    pub(crate) fn find<'a>(
        &'a self,
        text: &'a str,
        words: &'a [Span],
        numbers: &'a [WordNumber],
    ) -> impl Iterator<Item = (Span, Cue)> + 'a {
        let mut next = 0;
        std::iter::from_fn(move || {
            while let Some(number) = numbers.get(next) {
                let at = next;
                next += 1;
                let Some(first) = *number else { continue };
                let fits = |it: &&Phrase| it.fits(text, &words[at..], &numbers[at..]);
                let Some(found) = self.by_first[first as usize].iter().find(fits) else { continue };
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
        let next = self.vocabulary.len() as u32;
        let number = *self.vocabulary.entry(word.into()).or_insert(next);
        self.by_first.resize_with(self.vocabulary.len(), Vec::new);
        for first in word.bytes().take(1) {
            // A word whose case takes another number of bytes is not found in that case.
            self.lengths.0[usize::from(first)] |= length_bit(word.len());
        }
        number
    }
}

impl Phrase {
    fn fits(&self, text: &str, words: &[Span], numbers: &[WordNumber]) -> bool {
        let has = |slot: &Slot, number: WordNumber| match (slot, number) {
            (Slot::Any, _) => true,
            (Slot::OneOf(_), None) => false,
            (Slot::OneOf(bits), Some(number)) => {
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

/// Whether two words that this stands between belong together.
fn is_joint(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '–'))
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut phrases = Cues::default();
        let patterns = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let superlatives = patterns(&["the|its largest|first", "the only * to", "größte"]);
        phrases.add(Cue::Superlative, &superlatives);
        phrases.add(Cue::Nothing, &patterns(&["the first time"]));
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::new(from as u32, at as u32));
                    start = None;
                }
                _ => {}
            }
        }
        let numbers: Vec<_> = words.iter().map(|word| phrases.number(word.of(text))).collect();
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
