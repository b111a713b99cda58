//! Words: cut out of a text, and known again in a vocabulary whatever their letter case.
//!
//! A word carries its letters with it as a number, so that most look-ups compare no text.

mod pairs;
mod runs;

use std::iter;

use rustc_hash::FxHashMap;

use crate::text::Span;
pub(crate) use pairs::{Followers, Letters, Pairs};
use runs::Run;

/// A run of letters and digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Its bytes in the text.
    pub(crate) span: Span,
    key: Key,
}

/// A word in lower case, as a number.
#[derive(Clone, Copy, Debug, Default)]
struct Key {
    /// Its bytes, the first one lowest. Those of a longer word than a number can hold lie over each
    /// other, and over [`LONG`].
    bytes: u64,
    is_long: bool,
}

/// How many bytes a number can hold.
const SHORT: usize = size_of::<u64>();

/// Tells longer words from those of ASCII that it can hold.
const LONG: u64 = 1 << (u64::BITS - 1);

/// Puts the words of a stretch of text into `words`, in the place of those that are there.
pub(crate) fn split(text: &str, within: Span, words: &mut Vec<Word>) {
    words.clear();
    runs::any(text, within, |run| {
        if run.is_ascii {
            let key = Key { bytes: run.letters, is_long: run.end - run.start > SHORT };
            words.push(Word { span: Span::new(run.start as u32, run.end as u32), key });
        } else {
            words
                .extend(in_mixed(text, run).map(|span| Word { span, key: Key::of(span.of(text)) }));
        }
        false
    });
}

/// The words of a run in which not all is ASCII, character by character.
fn in_mixed(text: &str, run: Run) -> impl Iterator<Item = Span> {
    let is_outside = |c: char| !is_inside(c);
    let end = run.end;
    let mut rest = &text[run.start..end];
    iter::from_fn(move || {
        rest = rest.trim_start_matches(is_outside);
        let length = rest.find(is_outside).unwrap_or(rest.len());
        let start = end - rest.len();
        rest = &rest[length..];
        (length > 0).then(|| Span::new(start as u32, (start + length) as u32))
    })
}

/// Whether a character is a letter or a digit. What Unicode says takes long to look up, so the usual
/// letters and marks are told apart before.
fn is_inside(c: char) -> bool {
    match c {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => true,
        '\u{80}'..='\u{a9}' | '\u{2000}'..='\u{206f}' | '\u{fff9}'..='\u{ffff}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// How many words a text has as people count them: what stands between white space.
pub(crate) fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return count_of_mixed(text);
    }
    let is_space = |byte: u8| byte == b' ' || matches!(byte, b'\t'..=b'\r');
    let starts = |[before, byte]: [u8; 2]| is_space(before) && !is_space(byte);
    let bytes = text.as_bytes();
    let mut count = usize::from(bytes.first().is_some_and(|&first| !is_space(first)));
    // Counted in bytes, many at once, of which none can overflow.
    for (chunk, at) in bytes.chunks(u8::MAX.into()).zip((0..).step_by(u8::MAX.into())) {
        let after = &bytes[at + 1..bytes.len().min(at + 1 + chunk.len())];
        let pairs = chunk.iter().zip(after);
        let starts =
            pairs.fold(0, |sum: u8, (&before, &byte)| sum + u8::from(starts([before, byte])));
        count += usize::from(starts);
    }
    count
}

/// The same where not all is ASCII.
fn count_of_mixed(text: &str) -> usize {
    let mut count = 0;
    let (mut rest, mut is_apart) = (text, true);
    while let Some(&byte) = rest.as_bytes().first() {
        let (is_space, length) = if byte.is_ascii() {
            (byte == b' ' || matches!(byte, b'\t'..=b'\r'), 1)
        } else {
            let c = rest.chars().next().unwrap_or_default();
            (c.is_whitespace(), c.len_utf8())
        };
        count += usize::from(is_apart && !is_space);
        is_apart = is_space;
        rest = &rest[length..];
    }
    count
}

impl Key {
    fn of(word: &str) -> Self {
        if word.is_ascii() {
            return Self::of_ascii(word.as_bytes());
        }
        let (mut bytes, mut length) = (0, 0);
        for c in word.chars().flat_map(char::to_lowercase) {
            for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
                bytes ^= u64::from(byte) << (length % SHORT * 8);
                length += 1;
            }
        }
        Self::new(bytes, length)
    }

    /// That of a word of this length whose bytes lie over each other.
    fn new(bytes: u64, length: usize) -> Self {
        let is_long = length > SHORT;
        Self { bytes: if is_long { bytes ^ LONG } else { bytes }, is_long }
    }

    fn of_ascii(word: &[u8]) -> Self {
        let shifts = (0..u64::BITS).step_by(SHORT).cycle();
        let lower = word.iter().map(|byte| u64::from(byte.to_ascii_lowercase()));
        let bytes = lower.zip(shifts).fold(0, |all, (byte, shift)| all ^ byte << shift);
        Self::new(bytes, word.len())
    }
}

