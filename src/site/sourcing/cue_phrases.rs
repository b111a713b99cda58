//! Rows of words that are looked for in a text.

use rustc_hash::FxHashMap;

use crate::text::Span;

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
pub struct CuePhrases {
    /// By the first word; the longest come first.
    by_first: FxHashMap<Box<str>, Vec<Phrase>>,
    /// For each first byte in lower case, the lengths of the first words that start with it.
    lengths: Lengths,
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
    OneOf(Vec<Box<str>>),
}

impl CuePhrases {
    /// Adds patterns as the data has them: words with spaces between, `a|b` for either, `*` for
    /// any. The first word is never `*`.
    pub(super) fn add(&mut self, cue: Cue, patterns: &[String]) {
        for pattern in patterns {
            let mut words = pattern.split(' ');
            let Some(first) = words.next() else { continue };
            let slot = |word: &str| match word {
                "*" => Slot::Any,
                _ => Slot::OneOf(word.split('|').map(Box::from).collect()),
            };
            let rest: Vec<Slot> = words.map(slot).collect();
            for word in first.split('|').filter(|word| !word.is_empty()) {
                self.lengths.0[usize::from(word.as_bytes()[0])] |= length_bit(word.len());
                let phrase = Phrase { rest: rest.clone(), cue };
                self.by_first.entry(word.into()).or_default().push(phrase);
            }
        }
        for phrases in self.by_first.values_mut() {
            // Of two of one length that which says nothing counts.
            phrases.sort_by_key(|it| (std::cmp::Reverse(it.rest.len()), it.cue != Cue::Nothing));
        }
    }

    /// What is found in these words of a text, from left to right and without overlap.
    pub fn find<'a>(
        &'a self,
        text: &'a str,
        words: &'a [Span],
    ) -> impl Iterator<Item = (Span, Cue)> + 'a {
        let mut next = 0;
        let mut lower = String::new();
        std::iter::from_fn(move || {
            while next < words.len() {
                let at = next;
                next += 1;
                let Some(found) = self.at(text, &words[at..], &mut lower) else { continue };
                next = at + 1 + found.rest.len();
                if found.cue != Cue::Nothing {
                    return Some((Span::new(words[at].start, words[next - 1].end), found.cue));
                }
            }
            None
        })
    }

    /// The phrase that the first of these words starts.
    fn at(&self, text: &str, words: &[Span], lower: &mut String) -> Option<&Phrase> {
        let first = words[0].of(text);
        let byte = first.as_bytes()[0].to_ascii_lowercase();
        if self.lengths.0[usize::from(byte)] & length_bit(first.len()) == 0 {
            return None;
        }
        lower.clear();
        lower.extend(first.chars().flat_map(char::to_lowercase));
        let goes_on = |phrase: &&Phrase| {
            let row = words.get(..=phrase.rest.len());
            row.is_some_and(|row| phrase.fits(text, row))
        };
        self.by_first.get(lower.as_str())?.iter().find(goes_on)
    }
}

impl Phrase {
    fn fits(&self, text: &str, words: &[Span]) -> bool {
        words.windows(2).zip(&self.rest).all(|(pair, slot)| {
            let fits = match slot {
                Slot::Any => true,
                Slot::OneOf(all) => all.iter().any(|word| same(pair[1].of(text), word)),
            };
            fits && is_joint(&text[pair[0].end as usize..pair[1].start as usize])
        })
    }
}

/// Whether two words that this stands between belong together.
fn is_joint(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '–'))
}

/// Whether a word is one in lower case.
fn same(word: &str, lower: &str) -> bool {
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(lower);
    }
    word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut phrases = CuePhrases::default();
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
        phrases.find(text, &words).map(|(span, _)| span.of(text)).collect()
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
