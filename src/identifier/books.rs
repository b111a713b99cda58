//! Numbers of books and of printed music: ISBN, SBN, ISMN.

use std::borrow::Cow;
use std::ops::Range;

use super::digits::{self, Digits, X, modulo_10, modulo_11};
use super::{Fault, Kind};

/// An ISBN as thirteen digits.
pub(super) fn isbn(value: &str) -> Result<Cow<'_, str>, Fault> {
    let digits = Digits::read(value).map_err(|place| bad_character(Kind::Isbn, value, place))?;
    let values = digits.values();
    match digits.count() {
        10 => isbn_10(value, &digits)?,
        13 => isbn_13(value, &digits)?,
        count => return Err(bad_length(value, &digits, count)),
    }
    if values.len() == 13 {
        return Ok(if value.len() == 13 { value.into() } else { digits::text(values).into() });
    }
    Ok(Cow::Owned(to_13(values)))
}

/// An ISMN as thirteen digits.
pub(super) fn ismn(value: &str) -> Result<Cow<'_, str>, Fault> {
    if let Some(rest) = value.strip_prefix('M') {
        // Until 2008 the prefix was a letter, which counts like 979-0.
        let modern = format!("979-0-{}", rest.trim_start_matches(['-', ' ']));
        if ismn(&modern).is_ok() {
            let fault =
                Fault::new(Kind::Ismn, "this ISMN has the form that was given up in 2008", 0..1);
            return Err(fault.hint(format!("today it is `{modern}`")).certainly(modern));
        }
    }
    let digits = Digits::read(value).map_err(|place| bad_character(Kind::Ismn, value, place))?;
    let values = digits.values();
    if digits.count() != 13 {
        let message = format!("this ISMN has {}, not 13", count_of(digits.count()));
        return Err(Fault::new(Kind::Ismn, message, 0..value.len()));
    }
    if let Some(place) = digits.misplaced_x(0) {
        return Err(Fault::new(Kind::Ismn, "an ISMN has no `X`", place));
    }
    if values[..4] != [9, 7, 9, 0] {
        let end = digits.place(3) + 1;
        let message = format!("an ISMN starts with `979-0`, not with `{}`", &value[..end]);
        return Err(Fault::new(Kind::Ismn, message, 0..end));
    }
    check_13(Kind::Ismn, &digits)?;
    Ok(if value.len() == 13 { value.into() } else { digits::text(values).into() })
}

/// An SBN as the ISBN of thirteen digits that it has become.
pub(super) fn sbn(value: &str) -> Result<Cow<'_, str>, Fault> {
    let digits = Digits::read(value).map_err(|place| bad_character(Kind::Sbn, value, place))?;
    if digits.count() != 9 {
        let message = format!("this SBN has {}, not 9", count_of(digits.count()));
        return Err(Fault::new(Kind::Sbn, message, 0..value.len()));
    }
    if let Some(place) = digits.misplaced_x(9) {
        return Err(Fault::new(Kind::Sbn, "an `X` can only be the last digit", place));
    }
    check_11(Kind::Sbn, &digits)?;
    let mut ten = [0; 10];
    ten[1..].copy_from_slice(digits.values());
    Ok(Cow::Owned(to_13(&ten)))
}

fn isbn_10(value: &str, digits: &Digits) -> Result<(), Fault> {
    if let Some(place) = digits.misplaced_x(10) {
        let message = "an `X` stands for 10 and can only be the last digit of ten";
        return Err(Fault::new(Kind::Isbn, message, place));
    }
    check_11(Kind::Isbn, digits)?;
    if let [6, 3, 0 | 1, ..] = digits.values() {
        let end = digits.place(2) + 1;
        let message = format!("no ISBN of ten digits starts with `{}`", &value[..end]);
        let fault = Fault::new(Kind::Isbn, message, 0..end);
        return Err(fault.hint("Amazon numbers things this way: it may be an ASIN"));
    }
    Ok(())
}

fn isbn_13(value: &str, digits: &Digits) -> Result<(), Fault> {
    let values = digits.values();
    if let Some(place) = digits.misplaced_x(0) {
        return Err(Fault::new(Kind::Isbn, "an ISBN of 13 digits has no `X`", place));
    }
    if !matches!(values, [9, 7, 8 | 9, ..]) {
        let end = digits.place(2) + 1;
        let message =
            format!("an ISBN of 13 digits starts with 978 or 979, not with `{}`", &value[..end]);
        return Err(Fault::new(Kind::Isbn, message, 0..end));
    }
    if values[2] == 9 && values[3] == 0 {
        let end = digits.place(3) + 1;
        let fault = Fault::new(Kind::Isbn, "numbers with 979-0 are of printed music", 0..end);
        return Err(fault.hint("this is an ISMN: use `ismn`"));
    }
    let is_ten = values[2] == 8 && modulo_11(&values[3..12]) == values[12];
    check_13(Kind::Isbn, digits).map_err(|fault| {
        if !is_ten {
            return fault;
        }
        let last = digits::written(modulo_10(&values[..12]));
        let place = digits.last_place();
        let better = format!("{}{last}{}", &value[..place.start], &value[place.end..]);
        let hint = format!(
            "someone may have put 978 before an ISBN of ten digits, whose check digit it has: \
             then it is `{better}`"
        );
        fault.hint(hint).perhaps(better)
    })
}

/// Checks the last digit, modulo 11.
pub(super) fn check_11(kind: Kind, digits: &Digits) -> Result<(), Fault> {
    check_last(kind, digits, modulo_11)
}

