//! Why a text is not a date.

use std::ops::Range;

use super::meaning::ParsedDate;

/// Why a text is not a date as citation templates accept it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The bytes of the text that are at fault, counted from its start.
    pub place: Range<usize>,
    /// What it surely means, where that is certain.
    pub meaning: Option<ParsedDate>,
    /// How it is written, where that is certain.
    pub corrected: Option<String>,
}

/// What is wrong with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It has no form of a date, or a word that no date has.
    Unreadable,
    /// There is no such day: what is wrong, as a clause.
    NoSuchDay(String),
    /// There is no month of this number.
    NoSuchMonth(u32),
    /// `03/04/2020` is 3 April or March 4.
    Ambiguous(Box<[String; 2]>),
    /// `13/04/2020` can only be one day, but has the form of the ambiguous ones.
    Figures,
    /// `5 May 20`.
    TwoDigitYear,
    /// The year is missing.
    NoYear,
    /// A range ends before it starts, or where it starts.
    Reversed,
    /// `2003-05` is a month, or two years.
    YearOrMonth,
    /// `2020-05`.
    MonthInFigures,
    /// A day before 1582 in figures, which count in the Gregorian calendar.
    FiguresBeforeGregorian,
    /// `1st`.
    Ordinal,
    /// `05 May 2020`.
    LeadingZero,
    /// `2020-5-1`.
    Unpadded,
    /// `2020/05/01`.
    Separator,
    /// `20200501`.
    Compact,
    /// A word that is not needed, such as "of".
    NeedlessWord,
    /// The day of the week.
    Weekday,
    /// The time of day.
    Time,
    /// `May 5 2020`.
    MissingComma,
    /// `May, 2020`.
    NeedlessComma,
    /// A full stop or another sign that does not belong there.
    NeedlessSign,
    /// What marks the number of a day in this language, as the full stop of `5. Mai`.
    MissingSign,
    /// `1999–00`, where the second year has another century.
    ShortYear,
    /// `Sept 2020`, `Jan. 2020`.
    Abbreviation,
    /// A month in lower case or capitals.
    LetterCase,
    /// A month is misspelt.
    Misspelt,
    /// A month in a language that is not spoken here.
    Foreign,
    /// A hyphen for the en dash of a range; templates accept it and show a dash.
    Hyphen,
    /// Another sign or a word for the en dash of a range.
    RangeSign,
    /// Spaces round a dash where none belong, or none where they do.
    RangeSpacing,
    /// A range repeats what both ends share: `May 2020 – June 2020`.
    Repeated,
    /// `Jan–March 2020`.
    MixedMonths,
    /// A space too few, or one that cannot break.
    Spacing,
    /// The parts are in an order that templates refuse.
    Order,
    /// Links in the date.
    Linked,
    /// Another spelling of "c." or "n.d."
    Spelling,
    /// A range of days in figures, which has no accepted form.
    RangeInFigures,
    /// "About" before something that is no year.
    CircaOfOther,
}

impl FaultKind {
    /// Whether it is only written in a way that templates refuse, and says for certain when.
    pub fn is_slip(&self) -> bool {
        !matches!(
            self,
            Self::Unreadable
                | Self::NoSuchDay(_)
                | Self::NoSuchMonth(_)
                | Self::Ambiguous(_)
                | Self::Figures
                | Self::TwoDigitYear
                | Self::NoYear
                | Self::Reversed
                | Self::YearOrMonth
                | Self::FiguresBeforeGregorian
                | Self::RangeInFigures
                | Self::CircaOfOther
        )
    }

    /// What is wrong, as a clause without a full stop.
    pub fn message(&self) -> String {
        match self {
            Self::Unreadable => "this is not a date that citation templates can read",
            Self::NoSuchDay(why) => return format!("there is no such day: {why}"),
            Self::NoSuchMonth(number) => return format!("there is no month number {number}"),
            Self::Ambiguous(days) => return format!("this may be {} or {}", days[0], days[1]),
            Self::Figures => "day and month in figures are easily taken for each other",
            Self::TwoDigitYear => "the year has only two digits",
            Self::NoYear => "the year is missing",
            Self::Reversed => "the range does not end after it starts",
            Self::YearOrMonth => "this may be a month or two years",
            Self::MonthInFigures => "the month is a number",
            Self::FiguresBeforeGregorian => "a day before 1582 cannot be written in figures alone",
            Self::Ordinal => "a day is written as a plain number, without an ending",
            Self::LeadingZero => "the day has a needless zero",
            Self::Unpadded => "month and day in figures have two digits each",
            Self::Separator => "a date in figures has hyphens between its parts",
            Self::Compact => "the parts of this date are not set apart",
            Self::NeedlessWord => "this word does not belong in a date",
            Self::Weekday => "the day of the week does not belong in a date",
            Self::Time => "the time of day does not belong in a date",
            Self::MissingComma => "a comma is missing before the year",
            Self::NeedlessComma => "this comma does not belong in the date",
            Self::NeedlessSign => "this sign does not belong in the date",
            Self::MissingSign => "the number of the day lacks what marks it in this language",
            Self::ShortYear => "the second year needs its century, which is not that of the first",
            Self::Abbreviation => "this is not an abbreviation that citation templates know",
            Self::LetterCase => "the letter case is not the usual one",
            Self::Misspelt => "this word is misspelt",
            Self::Foreign => "this word is in another language",
            Self::Hyphen => "this range has a hyphen in place of an en dash",
            Self::RangeSign => "a range has an en dash",
            Self::RangeSpacing => "the spaces round the dash are not the usual ones",
            Self::Repeated => "the range repeats what both ends have in common",
            Self::MixedMonths => "one month is abbreviated and the other is not",
            Self::Spacing => "the spaces in this date are not plain single ones",
            Self::Order => "the parts of this date are in an unusual order",
            Self::Linked => "a date in a citation has no links",
            Self::Spelling => "citation templates know this only in another spelling",
            Self::RangeInFigures => "a range of days cannot be written in figures",
            Self::CircaOfOther => "\"about\" can only stand before a single year",
        }
        .to_owned()
    }
}

impl Fault {
    /// Nothing of the text can be read as a date.
    pub(super) fn unreadable(place: Range<usize>) -> Self {
        Self { kind: FaultKind::Unreadable, place, meaning: None, corrected: None }
    }

    /// The date has links; `plain` is the text without them, and `read` what it means.
    pub(super) fn linked(text: &str, plain: String, read: Result<ParsedDate, Self>) -> Self {
        let place = 0..text.len();
        match read {
            Ok(meaning) => Self {
                kind: FaultKind::Linked,
                place,
                meaning: Some(meaning),
                corrected: Some(plain),
            },
            Err(fault) if fault.kind.is_slip() => Self { kind: FaultKind::Linked, place, ..fault },
            Err(fault) => Self { place, ..fault },
        }
    }
}
