//! Dates as citation templates want them written.

use std::fmt::{self, Write};
use std::ops::Range;

use super::day::Date;
use super::meaning::{Form, Style};
use super::words::{DateWords, Meaning, Spoken, Word};

/// A date that is to be written.
#[derive(Clone, Debug)]
pub(super) struct Written<'w> {
    pub(super) form: Form,
    /// The first and the last day, or what stands for them.
    pub(super) ends: [End<'w>; 2],
    pub(super) circa: bool,
    pub(super) suffix: Option<char>,
    pub(super) language: u8,
    pub(super) words: &'w DateWords,
}

/// One end of a date.
#[derive(Clone, Debug)]
pub(super) struct End<'w> {
    pub(super) day: u32,
    pub(super) day_place: Option<Range<usize>>,
    /// The month, season or other period.
    pub(super) word: Option<&'w Meaning>,
    /// How it is written.
    pub(super) name: &'w str,
    pub(super) year: u32,
    pub(super) year_digits: usize,
}

impl DateWords {
    /// A day as it is written in a template of this name, in lower case.
    pub fn write_day(&self, date: Date, style: Style, short_month: bool, template: &str) -> String {
        let spoken = self.spoken(template);
        let (year, month, day) = (date.year(), date.month(), date.day());
        let language = spoken.first();
        let end = End {
            day: day.into(),
            day_place: None,
            word: None,
            name: self.month(language, month, short_month),
            year: year.unsigned_abs(),
            year_digits: 4,
        };
        match style {
            Style::Iso => format!("{year:04}-{month:02}-{day:02}"),
            Style::Figures => format!("{day:02}.{month:02}.{year:04}"),
            Style::Dmy | Style::Mdy => Written {
                form: Form::Day(style),
                ends: [end.clone(), end],
                circa: false,
                suffix: None,
                language,
                words: self,
            }
            .to_string(),
        }
    }

    /// A month of a year as it is written in English or the first language that is spoken.
    pub fn write_month(&self, year: i32, month: u8) -> String {
        format!("{} {year}", self.month(0, month.clamp(1, 12), false))
    }
}

