//! Whether a date that has a form can be, and dates in figures.

use std::ops::Range;

use super::day::{Date, GREGORIAN, days_in};
use super::fault::{Fault, FaultKind};
use super::meaning::{Form, ParsedDate, Precision, Style};
use super::shape::Parts;
use super::units::Unit;
use super::words::{Meaning, PeriodKind, Word};
use super::write::{End, Written};

/// What a date means; a fault if there is no such day or a range does not go on.
pub(super) fn check(written: &Written<'_>, whole: &Range<usize>) -> Result<ParsedDate, Fault> {
    let [first, last] = &written.ends;
    let (from, precision) = bound(first, false, whole, written)?;
    let (to, _) = bound(last, true, whole, written)?;
    let has_two_ends = !matches!(written.form, Form::Year | Form::Month | Form::Day(_));
    let goes_on = match written.form {
        // Publishers do have a Summer–Spring issue.
        Form::Months if precision == Precision::Season => first.word != last.word,
        Form::Months => {
            from < to && first.word.map(Meaning::month) != last.word.map(Meaning::month)
        }
        Form::SeasonOfYears => last.year == first.year + 1 && spans_new_year(first),
        Form::Years | Form::MonthsOfYears => first.year < last.year,
        _ => from < to,
    };
    if has_two_ends && !goes_on && last.year_digits == 2 && last.year + 100 > first.year {
        let mut full = written.clone();
        full.ends[1].year += 100;
        full.ends[1].year_digits = 4;
        let is_next = full.ends[1].year == first.year + 1;
        if is_next && let Ok(meaning) = check(&full, whole) {
            return Err(Fault {
                kind: FaultKind::ShortYear,
                place: whole.clone(),
                meaning: Some(meaning),
                corrected: Some(full.to_string()),
            });
        }
    }
    if has_two_ends && !goes_on {
        let kind = if written.form == Form::SeasonOfYears {
            FaultKind::Unreadable
        } else {
            FaultKind::Reversed
        };
        return Err(Fault { kind, place: whole.clone(), meaning: None, corrected: None });
    }
    if written.form == Form::Years && last.year_digits == 2 && last.year % 100 <= 12 {
        let mut full = written.clone();
        full.ends[1].year_digits = 4;
        return Err(Fault {
            kind: FaultKind::YearOrMonth,
            place: whole.clone(),
            meaning: None,
            corrected: Some(full.to_string()),
        });
    }
    let is_decade =
        written.form == Form::Year && written.suffix == Some('s') && first.year.is_multiple_of(10);
    let to = if is_decade { Date::new(to.year() + 9, 12, 31).unwrap_or(to) } else { to };
    let short_month = first.word.and_then(Meaning::month).and_then(|(_, short)| short);
    Ok(ParsedDate {
        form: written.form,
        precision,
        first: Some(from),
        last: Some(to),
        circa: written.circa,
        suffix: written.suffix.filter(|_| !is_decade),
        short_month,
    })
}

fn spans_new_year(end: &End<'_>) -> bool {
    let is_such = |kind| match kind {
        Word::Period(period) => period.kind == PeriodKind::Season { of_two_years: true },
        _ => false,
    };
    end.word.is_some_and(|word| is_such(word.kind))
}

/// The first or last day that one end of a date can mean.
fn bound(
    end: &End<'_>,
    is_last: bool,
    whole: &Range<usize>,
    written: &Written<'_>,
) -> Result<(Date, Precision), Fault> {
    let year = i32::try_from(end.year).unwrap_or_default();
    let (first_month, last_month, precision) = match end.word.map(|word| word.kind) {
        Some(Word::Month { number, .. }) => (number, number, Precision::Month),
        Some(Word::Period(period)) => (period.first_month, period.last_month, Precision::Season),
        _ => (1, 12, Precision::Year),
    };
    let month = if is_last { last_month } else { first_month };
    let days = days_in(year, month);
    let (day, precision) = match &end.day_place {
        Some(place) if end.day == 0 || end.day > days.into() => {
            let place = place.clone();
            let name = written.words.month(written.language, month, false);
            return Err(no_such_day(place, end.day, name, year, month));
        }
        Some(_) => (end.day as u8, Precision::Day),
        None if is_last => (days, precision),
        None => (1, precision),
    };
    Date::new(year, month, day)
        .map(|date| (date, precision))
        .ok_or_else(|| Fault::unreadable(whole.clone()))
}

