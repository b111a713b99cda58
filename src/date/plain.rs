//! Years, months and days that are written just as they should be.
//!
//! Most dates are such, and to know one takes a tenth of what it takes to tell what is wrong with
//! another.

use std::ops::Range;

use super::day::{Date, GREGORIAN, days_in};
use super::meaning::{Form, ParsedDate, Precision, Style};
use super::words::{DateWords, Fit, Spoken, Word};

/// What a text means that is one year, month or day without a fault; `None` for all other texts,
/// dates or not.
pub(super) fn read(text: &str, words: &DateWords, spoken: Spoken) -> Option<ParsedDate> {
    if let [year @ .., b'-', _, _, b'-', _, _] = text.as_bytes() {
        return figures(text, year.len());
    }
    let (before, year) = split_year(text)?;
    if before.is_empty() {
        let days = [Date::new(year, 1, 1)?, Date::new(year, 12, 31)?];
        return Some(meaning(Form::Year, Precision::Year, days, None));
    }
    let (style, day, name) = if let Some(before) = before.strip_suffix(", ") {
        let at = before.bytes().rposition(|byte| byte == b' ')?;
        (Style::Mdy, Some(&before[at + 1..]), &before[..at])
    } else {
        let before = before.strip_suffix(' ')?;
        match before.bytes().position(|byte| byte == b' ') {
            Some(at) => (Style::Dmy, Some(&before[..at]), &before[at + 1..]),
            None => (Style::Dmy, None, before),
        }
    };
    let (found, fit) = words.look_up(name, spoken)?;
    let Word::Month { number: month, short: short @ Some(_) } = found.kind else { return None };
    let is_one_word = name.bytes().all(|byte| byte.is_ascii_alphabetic())
        || name.chars().all(char::is_alphabetic);
    if fit != Fit::Exact || !is_one_word {
        return None;
    }
    let Some(digits) = day else {
        let days = [Date::new(year, month, 1)?, Date::new(year, month, days_in(year, month))?];
        return Some(meaning(Form::Month, Precision::Month, days, short));
    };
    let language = &words.languages[usize::from(found.language)];
    let has_mark = language.day_mark == "." && found.language == spoken.first();
    let digits = if has_mark { digits.strip_suffix('.')? } else { digits };
    let is_mere_number = has_mark || language.day_mark.is_empty();
    let is_first_day = digits == "1" && language.first_day.is_some();
    if !is_mere_number || is_first_day || digits.len() > 2 || digits.starts_with('0') {
        return None;
    }
    let day = Date::new(year, month, number(digits)? as u8)?;
    Some(meaning(Form::Day(style), Precision::Day, [day, day], short))
}

/// `2020-05-01`, of which the year has this many digits.
fn figures(text: &str, year_digits: usize) -> Option<ParsedDate> {
    let part = |range: Range<usize>| number(text.get(range)?);
    let (year, month, day) = (part(0..4)?.cast_signed(), part(5..7)?, part(8..10)?);
    if year_digits != 4 || year < GREGORIAN {
        return None;
    }
    let day = Date::new(year, month as u8, day as u8)?;
    Some(meaning(Form::Day(Style::Iso), Precision::Day, [day, day], None))
}

/// A text without the year at its end, and that year.
fn split_year(text: &str) -> Option<(&str, i32)> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, year) = text.split_at(text.len() - digits);
    (3..=4).contains(&digits).then(|| Some((before, number(year)?.cast_signed())))?
}

/// The number that at most four digits write.
fn number(digits: &str) -> Option<u32> {
    digits.bytes().try_fold(0_u32, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}

fn meaning(
    form: Form,
    precision: Precision,
    [first, last]: [Date; 2],
    short_month: Option<bool>,
) -> ParsedDate {
    let (first, last) = (Some(first), Some(last));
    ParsedDate { form, precision, first, last, circa: false, suffix: None, short_month }
}

#[cfg(test)]
mod tests {
    use super::super::{shape, units};
    use crate::site::Site;

    /// Texts of which some are plain dates: each part in forms that are right somewhere and in such
    /// that are wrong.
    fn texts() -> impl Iterator<Item = String> {
        let words = &Site::mediawiki().dates.words;
        let names = words.languages.iter().flat_map(|language| {
            let names = language.months.iter().chain(&language.short_months);
            names.chain(language.other_months.keys()).chain(&language.seasons).cloned()
        });
        let odd = ["", "may", "MAY", "ca.", "to", "nd", "First Quarter"].map(str::to_owned);
        names.chain(odd).flat_map(|name| {
            let days = ["", "0", "1", "05", "9", "29", "31", "32", "111", "1er", "5.", "5th", "x"];
            let years = ["0000", "020", "100", "1581", "1900", "2000", "20", "20201", "2000a", ""];
            days.into_iter().flat_map(move |day| {
                let name = name.clone();
                years.into_iter().flat_map(move |year| {
                    [
                        format!("{day} {name} {year}"),
                        format!("{name} {day}, {year}"),
                        format!("{name} {day} {year}"),
                        format!("{name} {year}"),
                        format!("{year}-{day}-{day}"),
                        format!("{year}-0{day}-{day}"),
                        year.to_owned(),
                        format!(" {year}"),
                        format!("{day}  {name} {year} "),
                        format!("{day}\u{a0}{name} {year}"),
                        format!("{name} , {year}"),
                    ]
                })
            })
        })
    }

    #[test]
    fn a_plain_date_means_what_it_would_mean_to_those_who_look_for_faults() {
        let words = &Site::mediawiki().dates.words;
        let mut plain = 0;
        for template in ["", "literatur", "ouvrage"] {
            let spoken = words.spoken(template);
            for text in texts() {
                let Some(date) = super::read(&text, words, spoken) else { continue };
                plain += 1;
                let read = shape::read(&text, &units::Units::new(&text, words, spoken), words);
                assert_eq!(read, Ok(date), "{text} in {template}");
            }
        }
        assert!(plain > 10_000, "only {plain} plain dates");
    }
}
