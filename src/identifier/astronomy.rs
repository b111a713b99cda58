//! The bibcode of the Astrophysics Data System: year, journal, volume, page, author, in 19
//! characters.

use std::borrow::Cow;

use super::{Fault, Kind};

const LENGTH: usize = 19;

/// A bibcode. Whether its year lies ahead only the day of the run can tell.
pub(super) fn bibcode(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Bibcode;
    let plain = value.replace("&amp;", "&").replace("%26", "&");
    if plain != value {
        let at = value.find("&amp;").or(value.find("%26")).unwrap_or(0);
        let end = at + if value[at..].starts_with('%') { 3 } else { 5 };
        if bibcode(&plain).is_ok() {
            let message = format!("`{}` in this bibcode stands for `&`", &value[at..end]);
            let fault = Fault::new(kind, message, at..end);
            return Err(fault.hint(format!("write `{plain}`")).certainly(plain));
        }
    }
    let count = value.chars().count();
    if count != LENGTH || !value.is_ascii() {
        let message = format!("this bibcode has {count} characters, not {LENGTH}");
        let fault = Fault::new(kind, message, 0..value.len());
        return Err(fault.hint("its fields are filled up with points, and often some are lost"));
    }
    let wrong = |from: usize, to: usize, is_right: fn(u8) -> bool| {
        let at = value.as_bytes()[from..to].iter().position(|&byte| !is_right(byte))?;
        Some(from + at..from + at + 1)
    };
    if let Some(place) = wrong(0, 4, |byte| byte.is_ascii_digit()) {
        return Err(Fault::new(kind, "a bibcode starts with the four digits of a year", place));
    }
    if value.starts_with('0') {
        let message = format!("this bibcode starts with the year {}", &value[..4]);
        return Err(Fault::new(kind, message, 0..4));
    }
    if let Some(place) = wrong(4, 5, |byte| byte.is_ascii_alphabetic()) {
        let message = "after the year of a bibcode comes the journal, which starts with a letter";
        return Err(Fault::new(kind, message, place));
    }
    if let Some(place) = wrong(5, 8, |byte| byte.is_ascii_alphanumeric() || b"&.".contains(&byte)) {
        let message = "the journal in a bibcode has only letters, digits, `&` and points";
        return Err(Fault::new(kind, message, place));
    }
    if let Some(at) = value[4..9].find(".&") {
        let message = "no `&` follows a point in the journal of a bibcode";
        return Err(Fault::new(kind, message, 4 + at..6 + at));
    }
    if let Some(place) = wrong(8, 18, |byte| byte.is_ascii_alphanumeric() || byte == b'.') {
        let message = "after the journal a bibcode has only letters, digits and points";
        return Err(Fault::new(kind, message, place));
    }
    if let Some(place) = wrong(18, 19, |byte| byte.is_ascii_alphabetic() || byte == b'.') {
        let message = "a bibcode ends in the first letter of an author, or a point";
        return Err(Fault::new(kind, message, place));
    }
    Ok(Cow::Borrowed(value))
}
