//! The parts of a date: numbers, months, seasons, dashes. What does not belong into a date is left
//! out, and the first such thing noted.

use std::iter::Peekable;
use std::ops::Range;

use super::fault::FaultKind;
use super::tokens::{Token, TokenKind, Tokens};
use super::words::{DateWords, Fit, Meaning, Spoken, Word};

/// The most parts that a date can have.
const MOST: usize = 12;

/// The longest text that can be a date, in bytes.
const LONGEST: usize = 120;

/// One part of a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit<'w> {
    /// One byte for what it is: `N`umber of one or two digits, `Y`ear of three or four, `L`onger
    /// number, `M`onth, `P`eriod such as a season, `D`ash, `S`lash, `T` for a full stop, `C`irca,
    /// `X` for what no date has.
    pub(super) kind: u8,
    pub(super) start: usize,
    /// With what belongs to it: the `st` of `1st`, the letter of `2001a`.
    pub(super) end: usize,
    /// The digits of a number.
    pub(super) digits: (usize, usize),
    /// What a word means.
    pub(super) word: Option<&'w Meaning>,
    /// The letter behind a year.
    pub(super) suffix: Option<char>,
}

/// The parts of a text.
pub(super) struct Units<'w> {
    list: [Unit<'w>; MOST],
    kinds: [u8; MOST],
    count: usize,
    /// The first thing that is not as it should be, with the number of parts before it.
    pub(super) note: Option<(FaultKind, Range<usize>, usize)>,
    pub(super) spoken: Spoken,
}

impl Unit<'_> {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The value of a number.
    pub(super) fn number(&self, text: &str) -> u32 {
        text[self.digits.0..self.digits.1].parse().unwrap_or_default()
    }

    /// How many digits a number has.
    pub(super) fn digit_count(&self) -> usize {
        self.digits.1 - self.digits.0
    }

    fn new(kind: u8, token: Token) -> Self {
        let Token { start, end, .. } = token;
        Self { kind, start, end, digits: (start, end), word: None, suffix: None }
    }
}

impl<'w> Units<'w> {
    /// The parts of a whole text.
    pub(super) fn new(text: &str, words: &'w DateWords, spoken: Spoken) -> Self {
        Reader::new(text, words, spoken).read(false)
    }

    /// The parts that a text starts with, up to what no date has.
    pub(super) fn at_start(text: &str, words: &'w DateWords, spoken: Spoken) -> Self {
        Reader::new(text, words, spoken).read(true)
    }

    pub(super) fn list(&self) -> &[Unit<'w>] {
        &self.list[..self.count]
    }

    /// The kinds of the parts, one byte each.
    pub(super) fn kinds(&self) -> &[u8] {
        &self.kinds[..self.count]
    }

    fn push(&mut self, unit: Unit<'w>) {
        if self.count < MOST {
            self.list[self.count] = unit;
            self.kinds[self.count] = unit.kind;
            self.count += 1;
        } else {
            // One part more than a date can have: it is none.
            self.kinds[MOST - 1] = b'X';
        }
    }

    fn last(&self) -> Option<&Unit<'w>> {
        self.list().last()
    }

    fn note(&mut self, kind: FaultKind, place: Range<usize>) {
        let count = self.count;
        let is_lesser = matches!(self.note, Some((FaultKind::NeedlessWord, ..)));
        if self.note.is_none() || is_lesser && kind == FaultKind::Time {
            self.note = Some((kind, place, count));
        }
    }
}

struct Reader<'t, 'w> {
    text: &'t str,
    words: &'w DateWords,
    tokens: Peekable<Tokens<'t>>,
    units: Units<'w>,
}

impl<'t, 'w> Reader<'t, 'w> {
    fn new(text: &'t str, words: &'w DateWords, spoken: Spoken) -> Self {
        let nothing =
            Unit { kind: b'X', start: 0, end: 0, digits: (0, 0), word: None, suffix: None };
        let units = Units { list: [nothing; MOST], kinds: [0; MOST], count: 0, note: None, spoken };
        Self { text, words, tokens: Tokens::new(text).peekable(), units }
    }