impl Written<'_> {
    /// Fills in the names of months, and the century of a short year.
    pub(super) fn complete(&mut self, spoken: Spoken) {
        for end in &mut self.ends {
            let Some(word) = end.word else { continue };
            if spoken.has(word.language) {
                self.language = word.language;
            }
            end.name = match word.month() {
                Some((number, short)) => {
                    self.words.month(self.language, number, short == Some(true))
                }
                None => &word.spelling,
            };
        }
        let [first, last] = &mut self.ends;
        if last.year_digits == 2 {
            last.year += first.year / 100 * 100;
        }
    }

    /// Leaves out what both ends of a range have in common; whether there was such.
    pub(super) fn reduce(&mut self) -> bool {
        let [first, last] = &self.ends;
        let same_year = first.year == last.year;
        let same_month = match (first.word, last.word) {
            (Some(one), Some(two)) => one.kind == two.kind,
            _ => false,
        };
        let form = match self.form {
            Form::DaysOfYears(style) if same_year && same_month => Form::Days(style),
            Form::DaysOfYears(style) if same_year => Form::DaysOfMonths(style),
            Form::DaysOfMonths(style) if same_month => Form::Days(style),
            Form::MonthsOfYears if same_year => Form::Months,
            _ => return false,
        };
        self.form = form;
        true
    }

    /// Writes both months out where only one is abbreviated; whether that was so.
    pub(super) fn unify_months(&mut self) -> bool {
        let [first, last] = &mut self.ends;
        let (Some(one), Some(two)) = (first.word, last.word) else { return false };
        let (Some((month, short)), Some((other_month, other_short))) = (one.month(), two.month())
        else {
            return false;
        };
        let names = [month, other_month].map(|it| self.words.month(self.language, it, false));
        let [full, other_full] = names;
        // May is its own abbreviation.
        let is_mixed = short != other_short
            && self.words.month(self.language, month, true) != full
            && self.words.month(self.language, other_month, true) != other_full;
        if is_mixed {
            (first.name, last.name) = (full, other_full);
        }
        is_mixed
    }

    /// Whether it has a season or the like of a language that is not spoken.
    pub(super) fn has_foreign_period(&self, spoken: Spoken) -> bool {
        let is_foreign =
            |word: &Meaning| matches!(word.kind, Word::Period(_)) && !spoken.has(word.language);
        self.ends.iter().filter_map(|end| end.word).any(is_foreign)
    }

    pub(super) fn write(&self, out: &mut impl Write) {
        // Neither a string nor a comparison fails.
        let _ = self.try_write(out);
    }

    fn try_write(&self, out: &mut impl Write) -> fmt::Result {
        let [first, last] = &self.ends;
        if self.circa {
            let circa = self.words.languages[usize::from(self.language)].circa.first();
            write!(out, "{} ", circa.map_or("c.", String::as_str))?;
        }
        match self.form {
            Form::NoDate | Form::Day(Style::Iso | Style::Figures) => {}
            Form::Year => Self::year(first, out)?,
            Form::Years => {
                Self::year(first, out)?;
                out.write_char('–')?;
                Self::year(last, out)?;
            }
            Form::Month => write!(out, "{} ", first.name)?,
            Form::Months => write!(out, "{}–{} ", first.name, last.name)?,
            Form::MonthsOfYears => {
                write!(out, "{} ", first.name)?;
                Self::year(first, out)?;
                write!(out, " – {} ", last.name)?;
            }
            Form::SeasonOfYears => {
                write!(out, "{} ", first.name)?;
                Self::year(first, out)?;
                out.write_char('–')?;
            }
            Form::Day(style) => self.day(last, style, out)?,
            Form::Days(Style::Mdy) => {
                write!(out, "{} ", first.name)?;
                self.number(first.day, out)?;
                out.write_char('–')?;
                self.number(last.day, out)?;
            }
            Form::Days(_) => {
                self.number(first.day, out)?;
                out.write_char('–')?;
                self.day(last, Style::Dmy, out)?;
            }
            Form::DaysOfMonths(style) => {
                self.day(first, style, out)?;
                out.write_str(" – ")?;
                self.day(last, style, out)?;
            }
            Form::DaysOfYears(style) => {
                self.day(first, style, out)?;
                out.write_str(separator(style))?;
                Self::year(first, out)?;
                out.write_str(" – ")?;
                self.day(last, style, out)?;
            }
        }
        if !matches!(self.form, Form::Year | Form::Years) {
            if let Some(style) = self.form.style() {
                out.write_str(separator(style))?;
            }
            Self::year(last, out)?;
        }
        self.suffix.map_or(Ok(()), |suffix| out.write_char(suffix))
    }

    /// Day and month.
    fn day(&self, end: &End<'_>, style: Style, out: &mut impl Write) -> fmt::Result {
        if style == Style::Mdy {
            write!(out, "{} ", end.name)?;
            return self.number(end.day, out);
        }
        self.number(end.day, out)?;
        write!(out, " {}", end.name)
    }

    fn number(&self, day: u32, out: &mut impl Write) -> fmt::Result {
        let language = &self.words.languages[usize::from(self.language)];
        match &language.first_day {
            Some(first) if day == 1 => out.write_str(first),
            _ => write!(out, "{day}{}", language.day_mark),
        }
    }

    fn year(end: &End<'_>, out: &mut impl Write) -> fmt::Result {
        if end.year_digits == 2 {
            write!(out, "{:02}", end.year % 100)
        } else {
            write!(out, "{:0width$}", end.year, width = end.year_digits)
        }
    }
}

/// What stands between day and year.
fn separator(style: Style) -> &'static str {
    if style == Style::Mdy { ", " } else { " " }
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.try_write(f)
    }
}
