//! Phrases that are looked for in short texts, by whole words.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// No word of a phrase is longer, in bytes; longer words of a text are in no phrase.
const MAX_WORD: usize = 32;

/// Phrases by their first word, each of one kind. Letter case and punctuation do not count.
#[derive(Clone, Debug)]
pub struct Phrases<K> {
    by_first: FxHashMap<Vec<u8>, Vec<Phrase<K>>>,
    /// Few words of a text pass this.
    firsts: FirstWords,
}

/// The lengths in bytes of the words that start with each byte, as bits.
#[derive(Clone, Debug)]
struct FirstWords([u64; 256]);

#[derive(Clone, Debug)]
struct Phrase<K> {
    kind: K,
    /// The words after the first, in lower case.
    rest: Vec<String>,
    place: Place,
}

/// Which part of a text a phrase must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Whole,
    Start,
    Anywhere,
}

/// Phrases of one kind as data has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseLists {
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    start: Vec<String>,
    #[serde(default)]
    anywhere: Vec<String>,
}

impl<K: Copy + Ord> Phrases<K> {
    /// Phrases of several kinds.
    pub(super) fn new(kinds: impl IntoIterator<Item = (K, PhraseLists)>) -> Self {
        let mut phrases = Self { by_first: FxHashMap::default(), firsts: FirstWords([0; 256]) };
        for (kind, lists) in kinds {
            let PhraseLists { whole, start, anywhere } = lists;
            let lists = [(whole, Place::Whole), (start, Place::Start), (anywhere, Place::Anywhere)];
            for (list, place) in lists {
                for phrase in &list {
                    phrases.add(kind, phrase, place);
                }
            }
        }
        phrases
    }

    /// The part of a text that is one of the phrases, and its kind: of several kinds the lowest,
    /// and of that the first part.
    pub fn find<'t>(&self, text: &'t str) -> Option<(K, &'t str)> {
        let mut best: Option<(K, Range<usize>)> = None;
        let mut is_start = true;
        let mut end = 0;
        while let Some(first) = next_word(text, end) {
            end = first.range.end;
            let word = &text.as_bytes()[first.range.clone()];
            if !first.is_ascii || self.firsts.may_have(word) {
                for phrase in self.phrases(text, &first) {
                    let is_better = best.as_ref().is_none_or(|(kind, _)| phrase.kind < *kind);
                    if is_better && let Some(end) = phrase.end(text, &first.range, is_start) {
                        best = Some((phrase.kind, first.range.start..end));
                    }
                }
            }
            is_start = false;
        }
        best.map(|(kind, range)| (kind, &text[range]))
    }

    fn add(&mut self, kind: K, phrase: &str, place: Place) {
        let phrase = phrase.to_lowercase();
        let mut words = words(&phrase).map(str::to_owned);
        let Some(first) = words.next() else { return };
        let rest = words.collect();
        self.firsts.add(&first);
        self.by_first.entry(first.into_bytes()).or_default().push(Phrase { kind, rest, place });
    }

    fn phrases(&self, text: &str, first: &Word) -> &[Phrase<K>] {
        let word = &text[first.range.clone()];
        let mut lower = [0; MAX_WORD];
        let found = if first.is_ascii {
            let Some(lower) = lower.get_mut(..word.len()) else { return &[] };
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            self.by_first.get(&*lower)
        } else {
            self.by_first.get(word.to_lowercase().as_bytes())
        };
        found.map_or(&[], Vec::as_slice)
    }
}

impl<K> Phrase<K> {
    /// Where the phrase ends whose first word stands here.
    fn end(&self, text: &str, first: &Range<usize>, is_start: bool) -> Option<usize> {
        let mut end = first.end;
        for expected in &self.rest {
            let word = next_word(text, end)?.range;
            if !is_same(&text[word.clone()], expected) {
                return None;
            }
            end = word.end;
        }
        let fits = match self.place {
            Place::Whole => is_start && next_word(text, end).is_none(),
            Place::Start => is_start,
            Place::Anywhere => true,
        };
        fits.then_some(end)
    }
}

impl FirstWords {
    /// Adds a word in lower case.
    fn add(&mut self, word: &str) {
        self.0[usize::from(word.as_bytes()[0])] |= Self::bit(word.len());
    }

    /// Whether the word, in any letter case, may be one of these. It is in ASCII: of others the
    /// first byte and the length depend on the letter case.
    fn may_have(&self, word: &[u8]) -> bool {
        let lower = word[0].to_ascii_lowercase();
        self.0[usize::from(lower)] & Self::bit(word.len()) != 0
    }

    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }
}

fn is_same(word: &str, lower: &str) -> bool {
    if word.is_ascii() { word.eq_ignore_ascii_case(lower) } else { word.to_lowercase() == lower }
}

/// The runs of letters and digits of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, end)?.range;
        end = word.end;
        Some(&text[word])
    })
}

/// A run of letters and digits.
struct Word {
    range: Range<usize>,
    is_ascii: bool,
}

/// The first run of letters and digits from this byte on.
fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut start = from;
    while CLASSES[usize::from(*bytes.get(start)?)] == Class::Other {
        start += 1;
    }
    if !bytes[start].is_ascii() {
        start += text[start..].find(char::is_alphanumeric)?;
    }
    let mut end = start;
    while let Some(&byte) = bytes.get(end)
        && CLASSES[usize::from(byte)] == Class::Letter
    {
        end += 1;
    }
    if bytes.get(end).is_none_or(u8::is_ascii) {
        return Some(Word { range: start..end, is_ascii: true });
    }
    let others = text[end..].find(|c: char| !c.is_alphanumeric());
    let range = start..others.map_or(text.len(), |others| end + others);
    Some(Word { is_ascii: text[range.clone()].is_ascii(), range })
}

/// What a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter or a digit.
    Letter,
    /// A part of a character outside ASCII.
    Wide,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::{PhraseLists, Phrases};

    fn lists(data: &str) -> PhraseLists {
        toml::from_str(data).expect("valid")
    }

    #[test]
    fn phrases_are_found_where_they_may_stand() {
        let data = "whole = ['no title']\nstart = ['404']\nanywhere = ['about us', 'Straße']";
        let phrases = Phrases::new([((), lists(data))]);
        let cases = [
            ("[No title]", Some("No title")),
            ("No title yet", None),
            ("404 – Gone", Some("404")),
            ("The 404", None),
            ("Read (about us).", Some("about us")),
            ("About", None),
            ("about usual", None),
            ("STRASSE", None),
            ("Die STRAßE", Some("STRAßE")),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(phrases.find(text).map(|it| it.1), expected, "{text}");
        }
    }

    #[test]
    fn of_several_kinds_the_lowest_counts() {
        let kinds = [(2, lists("anywhere = ['mill']")), (1, lists("anywhere = ['old mill']"))];
        let phrases = Phrases::new(kinds);
        assert_eq!(phrases.find("A mill, the old mill"), Some((1, "old mill")));
        assert_eq!(phrases.find("A mill, a mill"), Some((2, "mill")));
    }
}
