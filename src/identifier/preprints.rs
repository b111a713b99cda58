//! Servers of preprints: arXiv, bioRxiv, medRxiv, `CiteSeerX`.

use std::borrow::Cow;

use super::{Fault, Kind};
use crate::date::Date;

/// The prefixes of the DOIs of bioRxiv and medRxiv: that of Cold Spring Harbor Laboratory, and
/// since the end of 2025 that of openRxiv.
const RXIV_PREFIXES: [&str; 2] = ["10.1101/", "10.64898/"];

/// An arXiv number without its version.
pub(super) fn arxiv(value: &str) -> Result<Cow<'_, str>, Fault> {
    let (number, version) = value.rfind('v').map_or((value, ""), |at| value.split_at(at));
    let is_version = |text: &str| text.len() > 1 && is_digits(&text[1..]);
    let (number, version) = if is_version(version) { (number, version) } else { (value, "") };
    debug_assert_eq!(number.len() + version.len(), value.len());
    if let Some((archive, digits)) = number.split_once('/') {
        old_arxiv(value, archive, digits)?;
    } else {
        new_arxiv(value, number)?;
    }
    Ok(Cow::Borrowed(number))
}

/// `hep-th/9901001`, from August 1991 until March 2007.
fn old_arxiv(value: &str, archive: &str, digits: &str) -> Result<(), Fault> {
    let kind = Kind::Arxiv;
    let is_archive = archive.len() > 1
        && archive.starts_with(|c: char| c.is_ascii_alphabetic())
        && archive.bytes().all(|byte| byte.is_ascii_alphabetic() || b"-.".contains(&byte));
    if !is_archive {
        let message = format!("`{archive}` is no archive of arXiv");
        return Err(Fault::new(kind, message, 0..archive.len()));
    }
    let start = archive.len() + 1;
    if digits.len() != 7 || !is_digits(digits) {
        let message = "seven digits follow the slash of an old arXiv number";
        return Err(trailing(value, start + 7, Fault::new(kind, message, start..value.len())));
    }
    // The years run from 91 to 99 and on from 00.
    let year = if digits.starts_with('9') { 1900 } else { 2000 } + two(digits, 0);
    let month = two(digits, 2);
    check_month(start, digits, month)?;
    if !((1991, 7)..=(2007, 3)).contains(&(year, month)) {
        let message = format!("old arXiv numbers run from 9107 to 0703, not to {}", &digits[..4]);
        return Err(Fault::new(kind, message, start..start + 4));
    }
    Ok(())
}

/// `0704.0001`, from April 2007 on; five digits after the point from 2015 on.
fn new_arxiv(value: &str, number: &str) -> Result<(), Fault> {
    let kind = Kind::Arxiv;
    let parts = number.split_once('.').filter(|(date, _)| date.len() == 4 && is_digits(date));
    let Some((date, serial)) = parts else {
        let fault = Fault::new(kind, "this is no arXiv number", 0..value.len());
        let is_old = value.len() == 7 && is_digits(value);
        return Err(if is_old {
            fault.hint("the archive before it is missing, such as `hep-th/`")
        } else {
            fault
        });
    };
    let digits = serial.bytes().take_while(u8::is_ascii_digit).count();
    if digits < serial.len() {
        let message = "only digits follow the point of an arXiv number";
        let fault = Fault::new(kind, message, 5 + digits..value.len());
        return Err(trailing(value, 5 + digits, fault));
    }
    let (year, month) = (2000 + two(date, 0), two(date, 2));
    check_month(0, date, month)?;
    if (year, month) < (2007, 4) {
        let message = "arXiv numbers with a point start with 0704, April 2007";
        return Err(Fault::new(kind, message, 0..4));
    }
    let expected = if year >= 2015 { 5 } else { 4 };
    if serial.len() != expected {
        let since = if year >= 2015 { "from 1501 on" } else { "until 1412" };
        let message = format!(
            "{since}, {expected} digits follow the point of an arXiv number, not {}",
            serial.len()
        );
        return Err(Fault::new(kind, message, 5..5 + serial.len()));
    }
    Ok(())
}