fn no_such_day(place: Range<usize>, day: u32, name: &str, year: i32, month: u8) -> Fault {
    let days = days_in(year, month);
    let why = if day == 0 {
        "days are counted from 1".to_owned()
    } else if month == 2 {
        format!("{name} {year} has {days} days")
    } else {
        format!("{name} has {days} days")
    };
    Fault { kind: FaultKind::NoSuchDay(why), place, meaning: None, corrected: None }
}

/// Reads a date in figures; `None` if it has words or is just a year.
pub(super) fn figures(
    parts: Parts<'_, '_>,
    whole: &Range<usize>,
) -> Option<Result<ParsedDate, Fault>> {
    let read = match *parts.kinds {
        [b'Y', sign @ (b'D' | b'S' | b'T'), b'N', other, b'N'] if sign == other => {
            year_first(parts, whole, &[0, 2, 4].map(|at| parts.units[at]))
        }
        [b'N', sign @ (b'D' | b'S' | b'T'), b'N', other, b'Y'] if sign == other => {
            year_last(parts, whole, sign)
        }
        [b'Y', b'D' | b'S' | b'T', b'N'] => {
            return month_in_figures(parts, whole, [0, 2]).map(Err);
        }
        [b'N', b'D' | b'S' | b'T', b'Y'] => {
            return month_in_figures(parts, whole, [2, 0]).map(Err);
        }
        [b'Y', b'N', b'N'] => year_first(parts, whole, &[0, 1, 2].map(|at| parts.units[at])),
        [b'L'] => compact(parts, whole),
        _ => return None,
    };
    Some(read)
}

