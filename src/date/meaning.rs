//! What a date means.

use super::day::Date;

/// A date that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedDate {
    /// How it is written.
    pub form: Form,
    /// How exactly it says when.
    pub precision: Precision,
    /// The first day that it can mean; `None` if it only says that there is no date.
    pub first: Option<Date>,
    /// The last day that it can mean.
    pub last: Option<Date>,
    /// Whether it says "about".
    pub circa: bool,
    /// The letter that tells works of one year apart: the `a` of `2001a`.
    pub suffix: Option<char>,
    /// Whether a month has its short name; `None` without a month.
    pub short_month: Option<bool>,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// That there is no date: `n.d.`
    NoDate,
    /// `2020`.
    Year,
    /// `1999–2001`, `1999–01`.
    Years,
    /// A month, season, quarter or holiday of a year: `May 2020`, `Spring 2020`.
    Month,
    /// `May–June 2020`.
    Months,
    /// `December 2019 – January 2020`.
    MonthsOfYears,
    /// `Winter 1999–2000`.
    SeasonOfYears,
    /// One day.
    Day(Style),
    /// Days of one month: `5–7 May 2020`.
    Days(Style),
    /// Days of two months: `30 May – 2 June 2020`.
    DaysOfMonths(Style),
    /// Days of two years: `30 December 2019 – 2 January 2020`.
    DaysOfYears(Style),
}

/// The order of the parts of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `5 May 2020`.
    Dmy,
    /// `May 5, 2020`.
    Mdy,
    /// `2020-05-05`.
    Iso,
    /// Day, month and year in figures, where a language has that: `05.05.2020`.
    Figures,
}

/// How exactly a date says when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Not at all.
    Nothing,
    /// One or more years.
    Year,
    /// Seasons, quarters or holidays.
    Season,
    /// One or more months.
    Month,
    /// One or more days.
    Day,
}

impl Form {
    /// The order of the parts of a day, where it has days.
    pub fn style(self) -> Option<Style> {
        match self {
            Self::Day(style)
            | Self::Days(style)
            | Self::DaysOfMonths(style)
            | Self::DaysOfYears(style) => Some(style),
            _ => None,
        }
    }
}

impl ParsedDate {
    /// The day, if it is one whole day.
    pub fn day(&self) -> Option<Date> {
        matches!(self.form, Form::Day(_)).then_some(self.first).flatten()
    }

    /// The years that it names, the first and the last.
    pub fn years(&self) -> Option<(i32, i32)> {
        Some((self.first?.year(), self.last?.year()))
    }
}

impl Style {
    /// What wikis call the style, as in `{{Use dmy dates}}`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Iso => "iso",
            Self::Figures => "figures",
        }
    }

    /// What the style is called, by an example.
    pub fn example(self) -> &'static str {
        match self {
            Self::Dmy => "5 May 2020",
            Self::Mdy => "May 5, 2020",
            Self::Iso => "2020-05-05",
            Self::Figures => "05.05.2020",
        }
    }
}