fn check_13(kind: Kind, digits: &Digits) -> Result<(), Fault> {
    check_last(kind, digits, modulo_10)
}

fn check_last(kind: Kind, digits: &Digits, check: fn(&[u8]) -> u8) -> Result<(), Fault> {
    let values = digits.values();
    let [others @ .., last] = values else { return Ok(()) };
    let right = check(others);
    if right == *last {
        return Ok(());
    }
    let message = format!(
        "the check digit of this {kind} is {}, but the other digits ask for {}",
        digits::written(*last),
        digits::written(right)
    );
    let hint = match digits::swaps(values, check) {
        Some(swap) => format!("compare it with the source: someone may have typed {swap}"),
        None => "compare it with the source: at least one digit is wrong".to_owned(),
    };
    Err(Fault::new(kind, message, digits.last_place()).hint(hint))
}

fn bad_length(value: &str, digits: &Digits, count: usize) -> Fault {
    if let Some(fault) = several(Kind::Isbn, value) {
        return fault;
    }
    let message = format!("this ISBN has {}, not 10 or 13", count_of(count));
    let fault = Fault::new(Kind::Isbn, message, 0..value.len());
    if count == 9
        && !value.starts_with('0')
        && modulo_11(&digits.values()[..8]) == digits.values()[8]
    {
        let better = format!("0{}{value}", if value.contains('-') { "-" } else { "" });
        let hint = format!("it is right as `{better}`: numbers from before 1970 lack the 0");
        return fault.hint(hint).perhaps(better);
    }
    fault.hint(match count {
        9 | 12 => "one digit is missing: compare it with the source",
        11 | 14 => "one digit is too many: compare it with the source",
        _ => "compare it with the source",
    })
}

/// The fault of a value that holds another character than it may.
pub(super) fn bad_character(kind: Kind, value: &str, place: Range<usize>) -> Fault {
    if let Some(fault) = several(kind, value) {
        return fault;
    }
    let c = value[place.clone()].chars().next().unwrap_or_default();
    let plain: String = value.chars().map(plain_character).collect();
    let is_right = |text: &str| is_number(kind, text);
    if is_right(&plain) {
        let fault = Fault::new(kind, format!("this {kind} holds {}", character(c)), place);
        return fault.hint(format!("write `{plain}`")).certainly(plain);
    }
    let start = value[..place.start].trim_end_matches(|c: char| !c.is_ascii_digit() && c != 'X');
    let (rest_start, rest) = (start.len(), value[start.len()..].trim());
    let rest_start =
        rest_start + (value[rest_start..].len() - value[rest_start..].trim_start().len());
    if is_right(start) {
        let span = rest_start..rest_start + rest.len();
        let fault = Fault::new(kind, format!("`{rest}` is no part of the {kind}"), span);
        return fault.hint(format!("only `{start}` belongs here")).perhaps(start);
    }
    Fault::new(kind, format!("this {kind} holds {}", character(c)), place)
}

/// Whether a value is right but for how its digits are grouped.
fn is_number(kind: Kind, value: &str) -> bool {
    let Ok(digits) = Digits::read(value) else { return false };
    let [others @ .., last] = digits.values() else { return false };
    let is_right = |check: fn(&[u8]) -> u8| !others.contains(&X) && check(others) == *last;
    match (kind, digits.count()) {
        (Kind::Isbn, 10) | (Kind::Sbn, 9) | (Kind::Issn, 8) => is_right(modulo_11),
        (Kind::Isbn, 13) => others.starts_with(&[9, 7]) && is_right(modulo_10),
        (Kind::Ismn, 13) => others.starts_with(&[9, 7, 9, 0]) && is_right(modulo_10),
        _ => false,
    }
}

/// The fault of a value that holds two or more right numbers.
pub(super) fn several(kind: Kind, value: &str) -> Option<Fault> {
    let separators: [&[char]; 2] =
        [&[',', ';', '/', '|', '(', ')', '&', '<'], &[' ', ',', ';', '\n']];
    for separator in separators {
        let parts = value.split(separator).map(str::trim);
        let count = parts.filter(|part| is_number(kind, part)).count();
        if count > 1 {
            let message = format!("this holds {count} {kind}s, but one is expected");
            let hint = "keep that of the edition that was used";
            return Some(Fault::new(kind, message, 0..value.len()).hint(hint));
        }
    }
    None
}

/// The character that was meant by one that looks like it.
fn plain_character(c: char) -> char {
    match c {
        'x' => 'X',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '_' => '-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' | '\n' => ' ',
        c => c,
    }
}

/// The character as words.
pub(super) fn character(c: char) -> String {
    match c {
        '\u{2013}' => "an en dash (`–`)".to_owned(),
        '\u{2014}' => "an em dash (`—`)".to_owned(),
        c if c.is_ascii_graphic() => format!("`{c}`"),
        c if c.is_alphanumeric() => format!("`{c}`"),
        c if c.is_whitespace() && c.is_ascii() => "white space".to_owned(),
        c => format!("the character U+{:04X}", u32::from(c)),
    }
}

pub(super) fn count_of(digits: usize) -> String {
    format!("{digits} digit{}", if digits == 1 { "" } else { "s" })
}

fn to_13(ten: &[u8]) -> String {
    let mut all = [9, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    all[3..12].copy_from_slice(&ten[..9]);
    all[12] = modulo_10(&all[..12]);
    debug_assert!(!all.contains(&X), "only the check digit of ten may be X");
    digits::text(&all)
}
