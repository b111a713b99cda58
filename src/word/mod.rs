//! Words: cut out of a text, and known again in a vocabulary whatever their letter case.
//!
//! A word carries its letters with it as a number, so that most look-ups compare no text.

mod pairs;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::Span;
pub(crate) use pairs::{Followers, Pairs, Prefix};

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
    /// other.
    bytes: u64,
    is_long: bool,
}

/// How many bytes a number can hold.
const SHORT: usize = size_of::<u64>();

/// Puts the words of a stretch of text into `words`, in the place of those that are there.
pub(crate) fn split(text: &str, within: Span, words: &mut Vec<Word>) {
    words.clear();
    let text = within.of(text);
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(&first) = bytes.get(start) {
        if first.is_ascii() && !first.is_ascii_alphanumeric() {
            start += 1;
            continue;
        }
        let (mut key, mut end) = ascii_word(&bytes[start..]);
        end += start;
        if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
            // Not only ASCII: read it again, character by character.
            let rest = &text[start..];
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            if length == 0 {
                start += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            (key, end) = (Key::of(&rest[..length]), start + length);
        }
        let span = Span::new(within.start + start as u32, within.start + end as u32);
        words.push(Word { span, key });
        start = end;
    }
}

/// Adds the words of a stretch in which not all is ASCII, character by character.
fn split_mixed(text: &str, within: Range<usize>, words: &mut Vec<Word>) {
    let is_outside = |c: char| !c.is_alphanumeric();
    let end = within.end;
    let mut rest = text[within].trim_start_matches(is_outside);
    while !rest.is_empty() {
        let length = rest.find(is_outside).unwrap_or(rest.len());
        let start = end - rest.len();
        let span = Span::new(start as u32, (start + length) as u32);
        words.push(Word { span, key: Key::of(&rest[..length]) });
        rest = rest[length..].trim_start_matches(is_outside);
    }
}

/// How many words a text has as people count them: what stands between white space.
pub(crate) fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
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

/// The ASCII letters and digits at the start of a text, and how many there are.
fn ascii_word(text: &[u8]) -> (Key, usize) {
    let (mut bytes, mut length) = (0, 0);
    loop {
        let rest = &text[length..];
        let chunk = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut chunk = [0; SHORT];
            chunk[..rest.len()].copy_from_slice(rest);
            chunk
        });
        let (lower, count) = ascii_chunk(u64::from_le_bytes(chunk));
        bytes ^= lower;
        length += count;
        if count < SHORT {
            return (Key { bytes, is_long: length > SHORT }, length);
        }
    }
}

/// The letters and digits with which eight bytes start, in lower case, and how many there are. All
/// eight are compared at once: a sum has the highest bit of a byte where that is large enough.
fn ascii_chunk(chunk: u64) -> (u64, usize) {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; SHORT])
    }
    const HIGHEST: u8 = 0x80;
    let from = |bytes: u64, least: u8| bytes + each(HIGHEST - least);
    let low = chunk & each(!HIGHEST);
    // The bit that makes a letter small is set in digits too.
    let small = low | each(0x20);
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(low, b'0') & !from(low, b'9' + 1);
    let inside = (letters | digits) & !chunk & each(HIGHEST);
    let bits = (inside ^ each(HIGHEST)).trailing_zeros() & !(u8::BITS - 1);
    let kept = u64::MAX.checked_shr(u64::BITS - bits).unwrap_or_default();
    (small & kept, bits as usize / SHORT)
}

impl Key {
    fn of(word: &str) -> Self {
        if let (key, length) = ascii_word(word.as_bytes())
            && length == word.len()
        {
            return key;
        }
        let (mut bytes, mut length) = (0, 0);
        for c in word.chars().flat_map(char::to_lowercase) {
            for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
                bytes ^= u64::from(byte) << (length % SHORT * 8);
                length += 1;
            }
        }
        Self { bytes, is_long: length > SHORT }
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
        match self.short.get(&word.key.bytes) {
            Some(_) if word.key.is_long => self.number_of_long(word.span.of(text)),
            Some(&number) => number,
            None => 0,
        }
    }

    /// The number of a word; 0 if it is not there.
    pub(crate) fn number_of(&self, word: &str) -> u32 {
        let key = Key::of(word);
        if key.is_long {
            self.number_of_long(word)
        } else {
            self.short.get(&key.bytes).copied().unwrap_or(0)
        }
    }

    fn number_of_long(&self, word: &str) -> u32 {
        self.long.get(word.to_lowercase().as_str()).copied().unwrap_or(0)
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
    fn eight_bytes_at_once_are_read_like_one_after_the_other() {
        for byte in 0..=u8::MAX {
            for place in 0..SHORT {
                let mut chunk = *b"aZ09zA5q";
                chunk[place] = byte;
                let length = if byte.is_ascii_alphanumeric() { SHORT } else { place };
                let mut lower = chunk.map(|it| it.to_ascii_lowercase());
                lower[length..].fill(0);
                let expected = (u64::from_le_bytes(lower), length);
                assert_eq!(ascii_chunk(u64::from_le_bytes(chunk)), expected, "{byte} at {place}");
            }
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
