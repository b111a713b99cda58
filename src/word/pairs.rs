//! Pairs of words that are looked for in a text, of which most texts hold none.

use rustc_hash::FxHashMap;

use super::runs::{self, Run};
use super::{Key, SHORT, Vocabulary, in_mixed};
use crate::text::Span;

/// The letters of a word in lower case, as a number, which few words share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Letters(u64);

/// What the word after another may be.
#[derive(Clone, Debug)]
pub(crate) enum Followers {
    /// Anything, also nothing.
    Any,
    /// One of these words.
    OneOf(Vec<Letters>),
}

/// Tells of most texts that two words of certain pairs do not stand side by side in them, without a
/// look at what all the words are.
#[derive(Clone, Debug)]
pub(crate) struct Pairs {
    /// One bit for a hash of each of the words that are looked for: of each pair the rarer one. Of so
    /// few that they are worth it no more than one in thirty others is taken for one.
    rare: Box<[u64; RARE]>,
    /// What must stand beside each of them.
    beside: FxHashMap<Letters, Beside>,
}

/// What must stand beside a word so that the two are a pair.
#[derive(Clone, Debug, Default)]
struct Beside {
    /// Whether anything may: the word alone is enough.
    is_any: bool,
    /// What may come before it.
    before: Vec<Letters>,
    /// What may come after it.
    after: Vec<Letters>,
    /// One bit for a hash of each of `after`.
    after_bits: u64,
}

/// How far the words of a text have been read.
#[derive(Clone, Copy, Debug, Default)]
struct State<'p> {
    /// The last word.
    last: Letters,
    /// What the next word may be so that it ends a pair.
    expected: &'p [Letters],
    /// One bit for a hash of each of them.
    bits: u64,
}

impl Letters {
    /// Those of any word.
    pub(crate) fn of(word: &str) -> Self {
        Self(Key::of(word).bytes)
    }

    /// How many bytes the number has; that of a long word has all.
    fn len(self) -> usize {
        SHORT - self.0.leading_zeros() as usize / SHORT
    }

    /// About which share of all words is this one, as far as its length tells: the short words are
    /// the usual ones.
    pub(crate) fn share(self) -> f32 {
        const BY_LENGTH: [f32; SHORT + 1] =
            [0.1, 0.02, 0.02, 0.01, 0.003, 0.0005, 0.0002, 0.0001, 0.00005];
        BY_LENGTH[self.len()]
    }

    fn hash(self) -> u64 {
        // The fractional part of the golden ratio: it spreads numbers that differ in few bits.
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl Default for Pairs {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Pairs {
    /// Takes first words, each with what may come after it.
    pub(crate) fn new(pairs: &[(Letters, Followers)]) -> Self {
        let mut beside = FxHashMap::<Letters, Beside>::default();
        for (first, after) in pairs {
            match after {
                Followers::Any => beside.entry(*first).or_default().is_any = true,
                Followers::OneOf(words) if first.share() > share(words) => {
                    for word in words {
                        beside.entry(*word).or_default().before.push(*first);
                    }
                }
                Followers::OneOf(words) => {
                    beside.entry(*first).or_default().after.extend(words);
                }
            }
        }
        let mut rare = Box::new([0; RARE]);
        for (word, beside) in &mut beside {
            let (place, bit) = rare_bit(word.hash());
            rare[place] |= bit;
            beside.before.sort_unstable();
            beside.after.sort_unstable();
            beside.after_bits = beside.after.iter().fold(0, |all, word| all | bit_of(word.hash()));
        }
        Self { rare, beside }
    }

    /// What it costs to look for words that are this share of all, and after them for others that are
    /// that share, or for anything: in looks at all words of a sentence, per word of a text.
    pub(crate) fn cost(firsts: f32, after: Option<f32>) -> f32 {
        /// To look what must stand beside a word.
        const LOOK: f32 = 0.01;
        after.map_or(firsts, |after| firsts.min(after) * LOOK + firsts * after)
    }

    /// Whether one of the pairs may stand in a stretch of text.
    pub(crate) fn may_stand_in(&self, text: &str, within: Span) -> bool {
        let mut state = State::default();
        runs::any(text, within, |run| {
            if run.is_ascii {
                self.step(&mut state, Letters(run.letters))
            } else {
                self.mixed(text, run, &mut state)
            }
        })
    }

    /// Takes the words of a run in which not all is ASCII.
    #[inline(never)]
    fn mixed<'p>(&'p self, text: &str, run: Run, state: &mut State<'p>) -> bool {
        in_mixed(text, run).any(|word| self.step(state, Letters::of(word.of(text))))
    }

    /// Takes the next word; says whether it and the last one may be a pair.
    #[inline]
    fn step<'p>(&'p self, state: &mut State<'p>, word: Letters) -> bool {
        let hash = word.hash();
        if state.bits & bit_of(hash) != 0 && state.expected.binary_search(&word).is_ok() {
            return true;
        }
        state.bits = 0;
        let (place, bit) = rare_bit(hash);
        let is_found = self.rare[place] & bit != 0 && self.look(state, word);
        state.last = word;
        is_found
    }

    /// Looks at a word that may be the rarer one of a pair. Few get so far.
    #[cold]
    fn look<'p>(&'p self, state: &mut State<'p>, word: Letters) -> bool {
        let Some(beside) = self.beside.get(&word) else { return false };
        (state.expected, state.bits) = (&beside.after, beside.after_bits);
        beside.is_any || beside.before.binary_search(&state.last).is_ok()
    }
}

/// About which share of all words is one of these.
fn share(words: &[Letters]) -> f32 {
    words.iter().map(|word| word.share()).sum()
}

/// A word as one of 64 bits.
fn bit_of(hash: u64) -> u64 {
    // Other bits than those by which places are found.
    1 << (hash >> 32 & 63)
}

/// How many numbers hold the bits of rare words: 8 KB of memory.
const RARE: usize = 1 << 10;

/// The place of a hash among the bits of rare words.
fn rare_bit(hash: u64) -> (usize, u64) {
    ((hash >> (u64::BITS - RARE.ilog2())) as usize, 1 << (hash >> 40 & 63))
}

impl Vocabulary {
    /// The letters of all words, by their numbers.
    pub(crate) fn letters(&self) -> Vec<Letters> {
        let mut letters = vec![Letters::default(); self.len() + 1];
        for (&bytes, &number) in &self.short {
            letters[number as usize] = Letters(bytes);
        }
        for (word, &number) in &self.long {
            letters[number as usize] = Letters::of(word);
        }
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs() -> Pairs {
        let follow =
            |words: &[&str]| Followers::OneOf(words.iter().map(|word| Letters::of(word)).collect());
        Pairs::new(&[
            (Letters::of("mill"), Followers::Any),
            (Letters::of("größte"), follow(&["mühle", "windmühlenanlage"])),
            (Letters::of("internationally"), follow(&["known"])),
        ])
    }

    fn is_held(text: &str) -> bool {
        pairs().may_stand_in(text, Span::new(0, text.len() as u32))
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
    fn letters_of_a_vocabulary_are_those_of_its_words() {
        let mut vocabulary = Vocabulary::default();
        let words = ["to", "mill", "größte", "windmill", "internationally"];
        for word in words {
            vocabulary.learn(word);
        }
        let letters = vocabulary.letters();
        assert!(words.iter().map(|word| Letters::of(word)).eq(letters[1..].iter().copied()));
        let lengths: Vec<_> = letters[1..].iter().map(|it| it.len()).collect();
        assert_eq!(lengths, [2, 4, 8, 8, 8]);
    }
}
