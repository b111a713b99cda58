//! Pairs of words that are looked for in a text, of which most texts hold none.

use rustc_hash::FxHashMap;

use super::{Vocabulary, Word, split_mixed};
use crate::text::Span;

/// How many bytes of a word count here.
const LENGTH: usize = size_of::<u64>();

/// How many bytes are told apart at once.
const BLOCK: usize = u64::BITS as usize;

/// The first bytes of a word in lower case, as a number: the first one lowest, spaces behind the
/// last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Prefix(u64);

/// What the word after another may be: a set, which may hold more than was put into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Followers(u64);

/// Tells of most texts that two words of certain pairs do not stand side by side in them, without a
/// look at what all the words are.
#[derive(Clone, Debug)]
pub(crate) struct Pairs {
    /// One bit for a hash of each first word.
    firsts: Vec<u64>,
    /// What may come after each of them.
    followers: FxHashMap<Prefix, Followers>,
}

impl Prefix {
    /// That of any word.
    pub(crate) fn of(word: &str) -> Self {
        let mut bytes = [b' '; LENGTH];
        let lower = word.chars().flat_map(char::to_lowercase);
        let mut at = 0;
        for c in lower {
            for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
                let Some(place) = bytes.get_mut(at) else { return Self::folded(bytes) };
                *place = byte;
                at += 1;
            }
        }
        Self::folded(bytes)
    }

    /// That of a word of ASCII letters and digits, of this length, with which a text starts.
    fn of_ascii(text: &[u8], length: usize) -> Self {
        let mut bytes = text.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [b' '; LENGTH];
            bytes[..text.len()].copy_from_slice(text);
            bytes
        });
        if length < LENGTH {
            let inside = (1 << (length * 8)) - 1;
            bytes = (u64::from_le_bytes(bytes) & inside).to_le_bytes();
        }
        Self::folded(bytes)
    }

    /// The bit that makes a letter small is set in digits and spaces too. That other characters
    /// become the same does no harm.
    fn folded(bytes: [u8; LENGTH]) -> Self {
        Self(u64::from_le_bytes(bytes) | u64::from_le_bytes([b' '; LENGTH]))
    }

    /// Whether the word has less than four bytes: most words of a text that mean little have.
    pub(crate) fn is_short(self) -> bool {
        self.0.to_le_bytes()[3] == b' '
    }

    fn hash(self) -> u64 {
        // The fractional part of the golden ratio: it spreads numbers that differ in few bits.
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl Followers {
    /// Anything, also nothing.
    pub(crate) const ANY: Self = Self(u64::MAX);

    /// This word.
    pub(crate) fn of(word: Prefix) -> Self {
        Self::of_hash(word.hash())
    }

    fn of_hash(hash: u64) -> Self {
        // Other bits than those by which places are found.
        Self(1 << (hash >> 32 & 63))
    }

    /// What is in one of the sets.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Default for Pairs {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Pairs {
    /// Of so many other words no more than one is taken for a first word.
    const SPARSE: usize = 32;

    /// Takes first words, each with what may come after it.
    pub(crate) fn new(pairs: &[(Prefix, Followers)]) -> Self {
        let mut followers = FxHashMap::<Prefix, Followers>::default();
        for &(first, after) in pairs {
            let all = followers.entry(first).or_default();
            *all = all.or(after);
        }
        let bits = (followers.len() * Self::SPARSE).next_power_of_two().max(BLOCK);
        let mut firsts = vec![0; bits / BLOCK];
        for first in followers.keys() {
            let bit = place(first.hash(), bits);
            firsts[bit / BLOCK] |= 1 << (bit % BLOCK);
        }
        Self { firsts, followers }
    }

    /// Whether a stretch of text may hold one of the pairs.
    pub(crate) fn may_stand_in(&self, text: &str, within: Span) -> bool {
        let bytes = text.as_bytes();
        let (mut at, end) = (within.start as usize, within.end as usize);
        let mut expected = Followers::default();
        while at < end {
            let Block { mut inside, is_ascii } = Block::new(bytes, at, end);
            let mut next = at + BLOCK;
            while inside != 0 {
                let from = inside.trailing_zeros() as usize;
                let mut length = (inside >> from).trailing_ones() as usize;
                let start = at + from;
                if from + length < BLOCK {
                    inside &= u64::MAX << (from + length);
                } else if from > 0 {
                    // It may go on: it is read again as the first of the next block.
                    next = start;
                    break;
                } else {
                    length = bytes[at..end].iter().position(is_outside).unwrap_or(end - at);
                    next = at + length;
                    inside = 0;
                }
                if is_ascii || bytes[start..start + length].is_ascii() {
                    if self.step(&mut expected, Prefix::of_ascii(&bytes[start..], length)) {
                        return true;
                    }
                    continue;
                }
                let mut words = Vec::new();
                split_mixed(text, start..start + length, &mut words);
                let prefix = |word: &Word| Prefix::of(word.span.of(text));
                if words.iter().any(|word| self.step(&mut expected, prefix(word))) {
                    return true;
                }
            }
            at = next;
        }
        expected == Followers::ANY
    }

    /// Takes the next word; says whether it may be the second one of a pair.
    fn step(&self, expected: &mut Followers, word: Prefix) -> bool {
        let hash = word.hash();
        if expected.0 & Followers::of_hash(hash).0 != 0 {
            return true;
        }
        let bit = place(hash, self.firsts.len() * BLOCK);
        let is_first = self.firsts[bit / BLOCK] >> (bit % BLOCK) & 1 == 1;
        let followers = is_first.then(|| self.followers.get(&word).copied());
        *expected = followers.flatten().unwrap_or_default();
        false
    }
}

/// The place of a hash among so many, a power of two.
fn place(hash: u64, places: usize) -> usize {
    (hash >> (u64::BITS - places.trailing_zeros())) as usize
}

fn is_outside(byte: &u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

impl Vocabulary {
    /// The prefixes of all words, by their numbers.
    pub(crate) fn prefixes(&self) -> Vec<Prefix> {
        let mut prefixes = vec![Prefix::default(); self.len() + 1];
        for (bytes, &number) in &self.short {
            prefixes[number as usize] = Prefix::folded(bytes.to_le_bytes());
        }
        for (word, &number) in &self.long {
            prefixes[number as usize] = Prefix::of(word);
        }
        prefixes
    }
}

/// Some bytes of a text.
struct Block {
    /// Which of them can stand in a word, one bit a byte, the first one lowest: ASCII letters and
    /// digits, and all that is not ASCII.
    inside: u64,
    /// Whether all are ASCII.
    is_ascii: bool,
}

impl Block {
    fn new(bytes: &[u8], start: usize, end: usize) -> Self {
        let rest = &bytes[start..];
        let mut padded = [0; BLOCK];
        let block: &[u8; BLOCK] = rest.first_chunk().unwrap_or_else(|| {
            padded[..rest.len()].copy_from_slice(rest);
            &padded
        });
        let (mut inside, mut all) = (0, 0);
        for (chunk, index) in block.as_chunks::<LENGTH>().0.iter().zip(0..) {
            let chunk = u64::from_le_bytes(*chunk);
            inside |= inside_words(chunk) << (index * LENGTH);
            all |= chunk;
        }
        if end - start < BLOCK {
            inside &= (1 << (end - start)) - 1;
        }
        Self { inside, is_ascii: all & each(HIGHEST) == 0 }
    }
}

/// The bit that a byte has set which is not ASCII.
const HIGHEST: u8 = 0x80;

/// A byte in all places of a number.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; LENGTH])
}

/// Which of eight bytes can stand in a word, one bit a byte. All are compared at once: a sum has the
/// highest bit of a byte where that is large enough.
fn inside_words(chunk: u64) -> u64 {
    let from = |bytes: u64, least: u8| bytes + each(HIGHEST - least);
    let low = chunk & each(!HIGHEST);
    // With this bit letters are small, and no other character becomes a letter.
    let small = low | each(b' ');
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(low, b'0') & !from(low, b'9' + 1);
    let inside = (letters | digits | chunk) & each(HIGHEST);
    // Multiplied so, the bits of all bytes come to stand beside each other in the last one.
    (inside >> 7).wrapping_mul(0x0102_0408_1020_4080) >> (u64::BITS - u8::BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs() -> Pairs {
        let follow = |words: &[&str]| {
            let all = words.iter().map(|word| Followers::of(Prefix::of(word)));
            all.fold(Followers::default(), Followers::or)
        };
        Pairs::new(&[
            (Prefix::of("mill"), Followers::ANY),
            (Prefix::of("größte"), follow(&["mühle", "windmühlenanlage"])),
            (Prefix::of("internationally"), follow(&["known"])),
        ])
    }

    fn is_held(text: &str) -> bool {
        pairs().may_stand_in(text, Span::new(0, text.len() as u32))
    }

    #[test]
    fn bytes_at_once_are_read_like_one_after_the_other() {
        for byte in 0..=u8::MAX {
            for place in 0..LENGTH {
                let mut chunk = *b"aZ09 {A5";
                chunk[place] = byte;
                let bits = chunk.iter().zip(0..).map(|(it, at)| u64::from(!is_outside(it)) << at);
                let found = inside_words(u64::from_le_bytes(chunk));
                assert_eq!(found, bits.sum::<u64>(), "{byte} at {place}");
            }
        }
    }

    #[test]
    fn pairs_are_found_wherever_blocks_end() {
        for length in 1..140 {
            let space = " ".repeat(length);
            let word = "y".repeat(length);
            for pair in ["MILL", "the (Mill)", "die Größte ‚Mühle‘", "Internationally known"]
            {
                for text in [format!("{space}{pair}"), format!("{word} {pair} {word}")] {
                    assert!(is_held(&text), "{text}");
                }
            }
            let none = format!("{word}mill {word}größte{space} windmill internationally. {word}x");
            assert!(!is_held(&none), "{none}");
        }
    }

    #[test]
    fn second_words_must_follow() {
        for text in ["Internationally", "known internationally", "größte windhose", "", "–"] {
            assert!(!is_held(text), "{text}");
        }
        assert!(is_held("GRÖSSTE größte WINDMÜHLENANLAGE"));
        let part = "a mill here";
        assert!(!pairs().may_stand_in(part, Span::new(0, 5)));
        assert!(pairs().may_stand_in(part, Span::new(0, 6)));
    }

    #[test]
    fn prefixes_of_a_vocabulary_are_those_of_its_words() {
        let mut vocabulary = Vocabulary::default();
        let words = ["to", "mill", "größte", "windmill", "internationally"];
        for word in words {
            vocabulary.learn(word);
        }
        let prefixes = vocabulary.prefixes();
        assert!(words.iter().map(|word| Prefix::of(word)).eq(prefixes[1..].iter().copied()));
        let short: Vec<_> = prefixes[1..].iter().map(|it| it.is_short()).collect();
        assert_eq!(short, [true, false, false, false, false]);
    }
}
