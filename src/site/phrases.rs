//! Phrases that are looked for in short texts, by whole words.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// No word of a phrase is longer, in bytes; longer words of a text are in no phrase.
const MAX_WORD: usize = 32;

/// Phrases by their first word. Letter case and punctuation do not count.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Lists")]
pub struct Phrases {
    by_first: FxHashMap<String, Vec<Phrase>>,
    /// The lengths of first words by their first byte, as bits: few words of a text pass this.
    lengths: FirstWords,
}

/// The lengths in bytes of the words that start with each byte.
#[derive(Clone, Debug)]
struct FirstWords([u64; 256]);

#[derive(Clone, Debug)]
struct Phrase {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    start: Vec<String>,
    #[serde(default)]
    anywhere: Vec<String>,
}

impl From<Lists> for Phrases {
    fn from(lists: Lists) -> Self {
        let mut phrases = Self::default();
        let lists = [
            (lists.whole, Place::Whole),
            (lists.start, Place::Start),
            (lists.anywhere, Place::Anywhere),
        ];
        for (list, place) in lists {
            for phrase in list {
                let phrase = phrase.to_lowercase();
                let mut words = words(&phrase).map(str::to_owned);
                let Some(first) = words.next() else { continue };
                let rest = words.collect();
                phrases.lengths.add(&first);
                phrases.by_first.entry(first).or_default().push(Phrase { rest, place });
            }
        }
        phrases
    }
}

impl Phrases {
    /// The part of a text that is one of the phrases; of several, the first.
    pub fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut is_start = true;
        let mut end = 0;
        while let Some(first) = next_word(text, end) {
            end = first.end;
            if self.lengths.may_have(&text[first.clone()]) {
                let phrases = self.phrases(&text[first.clone()]).iter();
                let found = phrases.filter_map(|it| it.end(text, &first, is_start)).next();
                if let Some(end) = found {
                    return Some(&text[first.start..end]);
                }
            }
            is_start = false;
        }
        None
    }

    fn phrases(&self, first: &str) -> &[Phrase] {
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

impl Phrase {
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

impl Default for FirstWords {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl FirstWords {
    /// Adds a word in lower case.
    fn add(&mut self, word: &str) {
        self.0[usize::from(word.as_bytes()[0])] |= Self::bit(word.len());
    }

    /// Whether the word, in any letter case, may be one of these.
    fn may_have(&self, word: &str) -> bool {
        let lower = word.as_bytes()[0].to_ascii_lowercase();
        // Outside ASCII the first byte and the length depend on the letter case.
        self.0[usize::from(lower)] & Self::bit(word.len()) != 0 || !word.is_ascii()
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
        let word = next_word(text, end)?;
        end = word.end;
        Some(&text[word])
    })
}

/// The first run of letters and digits from this byte on.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let may_start = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let mut start = from + bytes[from..].iter().position(may_start)?;
    if !bytes[start].is_ascii() {
        start += text[start..].find(char::is_alphanumeric)?;
    }
    let rest = &bytes[start..];
    let length = rest.iter().position(|it| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let end = start + length;
    if rest.get(length).is_none_or(u8::is_ascii) {
        return Some(start..end);
    }
    let others = text[end..].find(|c: char| !c.is_alphanumeric());
    Some(start..others.map_or(text.len(), |others| end + others))
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_are_found_where_they_may_stand() {
        let data = "whole = ['no title']\nstart = ['404']\nanywhere = ['about us', 'Straße']";
        let phrases: Phrases = toml::from_str(data).expect("valid");
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
            assert_eq!(phrases.find(text), expected, "{text}");
        }
    }
}
