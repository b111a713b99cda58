//! What stands in the brackets of a marker and before an entry: `7`, `b`, `note 2`.

use std::fmt;

use crate::site::RenderedWords;

/// Rows of labels; each is counted by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series<'s> {
    /// `1`, `2`, `3`.
    Numbers,
    /// `a`, `b`, `c`.
    Letters,
    /// `note 1`, `note 2`: the name of the group.
    Named(&'s str),
}

/// What a marker shows and an entry goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label<'s> {
    /// The row that it belongs to.
    pub series: Series<'s>,
    /// Its place there, from 1.
    pub number: u32,
}

impl<'s> Label<'s> {
    /// Reads what stands between brackets.
    pub(super) fn parse(text: &'s str, words: &RenderedWords) -> Option<Self> {
        if let Some(number) = number(text) {
            return Some(Self { series: Series::Numbers, number });
        }
        if let Some(number) = letters(text) {
            return Some(Self { series: Series::Letters, number });
        }
        let (group, last) = text.rsplit_once([' ', '\u{a0}'])?;
        let number = number(last)?;
        words.is_group(group).then_some(Self { series: Series::Named(group), number })
    }

    /// Reads a marker at the start of `text`: its label and its length in bytes.
    pub(super) fn bracketed(text: &'s str, words: &RenderedWords) -> Option<(Self, u32)> {
        const LONGEST: usize = 24;
        let start = &text.as_bytes()[..text.len().min(LONGEST)];
        let end = memchr::memchr(b']', start)?;
        let label = Self::parse(text.get(1..end)?, words)?;
        Some((label, end as u32 + 1))
    }
}

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.series {
            Series::Numbers => write!(f, "{}", self.number),
            Series::Letters => write!(f, "{}", letters_of(self.number)),
            Series::Named(group) => write!(f, "{group} {}", self.number),
        }
    }
}

/// A number from 1 to 999 without leading zeros.
pub(super) fn number(text: &str) -> Option<u32> {
    let is_number = (1..=3).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0');
    is_number.then(|| text.parse().ok())?
}

/// `a` is 1, `z` is 26, `aa` is 27. Only one or two lower-case letters.
pub(super) fn letters(text: &str) -> Option<u32> {
    let are_letters =
        (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase());
    let value = |byte: u8| u32::from(byte - b'a') + 1;
    are_letters.then(|| text.bytes().fold(0, |number, byte| number * 26 + value(byte)))
}

fn letters_of(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(b'a' + (number % 26) as u8);
        number /= 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    #[test]
    fn labels_are_read_and_printed_alike() {
        let words = &Site::mediawiki().rendered;
        for label in ["1", "42", "999", "a", "z", "aa", "zz", "note 2", "nb 11"] {
            assert_eq!(Label::parse(label, words).expect(label).to_string(), label);
        }
        for other in
            ["", "0", "07", "1999", "sic", "...", "A", "…", "edit", "page 3", "note", "1,2"]
        {
            assert_eq!(Label::parse(other, words), None, "{other}");
        }
        assert_eq!(Label::bracketed("[12] x", words).map(|it| it.1), Some(4));
        assert_eq!(Label::bracketed("[é]", words), None);
        assert_eq!(Label::bracketed("[1", words), None);
    }
}
