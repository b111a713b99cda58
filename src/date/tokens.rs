//! The pieces of a text that may be a date: runs of digits, of letters, and signs.

use std::ops::Range;

/// One piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Digits,
    Word,
    /// A hyphen, a dash or a minus sign.
    Dash,
    Slash,
    Dot,
    Comma,
    Colon,
    /// Any other character.
    Sign,
}

impl Token {
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// The pieces of a text, in order.
#[derive(Clone)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

/// Character references that people write into dates.
const SPACES: [&str; 4] = ["&nbsp;", "&#160;", "&thinsp;", "&#32;"];
const DASHES: [&str; 3] = ["&ndash;", "&#8211;", "&mdash;"];

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn reference(&self, of: &[&str]) -> Option<usize> {
        let rest = &self.text[self.at..];
        of.iter().find(|it| rest.starts_with(**it)).map(|it| it.len())
    }

    fn take_digits(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|it| !it.is_ascii_digit()).unwrap_or(rest.len());
    }

    fn take_letters(&mut self) {
        let rest = &self.text[self.at..];
        let ascii = rest.bytes().position(|it| !it.is_ascii_alphabetic()).unwrap_or(rest.len());
        let rest = &rest[ascii..];
        self.at += ascii + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let before = self.at;
        let first = loop {
            let first = self.text[self.at..].chars().next()?;
            if first.is_whitespace() {
                self.at += first.len_utf8();
            } else if first == '&'
                && let Some(length) = self.reference(&SPACES)
            {
                self.at += length;
            } else {
                break first;
            }
        };
        let (start, spaced) = (self.at, self.at > before);
        let kind = match first {
            '0'..='9' => {
                self.take_digits();
                TokenKind::Digits
            }
            '&' if let Some(length) = self.reference(&DASHES) => {
                self.at += length;
                TokenKind::Dash
            }
            c if c.is_alphabetic() => {
                self.take_letters();
                TokenKind::Word
            }
            c => {
                self.at += c.len_utf8();
                match c {
                    '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => TokenKind::Dash,
                    '/' => TokenKind::Slash,
                    '.' => TokenKind::Dot,
                    ',' => TokenKind::Comma,
                    ':' => TokenKind::Colon,
                    // A word for "and".
                    '&' => TokenKind::Word,
                    _ => TokenKind::Sign,
                }
            }
        };
        Some(Token { kind, start, end: self.at, spaced })
    }
}