fn check_month(start: usize, digits: &str, month: u32) -> Result<(), Fault> {
    if (1..=12).contains(&month) {
        return Ok(());
    }
    let message =
        format!("the third and fourth digit of an arXiv number are a month, not {}", &digits[2..4]);
    Err(Fault::new(Kind::Arxiv, message, start + 2..start + 4))
}

/// Says so if a number is right but for what follows it, such as `[hep-th]`.
fn trailing(value: &str, end: usize, fault: Fault) -> Fault {
    let Some((number, rest)) = value.split_at_checked(end) else { return fault };
    let shown = rest.trim();
    if rest.is_empty() || rest.starts_with(|c: char| c.is_alphanumeric()) || arxiv(number).is_err()
    {
        return fault;
    }
    let start = value.len() - rest.trim_start().len();
    let message = format!("`{shown}` is no part of the arXiv number");
    let fault = Fault::new(Kind::Arxiv, message, start..value.len());
    fault.hint(format!("only `{number}` belongs here")).perhaps(number)
}

/// A DOI of bioRxiv or medRxiv without its version.
pub(super) fn rxiv(kind: Kind, value: &str) -> Result<Cow<'_, str>, Fault> {
    let Some(prefix) = RXIV_PREFIXES.iter().find(|prefix| value.starts_with(**prefix)) else {
        let lengths = if kind == Kind::Biorxiv { 6..=6 } else { 8..=8 };
        let fault =
            Fault::new(kind, format!("this {kind} does not start with `10.1101/`"), 0..value.len());
        let is_number = lengths.contains(&value.len()) && is_digits(value);
        if is_number || dated(value).is_some() {
            let better = format!("10.1101/{value}");
            return Err(fault.hint(format!("write `{better}`")).certainly(better));
        }
        return Err(fault);
    };
    let number = &value[prefix.len()..];
    let number =
        number.rsplit_once('v').filter(|(_, version)| is_digits(version)).map_or(number, |it| it.0);
    let place = prefix.len()..value.len();
    let (plain, serial, first) = match kind {
        Kind::Biorxiv => (6, 6, Date::new(2019, 12, 11)),
        _ => (8, 8, Date::new(2020, 1, 1)),
    };
    if number.len() == plain && is_digits(number) {
        return Ok(Cow::Borrowed(&value[..prefix.len() + number.len()]));
    }
    let Some((date, digits)) = dated(number) else {
        let message =
            format!("{plain} digits, or a date and {serial} digits, follow the slash of a {kind}");
        return Err(Fault::new(kind, message, place));
    };
    if digits != serial {
        let message = format!("{serial} digits follow the date of a {kind}, not {digits}");
        return Err(Fault::new(kind, message, place.start + 11..place.end));
    }
    if date.is_none() || date < first {
        let message = format!("no {kind} has the date {}", &number[..10]);
        return Err(Fault::new(kind, message, place.start..place.start + 10));
    }
    Ok(Cow::Borrowed(&value[..prefix.len() + number.len()]))
}

/// The day of `2020.07.24.220400`, if it is one, and how many digits follow it.
fn dated(number: &str) -> Option<(Option<Date>, usize)> {
    let bytes = number.as_bytes();
    let has_points = bytes.len() > 11 && [4, 7, 10].iter().all(|&at| bytes[at] == b'.');
    if !has_points || !number.is_ascii() {
        return None;
    }
    let (date, serial) = (&number[..10], &number[11..]);
    let is_date = date.split('.').all(is_digits) && is_digits(serial);
    is_date.then(|| (date.replace('.', "-").parse().ok(), serial.len()))
}

/// A `CiteSeerX` number.
pub(super) fn citeseerx(value: &str) -> Result<Cow<'_, str>, Fault> {
    let is_part =
        |part: &str| (1..=4).contains(&part.len()) && is_digits(part) && !part.starts_with('0');
    let parts = value.strip_prefix("10.1.1.").and_then(|rest| rest.split_once('.'));
    if parts.is_some_and(|(one, two)| is_part(one) && is_part(two)) {
        return Ok(Cow::Borrowed(value));
    }
    Err(Fault::new(Kind::Citeseerx, "this is no CiteSeerX number", 0..value.len()))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that the two digits at `at` are.
fn two(digits: &str, at: usize) -> u32 {
    digits.get(at..at + 2).and_then(|it| it.parse().ok()).unwrap_or_default()
}
