//! Numbers of journals, and messages on Usenet.

use std::borrow::Cow;

use super::books::{bad_character, check_11, count_of};
use super::digits::{self, Digits};
use super::{Fault, Kind, Level};

/// An ISSN with its hyphen.
pub(super) fn issn(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Issn;
    let digits = match Digits::read(value) {
        Ok(digits) => digits,
        Err(place) => {
            let fault = bad_character(kind, value, place);
            // Templates turn an en dash into a hyphen.
            let is_dash = value.chars().all(|c| !c.is_alphabetic() || c == 'X');
            let is_certain = fault.repair.as_ref().is_some_and(|it| it.is_certain);
            return Err(if is_dash && is_certain { fault.level(Level::Untidy) } else { fault });
        }
    };
    if digits.count() != 8 {
        if let Some(fault) = super::books::several(kind, value) {
            return Err(fault);
        }
        let message = format!("this ISSN has {}, not 8", count_of(digits.count()));
        return Err(Fault::new(kind, message, 0..value.len()));
    }
    if let Some(place) = digits.misplaced_x(8) {
        let message = "an `X` stands for 10 and can only be the last digit";
        return Err(Fault::new(kind, message, place));
    }
    check_11(kind, &digits)?;
    if value.len() == 9 && value.as_bytes()[4] == b'-' {
        return Ok(Cow::Borrowed(value));
    }
    let text = digits::text(digits.values());
    let better = format!("{}-{}", &text[..4], &text[4..]);
    let message = "this ISSN lacks its hyphen between the fourth and the fifth digit";
    let fault = Fault::new(kind, message, 0..value.len()).level(Level::Untidy);
    Err(fault.hint(format!("write `{better}`")).certainly(better))
}

/// The id of a message on Usenet.
pub(super) fn message(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Usenet;
    let inner = value.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(value);
    if let Some(at) = inner.find(['<', '>', ' ']) {
        let message = "a message id has no spaces or angle brackets inside";
        let start = at + usize::from(inner.len() < value.len());
        return Err(Fault::new(kind, message, start..start + 1));
    }
    if inner.len() < value.len() {
        let fault = Fault::new(kind, "this message id stands in angle brackets", 0..value.len());
        return Err(fault.hint(format!("write `{inner}`")).certainly(inner));
    }
    match value.split_once('@') {
        Some((left, right)) if !left.is_empty() && !right.is_empty() => Ok(Cow::Borrowed(value)),
        _ => Err(Fault::new(
            kind,
            "this message id has no `@` with a name on both sides",
            0..value.len(),
        )),
    }
}
