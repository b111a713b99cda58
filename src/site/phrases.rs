//! Phrases that are looked for in short texts, by whole words.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// No word of a phrase is longer, in bytes; longer words of a text are in no phrase.
const MAX_WORD: usize = 32;

/// Phrases by their first word. Letter case and punctuation do not count.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Lists")]
pub struct Phrases {
    by_first: FxHashMap<String, Vec<Phrase>>,
}

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
                phrases.by_first.entry(first).or_default().push(Phrase { rest, place });
            }
        }
        phrases
    }
}

impl Phrases {
    /// The part of a text that is one of the phrases; of several, the first.
    pub fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut rest = words(text);
        let mut is_start = true;
        while let Some(first) = rest.next() {
            let found = self.phrases(first).iter().find_map(|phrase| {
                let mut after = rest.clone();
                let mut last = first;
                for expected in &phrase.rest {
                    last = after.next().filter(|word| is_same(word, expected))?;
                }
                let fits = match phrase.place {
                    Place::Whole => is_start && after.next().is_none(),
                    Place::Start => is_start,
                    Place::Anywhere => true,
                };
                fits.then_some(last)
            });
            if let Some(last) = found {
                let start = first.as_ptr().addr() - text.as_ptr().addr();
                let end = last.as_ptr().addr() - text.as_ptr().addr() + last.len();
                return text.get(start..end);
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

fn is_same(word: &str, lower: &str) -> bool {
    if word.is_ascii() { word.eq_ignore_ascii_case(lower) } else { word.to_lowercase() == lower }
}

/// The runs of letters and digits of a text.
fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
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
