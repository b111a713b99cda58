//! The words of dates in each language.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::meaning::ParsedDate;
use super::{Fault, plain, shape, slip, units};
use crate::near::nearest;

/// The words of dates as data has them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateData {
    /// The languages whose words every date may have, best first.
    pub languages: Vec<String>,
    /// Every language that is known, by its code.
    pub language: BTreeMap<String, Language>,
}

/// The words of dates in one language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Language {
    /// The names of the twelve months.
    pub months: Vec<String>,
    /// Their abbreviations.
    pub short_months: Vec<String>,
    /// Spellings of months that are understood and not accepted, with the number of the month.
    pub other_months: BTreeMap<String, u8>,
    /// The seasons.
    pub seasons: Vec<String>,
    /// Those of them that may span New Year.
    pub seasons_of_two_years: Vec<String>,
    /// The four quarters.
    pub quarters: Vec<String>,
    /// Holidays that stand for a date, with their first and last month.
    pub named: BTreeMap<String, [u8; 2]>,
    /// What follows the number of a day.
    pub day_mark: String,
    /// How the first day of a month is written, where that is no mere number.
    pub first_day: Option<String>,
    /// Whether the month may come first.
    pub month_first: bool,
    /// What stands between the parts of a day in figures.
    pub figures: Option<char>,
    /// Words for "about"; the first is how it is written.
    pub circa: Vec<String>,
    /// What says that there is no date.
    pub accepted_no_date: Vec<String>,
    /// What says so and is not accepted.
    pub no_date: Vec<String>,
    /// What makes an ordinal of a number.
    pub ordinals: Vec<String>,
    /// Words that do not belong into a date.
    pub fillers: Vec<String>,
    /// Days of the week.
    pub weekdays: Vec<String>,
    /// Words for a dash.
    pub range_words: Vec<String>,
    /// Words for a dash between neighbours: "May and June".
    pub joining_words: Vec<String>,
    /// Citation templates whose dates are in this language, in lower case.
    pub templates: Vec<String>,
}

/// The words of dates, ready to be looked up.
#[derive(Clone, Debug)]
pub struct DateWords {
    /// The languages; those that every date may have come first.
    pub(super) languages: Vec<Language>,
    /// How many of the languages every date may have.
    accepted: usize,
    meanings: Vec<Meaning>,
    /// Indices of meanings by the word in lower case.
    by_word: FxHashMap<String, Vec<u16>>,
    templates: FxHashMap<String, u8>,
}

/// What a word means in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) language: u8,
    pub(super) kind: Word,
    /// How it is written.
    pub(super) spelling: String,
}

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Month {
        number: u8,
        short: Option<bool>,
    },
    Period(Period),
    Circa,
    NoDate {
        accepted: bool,
    },
    Filler,
    Weekday,
    /// A word for a dash; one that joins two may stand only between neighbours.
    Dash {
        joins: bool,
    },
}

/// A part of the year that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) kind: PeriodKind,
    pub(super) first_month: u8,
    pub(super) last_month: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeriodKind {
    /// Whether it may span New Year. Where it lies in the year depends on the hemisphere.
    Season {
        of_two_years: bool,
    },
    Quarter,
    Named,
}

/// How well a meaning fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Exact,
    /// But for letter case.
    Case,
    /// It is a word of a language that is not spoken here.
    Foreign,
}

impl DateWords {
    /// Makes the words ready.
    ///
    /// # Errors
    /// With a message for people if a language is not there or its data cannot be right.
    pub fn new(data: DateData) -> Result<Self, String> {
        let DateData { languages: spoken, language: mut known } = data;
        let mut languages = Vec::new();
        for code in &spoken {
            let language = known.remove(code).ok_or_else(|| format!("no language `{code}`"))?;
            languages.push(language);
        }
        let accepted = languages.len();
        languages.extend(known.into_values());
        let mut words = Self {
            accepted,
            meanings: Vec::new(),
            by_word: FxHashMap::default(),
            templates: FxHashMap::default(),
            languages: Vec::new(),
        };
        for (language, index) in languages.iter().zip(0..) {
            if language.months.len() != 12 || ![0, 12].contains(&language.short_months.len()) {
                return Err("a language has twelve months".to_owned());
            }
            words.add(language, index);
        }
        words.languages = languages;
        Ok(words)
    }

    /// Reads a date: what it means, or why it is none.
    ///
    /// `template` is the name of the citation template that it stands in, in lower case; its
    /// language is spoken there, besides those that are spoken everywhere.
    ///
    /// # Errors
    /// If the text is not a date as citation templates accept it.
    pub fn read(&self, text: &str, template: &str) -> Result<ParsedDate, Fault> {
        let spoken = self.spoken(template);
        if let Some(date) = plain::read(text, self, spoken) {
            return Ok(date);
        }
        slip::strip_links(text).map_or_else(
            || shape::read(text, &units::Units::new(text, self, spoken), self),
            |plain| {
                let read = shape::read(&plain, &units::Units::new(&plain, self, spoken), self);
                Err(Fault::linked(text, plain, read))
            },
        )
    }

    /// Reads the date that a text starts with: how many bytes it has, and what it means or why it
    /// is none. `None` if the text does not start with a date.
    pub fn read_start(
        &self,
        text: &str,
        template: &str,
    ) -> Option<(usize, Result<ParsedDate, Fault>)> {
        shape::read_start(text, self, self.spoken(template))
    }

    /// The languages that are spoken in a template.
    pub(super) fn spoken(&self, template: &str) -> Spoken {
        let own = self.templates.get(template).copied();
        Spoken { accepted: self.accepted as u8, own }
    }