/// `2020-05-01`.
fn year_first(
    parts: Parts<'_, '_>,
    whole: &Range<usize>,
    [year, month, day]: &[Unit<'_>; 3],
) -> Result<ParsedDate, Fault> {
    let [year_number, month_number, day_number] =
        [year, month, day].map(|it| it.number(parts.text));
    let fault = |kind, place| Fault { kind, place, meaning: None, corrected: None };
    if !(1..=12).contains(&month_number) {
        return Err(fault(FaultKind::NoSuchMonth(month_number), month.range()));
    }
    let (year_number, month_number) = (year_number.cast_signed(), month_number as u8);
    if year_number < GREGORIAN {
        return Err(fault(FaultKind::FiguresBeforeGregorian, whole.clone()));
    }
    let Some(date) = Date::new(year_number, month_number, day_number as u8) else {
        let name = parts.words.month(parts.spoken.first(), month_number, false);
        return Err(no_such_day(day.range(), day_number, name, year_number, month_number));
    };
    let meaning = of_day(date, Style::Iso);
    let corrected = date.to_string();
    let text = &parts.text[whole.clone()];
    let (kind, place) = match parts.note {
        Some((kind, place, _)) => (kind.clone(), place.clone()),
        None if text == corrected => return Ok(meaning),
        None if month.digit_count() == 1 || day.digit_count() == 1 => {
            let is_short = month.digit_count() == 1;
            (FaultKind::Unpadded, if is_short { month.range() } else { day.range() })
        }
        None => (FaultKind::Separator, year.end..month.start),
    };
    Err(Fault { kind, place, meaning: Some(meaning), corrected: Some(corrected) })
}

/// `13/04/2020`: which number is the day must be guessed.
fn year_last(parts: Parts<'_, '_>, whole: &Range<usize>, sign: u8) -> Result<ParsedDate, Fault> {
    let [one, two, year] = [0, 2, 4].map(|at| parts.units[at].number(parts.text));
    let day_of = |day: u32, month: u32| Date::new(year.cast_signed(), month as u8, day as u8);
    let day_first = day_of(one, two);
    let month_first = day_of(two, one);
    let write = |date, style| parts.words.write_day(date, style, false, "");
    let (date, style) = match (day_first, month_first) {
        // Full stops stand only where the day comes first.
        (Some(date), _) if sign == b'T' => (date, Style::Dmy),
        (Some(date), Some(other)) if date == other => (date, Style::Dmy),
        (Some(date), Some(other)) => {
            let choices = [write(date, Style::Dmy), write(other, Style::Mdy)];
            let kind = FaultKind::Ambiguous(Box::new(choices));
            return Err(Fault { kind, place: whole.clone(), meaning: None, corrected: None });
        }
        (Some(date), None) => (date, Style::Dmy),
        (None, Some(date)) => (date, Style::Mdy),
        (None, None) if sign == b'T' || (1..=12).contains(&two) => {
            let name = parts.words.month(parts.spoken.first(), two.clamp(1, 12) as u8, false);
            let place = parts.units[0].range();
            return Err(if (1..=12).contains(&two) {
                no_such_day(place, one, name, year.cast_signed(), two as u8)
            } else {
                let place = parts.units[2].range();
                Fault { kind: FaultKind::NoSuchMonth(two), place, meaning: None, corrected: None }
            });
        }
        (None, None) => {
            let kind = FaultKind::NoSuchDay("no order of the numbers makes a date".to_owned());
            return Err(Fault { kind, place: whole.clone(), meaning: None, corrected: None });
        }
    };
    let language = &parts.words.languages[usize::from(parts.spoken.first())];
    if sign == b'T' && language.figures == Some('.') && parts.note.is_none() {
        return Ok(of_day(date, Style::Figures));
    }
    Err(Fault {
        kind: FaultKind::Figures,
        place: whole.clone(),
        meaning: Some(of_day(date, style)),
        corrected: Some(write(date, style)),
    })
}

/// `2020-05`; `None` if it must be two years.
fn month_in_figures(
    parts: Parts<'_, '_>,
    whole: &Range<usize>,
    places: [usize; 2],
) -> Option<Fault> {
    let [year, month] = places.map(|at| parts.units[at]);
    let (year_number, month_number) = (year.number(parts.text), month.number(parts.text));
    let is_month = (1..=12).contains(&month_number);
    let sign = parts.units[1].range();
    let is_first = places[0] == 0;
    let may_be_year = is_first && month.digit_count() == 2 && month_number > year_number % 100;
    if !is_month || year.digit_count() != 4 {
        return None;
    }
    let is_range = is_first && &parts.text[sign] == "–";
    if may_be_year || is_range {
        // A dash stands between years, and those are written out then.
        return (!may_be_year || !is_range).then(|| Fault {
            kind: FaultKind::YearOrMonth,
            place: whole.clone(),
            meaning: None,
            corrected: None,
        });
    }
    let month_number = month_number as u8;
    let year_number = year_number.cast_signed();
    let first = Date::new(year_number, month_number, 1)?;
    let last = Date::new(year_number, month_number, days_in(year_number, month_number))?;
    let name = parts.words.month(parts.spoken.first(), month_number, false);
    let meaning = ParsedDate {
        form: Form::Month,
        precision: Precision::Month,
        first: Some(first),
        last: Some(last),
        ..of_day(first, Style::Iso)
    };
    Some(Fault {
        kind: FaultKind::MonthInFigures,
        place: whole.clone(),
        meaning: Some(meaning),
        corrected: Some(format!("{name} {year_number}")),
    })
}

/// `20200501`, with or without a time behind it.
fn compact(parts: Parts<'_, '_>, whole: &Range<usize>) -> Result<ParsedDate, Fault> {
    let digits = &parts.text[whole.clone()];
    let number = |range: Range<usize>| digits.get(range)?.parse::<u32>().ok();
    let date = match (digits.len(), number(0..4), number(4..6), number(6..8)) {
        (8 | 14, Some(year @ 1582..=2100), Some(month), Some(day)) => {
            Date::new(year.cast_signed(), month as u8, day as u8)
        }
        _ => None,
    };
    let Some(date) = date else { return Err(Fault::unreadable(whole.clone())) };
    Err(Fault {
        kind: FaultKind::Compact,
        place: whole.clone(),
        meaning: Some(of_day(date, Style::Iso)),
        corrected: Some(date.to_string()),
    })
}

fn of_day(date: Date, style: Style) -> ParsedDate {
    ParsedDate {
        form: Form::Day(style),
        precision: Precision::Day,
        first: Some(date),
        last: Some(date),
        circa: false,
        suffix: None,
        short_month: None,
    }
}
