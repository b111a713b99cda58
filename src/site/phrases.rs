//! Phrases that are looked for in short texts, by whole words.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::name_filter::NameFilter;
use crate::text::byte_table;

/// No word of a phrase is longer, in bytes; longer words of a text are in no phrase.
const MAX_WORD: usize = 32;

/// Phrases by their first word, each of one kind. Letter case and punctuation do not count.
#[derive(Clone, Debug)]
pub struct Phrases<K> {
    by_first: FxHashMap<String, Vec<Phrase<K>>>,
    /// Few words of a text pass this.
    firsts: NameFilter,
}

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
        let mut by_first = FxHashMap::default();
        for (kind, lists) in kinds {
            let PhraseLists { whole, start, anywhere } = lists;
            let lists = [(whole, Place::Whole), (start, Place::Start), (anywhere, Place::Anywhere)];
            for (list, place) in lists {
                for phrase in &list {
                    add(&mut by_first, kind, phrase, place);
                }
            }
        }
        let firsts = by_first.keys().collect();
        Self { by_first, firsts }
    }

    /// The part of a text that is one of the phrases, and its kind: of several kinds the lowest,
    /// and of that the first part.
    pub fn find<'t>(&self, text: &'t str) -> Option<(K, &'t str)> {
        let mut best: Option<(K, Range<usize>)> = None;
        let mut is_start = true;
        let mut end = 0;
        while let Some(first) = next_word(text, end) {
            end = first.end;
            if self.firsts.may_hold_folded(&text[first.clone()]) {
                for phrase in self.phrases(&text[first.clone()]) {
                    let is_better = best.as_ref().is_none_or(|(kind, _)| phrase.kind < *kind);
                    if is_better && let Some(end) = phrase.end(text, &first, is_start) {
                        best = Some((phrase.kind, first.start..end));
                    }
                }
            }
            is_start = false;
        }
        best.map(|(kind, range)| (kind, &text[range]))
    }

    fn phrases(&self, first: &str) -> &[Phrase<K>] {
        let mut lower = [0; MAX_WORD];
        let found = if first.is_ascii() {
            let Some(lower) = lower.get_mut(..first.len()) else { return &[] };
            lower.copy_from_slice(first.as_bytes());
            lower.make_ascii_lowercase();
            str::from_utf8(lower).ok().and_then(|lower| self.by_first.get(lower))
        } else {
            self.by_first.get(&first.to_lowercase())
        };
        found.map_or(&[], Vec::as_slice)
    }
}

impl<K> Phrase<K> {
    /// Where the phrase ends whose first word stands here.
    fn end(&self, text: &str, first: &Range<usize>, is_start: bool) -> Option<usize> {
        let mut end = first.end;
        for expected in &self.rest {
            let word = next_word(text, end)?;
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

fn add<K>(by_first: &mut FxHashMap<String, Vec<Phrase<K>>>, kind: K, phrase: &str, place: Place) {
    let phrase = phrase.to_lowercase();
    let mut words = words(&phrase).map(str::to_owned);
    let Some(first) = words.next() else { return };
    let rest = words.collect();
    by_first.entry(first).or_default().push(Phrase { kind, rest, place });
}

fn is_same(word: &str, lower: &str) -> bool {
    if word.is_ascii() { word.eq_ignore_ascii_case(lower) } else { word.to_lowercase() == lower }
}

/// The runs of letters and digits of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, end)?;
        end = word.end;
        Some(&text[word])
    })
}

/// Whether each byte is a letter or digit of ASCII.
static IS_ALPHANUMERIC: [bool; 256] = byte_table!(|byte| byte.is_ascii_alphanumeric());

/// The first run of letters and digits from this byte on.
#[inline]
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_alphanumeric = |byte: u8| IS_ALPHANUMERIC[usize::from(byte)];
    let mut start = from;
    while !is_alphanumeric(*bytes.get(start)?) {
        if !bytes[start].is_ascii() {
            start += text[start..].find(char::is_alphanumeric)?;
            break;
        }
        start += 1;
    }
    let mut end = start;
    while end < bytes.len() && is_alphanumeric(bytes[end]) {
        end += 1;
    }
    if bytes.get(end).is_none_or(u8::is_ascii) {
        return Some(start..end);
    }
    let others = text[end..].find(|c: char| !c.is_alphanumeric());
    Some(start..others.map_or(text.len(), |others| end + others))
}

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