    /// What a word, in which letter case counts, means where these languages are spoken.
    pub(super) fn look_up(&self, word: &str, spoken: Spoken) -> Option<(&Meaning, Fit)> {
        let fit = |meaning: &Meaning| match () {
            () if !spoken.has(meaning.language) => Fit::Foreign,
            () if meaning.spelling == word => Fit::Exact,
            () => Fit::Case,
        };
        let best = |word: &str| {
            let all =
                self.by_word.get(word)?.iter().map(|&index| &self.meanings[usize::from(index)]);
            all.map(|meaning| (meaning, fit(meaning))).min_by_key(|&(meaning, fit)| {
                (fit as u8, spoken.own != Some(meaning.language), meaning.language)
            })
        };
        let exact = best(word);
        if exact.is_some_and(|(_, fit)| fit == Fit::Exact) {
            return exact;
        }
        let lower: String = word.chars().flat_map(char::to_lowercase).collect();
        best(&lower).filter(|(_, fit)| exact.is_none() || *fit != Fit::Foreign).or(exact)
    }

    /// Whether these letters make an ordinal of a number.
    pub(super) fn is_ordinal(&self, letters: &str, spoken: Spoken) -> bool {
        let languages = self.languages.iter().zip(0..).filter(|(_, at)| spoken.has(*at));
        let mut ordinals = languages.flat_map(|(language, _)| &language.ordinals);
        ordinals.any(|it| it.eq_ignore_ascii_case(letters))
    }

    /// The language in which the first day of a month is written so.
    pub(super) fn language_of_first_day(&self, text: &str) -> Option<u8> {
        let at = self.languages.iter().position(|it| it.first_day.as_deref() == Some(text))?;
        Some(at as u8)
    }

    /// The month, season or quarter that a misspelt word was meant to be.
    pub(super) fn near(&self, word: &str, spoken: Spoken) -> Option<&Meaning> {
        let is_name = |meaning: &&Meaning| {
            let is_name = match meaning.kind {
                Word::Month { short, .. } => short == Some(false),
                Word::Period(_) => true,
                _ => false,
            };
            is_name && spoken.has(meaning.language)
        };
        let length = word.chars().count();
        if !(4..=20).contains(&length) {
            return None;
        }
        let lower = word.to_lowercase();
        let mut starting = self
            .meanings
            .iter()
            .filter(is_name)
            .filter(|meaning| meaning.spelling.to_lowercase().starts_with(&lower));
        if let (Some(only), None) = (starting.next(), starting.next()) {
            return Some(only);
        }
        let names = self.meanings.iter().filter(is_name).map(|meaning| &*meaning.spelling);
        let near = nearest(word, names)?;
        self.look_up(near, spoken).map(|(meaning, _)| meaning)
    }

    /// The name of a month in a language.
    pub(super) fn month(&self, language: u8, number: u8, short: bool) -> &str {
        let language = &self.languages[usize::from(language)];
        let names = if short && !language.short_months.is_empty() {
            &language.short_months
        } else {
            &language.months
        };
        &names[usize::from(number - 1)]
    }

    fn add(&mut self, language: &Language, index: u8) {
        let long = language.months.iter().zip(1..);
        let short = language.short_months.iter().zip(1..);
        let other = language.other_months.iter().map(|(name, number)| (name, *number));
        for (names, is_short) in [
            (long.collect::<Vec<_>>(), Some(false)),
            (short.collect(), Some(true)),
            (other.collect(), None),
        ] {
            for (name, number) in names {
                // `May` is its own abbreviation.
                let is_both =
                    is_short == Some(true) && language.months[usize::from(number - 1)] == *name;
                if !is_both {
                    self.add_word(name, index, Word::Month { number, short: is_short });
                }
            }
        }
        for name in &language.seasons {
            let of_two_years = language.seasons_of_two_years.contains(name);
            let kind = PeriodKind::Season { of_two_years };
            let period = Period { kind, first_month: 1, last_month: 12 };
            self.add_word(name, index, Word::Period(period));
        }
        for (name, number) in language.quarters.iter().zip(0..4) {
            let first_month = 3 * number + 1;
            let period =
                Period { kind: PeriodKind::Quarter, first_month, last_month: first_month + 2 };
            self.add_word(name, index, Word::Period(period));
        }
        for (name, &[first_month, last_month]) in &language.named {
            let period = Period { kind: PeriodKind::Named, first_month, last_month };
            self.add_word(name, index, Word::Period(period));
        }
        for (names, word) in [
            (&language.circa, Word::Circa),
            (&language.accepted_no_date, Word::NoDate { accepted: true }),
            (&language.no_date, Word::NoDate { accepted: false }),
            (&language.fillers, Word::Filler),
            (&language.weekdays, Word::Weekday),
            (&language.range_words, Word::Dash { joins: false }),
            (&language.joining_words, Word::Dash { joins: true }),
        ] {
            for name in names {
                self.add_word(name, index, word);
            }
        }
        self.templates.extend(language.templates.iter().map(|name| (name.clone(), index)));
    }

    fn add_word(&mut self, spelling: &str, language: u8, kind: Word) {
        let index = self.meanings.len() as u16;
        self.meanings.push(Meaning { language, kind, spelling: spelling.to_owned() });
        let lower = spelling.to_lowercase();
        if lower != spelling {
            self.by_word.entry(spelling.to_owned()).or_default().push(index);
        }
        self.by_word.entry(lower).or_default().push(index);
    }
}

/// The languages that may be used in a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    accepted: u8,
    own: Option<u8>,
}

impl Spoken {
    pub(super) fn has(self, language: u8) -> bool {
        language < self.accepted || self.own == Some(language)
    }

    /// The language that is written where nothing says which.
    pub(super) fn first(self) -> u8 {
        self.own.unwrap_or_default()
    }
}