    fn read(mut self, only_start: bool) -> Units<'w> {
        if !only_start && self.text.len() > LONGEST {
            self.units.push(Unit::new(b'X', whole(self.text)));
            return self.units;
        }
        while let Some(token) = self.tokens.next() {
            match token.kind {
                TokenKind::Digits => self.number(token),
                TokenKind::Word => self.word(token),
                TokenKind::Dash => self.units.push(Unit::new(b'D', token)),
                TokenKind::Slash => self.units.push(Unit::new(b'S', token)),
                TokenKind::Dot if self.stands_between_digits(token) => {
                    self.units.push(Unit::new(b'T', token));
                }
                TokenKind::Dot if only_start => break,
                TokenKind::Dot => self.units.note(FaultKind::NeedlessSign, token.range()),
                TokenKind::Comma => {}
                TokenKind::Colon => self.time(token),
                TokenKind::Sign if !only_start && "();".contains(&self.text[token.range()]) => {
                    self.units.note(FaultKind::NeedlessSign, token.range());
                }
                TokenKind::Sign => self.units.push(Unit::new(b'X', token)),
            }
            let is_over = self.units.last().is_some_and(|unit| unit.kind == b'X');
            if only_start && (is_over || self.units.count == MOST) {
                break;
            }
        }
        self.units
    }

    /// The token after this one, without taking it.
    fn peek(&mut self) -> Option<Token> {
        self.tokens.peek().copied()
    }

    /// Takes the next token if it follows at once and is of this kind.
    fn take_joined(&mut self, kind: TokenKind) -> Option<Token> {
        self.tokens.next_if(|next| next.kind == kind && !next.spaced)
    }

    fn stands_between_digits(&mut self, dot: Token) -> bool {
        let is_number = |unit: &Unit<'_>| matches!(unit.kind, b'N' | b'Y') && unit.end == dot.start;
        self.units.last().is_some_and(is_number)
            && self.peek().is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced)
    }

    fn number(&mut self, token: Token) {
        let kind = match token.end - token.start {
            1 | 2 => b'N',
            3 | 4 => b'Y',
            _ => b'L',
        };
        let mut unit = Unit::new(kind, token);
        match self.peek() {
            Some(next) if next.kind == TokenKind::Word && !next.spaced => {
                self.number_with_letters(&mut unit, next);
            }
            Some(next)
                if next.kind == TokenKind::Dot
                    && !next.spaced
                    && self.has_day_mark(&unit, next) =>
            {
                self.tokens.next();
                unit.end = next.end;
            }
            _ => {}
        }
        self.units.push(unit);
    }

    /// Whether the full stop after a number makes a day of it, as in German.
    fn has_day_mark(&self, unit: &Unit<'_>, dot: Token) -> bool {
        let language = &self.words.languages[usize::from(self.units.spoken.first())];
        let after = self.text[dot.end..].chars().next();
        unit.kind == b'N' && language.day_mark == "." && after.is_none_or(|c| !c.is_ascii_digit())
    }

    /// What stands behind the digits of a number: `1st`, `2001a`, `2020-05-01T12:00`, `5May`.
    fn number_with_letters(&mut self, unit: &mut Unit<'w>, next: Token) {
        let letters = &self.text[next.range()];
        if let Some(language) = self.words.language_of_first_day(&self.text[unit.start..next.end]) {
            self.tokens.next();
            unit.end = next.end;
            if !self.units.spoken.has(language) {
                self.units.note(FaultKind::Foreign, unit.range());
            }
            return;
        }
        if letters == "T" || letters == "Z" {
            self.tokens.next();
            let rest = &self.text[next.end..];
            let end = next.end + rest.find(char::is_whitespace).unwrap_or(rest.len());
            while self.peek().is_some_and(|token| token.start < end) {
                self.tokens.next();
            }
            let count = self.units.count + 1;
            self.units.note.get_or_insert((FaultKind::Time, next.start..end, count));
            return;
        }
        if unit.kind == b'N' && self.words.is_ordinal(letters, self.units.spoken) {
            self.tokens.next();
            unit.end = next.end;
            self.units.note(FaultKind::Ordinal, unit.range());
        } else if letters.len() == 1 && letters.is_ascii() && unit.kind != b'L' {
            self.tokens.next();
            unit.end = next.end;
            unit.suffix = letters.chars().next();
        }
    }

    fn word(&mut self, token: Token) {
        let spoken = self.units.spoken;
        // The longest that is known: with a second word ("First Quarter"), with a full stop ("c."),
        // or the word alone.
        let mut end = token.end;
        let alone = &self.text[token.range()];
        let mut found = self.words.look_up(alone, spoken);
        if let Some(next) = self.peek()
            && (next.kind == TokenKind::Word || next.kind == TokenKind::Dot && !next.spaced)
            && let Some(longer) = self.words.look_up(&self.text[token.start..next.end], spoken)
            && (longer.1 != Fit::Foreign || found.is_none_or(|found| found.1 == Fit::Foreign))
        {
            found = Some(longer);
            end = next.end;
            self.tokens.next();
        }
        let place = token.start..end;
        let Some((meaning, fit)) = found else {
            return self.unknown(token, alone);
        };
        let mut unit = Unit { end, word: Some(meaning), ..Unit::new(b'X', token) };
        match meaning.kind {
            Word::Month { short, .. } => {
                unit.kind = b'M';
                self.note_fit(fit, place);
                let dot = if end == token.end { self.take_joined(TokenKind::Dot) } else { None };
                if let Some(dot) = dot {
                    unit.end = dot.end;
                    self.units.note(FaultKind::Abbreviation, token.start..dot.end);
                } else if short.is_none() {
                    self.units.note(FaultKind::Abbreviation, token.range());
                }
            }
            Word::Period(_) => {
                unit.kind = b'P';
                self.note_fit(fit, place);
            }
            Word::Circa => unit.kind = b'C',
            Word::Dash { .. } => {
                unit.kind = b'D';
                self.units.note(FaultKind::RangeSign, place);
            }
            Word::Filler => return self.units.note(FaultKind::NeedlessWord, place),
            Word::Weekday => {
                self.take_joined(TokenKind::Dot);
                return self.units.note(FaultKind::Weekday, place);
            }
            Word::NoDate { .. } => return self.unknown(token, alone),
        }
        self.units.push(unit);
    }

    fn note_fit(&mut self, fit: Fit, place: Range<usize>) {
        match fit {
            Fit::Exact => {}
            Fit::Case => self.units.note(FaultKind::LetterCase, place),
            Fit::Foreign => self.units.note(FaultKind::Foreign, place),
        }
    }

    fn unknown(&mut self, token: Token, word: &str) {
        if self.has_time() && word.len() <= 4 {
            return;
        }
        let mut unit = Unit::new(b'X', token);
        if let Some(near) = self.words.near(word, self.units.spoken) {
            self.units.note(FaultKind::Misspelt, token.range());
            unit.word = Some(near);
            unit.kind = if matches!(near.kind, Word::Month { .. }) { b'M' } else { b'P' };
        }
        self.units.push(unit);
    }

    fn has_time(&self) -> bool {
        matches!(self.units.note, Some((FaultKind::Time, ..)))
    }

    /// The colon of a time of day: leaves out the hours before it and what follows.
    fn time(&mut self, colon: Token) {
        let Some(hours) = self.units.last().copied().filter(|unit| unit.kind == b'N') else {
            return self.units.push(Unit::new(b'X', colon));
        };
        self.units.count -= 1;
        let mut end = colon.end;
        while let Some(next) = self.peek()
            && !next.spaced
            && matches!(
                next.kind,
                TokenKind::Digits | TokenKind::Colon | TokenKind::Dot | TokenKind::Word
            )
        {
            end = next.end;
            self.tokens.next();
        }
        self.units.note(FaultKind::Time, hours.start..end);
    }
}

fn whole(text: &str) -> Token {
    Token { kind: TokenKind::Sign, start: 0, end: text.len(), spaced: false }
}