/// Words in lower case, each with a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    /// The numbers of short words by their bytes, and zero for the bytes of longer ones.
    short: FxHashMap<u64, u32>,
    long: FxHashMap<Box<str>, u32>,
    /// The last number that has been given.
    last: u32,
}

impl Vocabulary {
    /// How many words there are: their numbers go from 1 to this.
    pub(crate) fn len(&self) -> usize {
        self.last as usize
    }

    /// The number of a word of a text; 0 if it is not there.
    pub(crate) fn number(&self, word: &Word, text: &str) -> u32 {
        self.number_by_key(word.key, || word.span.of(text))
    }

    /// The number of a word; 0 if it is not there.
    pub(crate) fn number_of(&self, word: &str) -> u32 {
        self.number_by_key(Key::of(word), || word)
    }

    fn number_by_key<'t>(&self, key: Key, word: impl Fn() -> &'t str) -> u32 {
        match self.short.get(&key.bytes) {
            Some(_) if key.is_long => self.number_of_long(word()),
            Some(&number) => number,
            None => 0,
        }
    }

    fn number_of_long(&self, word: &str) -> u32 {
        let number = |lower: &str| self.long.get(lower).copied().unwrap_or(0);
        // Most words are in lower case.
        if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            number(word)
        } else {
            number(&word.to_lowercase())
        }
    }

    /// The number of a word in lower case, which is added if it is not there.
    pub(crate) fn learn(&mut self, word: &str) -> u32 {
        let key = Key::of(word);
        let of_key = self.short.entry(key.bytes).or_insert(0);
        let number = if key.is_long { self.long.entry(word.into()).or_insert(0) } else { of_key };
        if *number == 0 {
            self.last += 1;
            *number = self.last;
        }
        *number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, bool)> {
        let mut words = Vec::new();
        split(text, Span::new(0, text.len() as u32), &mut words);
        words.iter().map(|word| (word.span.of(text), word.key.is_long)).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let short = |list: &[&'static str]| list.iter().map(|it| (*it, false)).collect::<Vec<_>>();
        assert_eq!(words("It’s “a” 5-day—été."), short(&["It", "s", "a", "5", "day", "été"]));
        assert_eq!(words("  "), []);
        assert_eq!(words("naïf"), short(&["naïf"]));
        assert_eq!(words("millwork millworks"), [("millwork", false), ("millworks", true)]);
        // In lower case it is longer.
        assert_eq!(words("İİİİ"), [("İİİİ", true)]);
    }

    #[test]
    fn parts_of_a_text_have_spans_in_the_whole() {
        let text = "The old mill";
        let mut words = Vec::new();
        split(text, Span::new(4, 11), &mut words);
        assert_eq!(words.iter().map(|it| it.span.of(text)).collect::<Vec<_>>(), ["old", "mil"]);
    }

    #[test]
    fn characters_of_words_are_letters_and_digits() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_inside(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn white_space_parts_the_words_that_people_count() {
        let long = "a b  cd ".repeat(100);
        let ends = [255, 256, 510, 511, 512].map(|end| &long[..end]);
        let short = ["", " ", "a", " a-b\u{b}c ", "a\u{a0}b c", "été  à", "x\n\ty"];
        for text in short.into_iter().chain(ends) {
            assert_eq!(count(text), text.split_whitespace().count(), "{text:?}");
        }
    }

    #[test]
    fn words_are_known_whatever_their_case_and_length() {
        let mut vocabulary = Vocabulary::default();
        // The letters of the last two lie over each other in the same way.
        let all = ["mill", "größte", "internationally", "abcdefghcdefghab", "ebcdefghgdefghab"];
        for (word, number) in all.iter().zip(1..) {
            assert_eq!(vocabulary.learn(word), number);
        }
        assert_eq!((vocabulary.len(), vocabulary.learn("mill")), (5, 1));
        let text =
            "Mill MILLS Größte Internationally abcdefghcdefghab ebcdefghgdefghab xxxx \u{212a}";
        let mut found = Vec::new();
        split(text, Span::new(0, text.len() as u32), &mut found);
        let numbers: Vec<_> = found.iter().map(|word| vocabulary.number(word, text)).collect();
        assert_eq!(numbers, [1, 0, 2, 3, 4, 5, 0, 0]);
        for (word, number) in [("MILL", 1), ("Internationally", 3), ("mil", 0)] {
            assert_eq!(vocabulary.number_of(word), number, "{word}");
        }
    }
}
