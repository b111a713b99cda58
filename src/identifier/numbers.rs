//! Identifiers that are plain numbers.

use std::borrow::Cow;

use super::{Fault, Kind};

/// A number without leading zeros.
pub(super) fn number(kind: Kind, value: &str) -> Result<Cow<'_, str>, Fault> {
    only_digits(kind, value)?;
    Ok(Cow::Borrowed(without_zeros(value)))
}

/// The digits of an OCLC number.
pub(super) fn oclc(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Oclc;
    let digits = value.trim_start_matches("(OCoLC)").trim_start();
    let forms = [("ocm", 8..=8), ("ocn", 9..=9), ("on", 10..=usize::MAX)];
    for (prefix, lengths) in forms {
        let Some(rest) = digits.strip_prefix(prefix) else { continue };
        let start = value.len() - rest.len();
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        if count < rest.len() || rest.is_empty() {
            break;
        }
        if !lengths.contains(&count) {
            let least = lengths.start();
            let more = if *lengths.end() == usize::MAX { "at least " } else { "" };
            let message = format!("`{prefix}` is followed by {more}{least} digits, not by {count}");
            let fault = Fault::new(kind, message, start..value.len());
            let plain = without_zeros(rest);
            return Err(fault
                .hint(format!("the number alone will do: `{plain}`"))
                .certainly(plain));
        }
        return Ok(Cow::Borrowed(without_zeros(rest)));
    }
    only_digits(kind, digits).map_err(|mut fault| {
        let before = value.len() - digits.len();
        fault.span = fault.span.start + before..fault.span.end + before;
        fault
    })?;
    Ok(Cow::Borrowed(without_zeros(digits)))
}

/// Checks that a value is a number.
pub(super) fn only_digits(kind: Kind, value: &str) -> Result<(), Fault> {
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(start) = value.find(|c| !is_digit(c)) else {
        return if value.is_empty() {
            Err(Fault::new(kind, format!("this {kind} is empty"), 0..0))
        } else {
            Ok(())
        };
    };
    let rest = &value[start..];
    let end = start + rest.find(is_digit).unwrap_or(rest.len());
    let separator = value[start..end].trim();
    let is_list = start > 0 && matches!(separator, "" | "," | ";" | "and" | "&" | "/");
    if is_list && value[end..].len() > 3 {
        let message = format!("this holds more than one {kind}");
        let fault = Fault::new(kind, message, start..value.len());
        return Err(fault.hint("keep that of the source that was used"));
    }
    let wrong = value[start..end].trim_end();
    let wrong = if wrong.is_empty() { &value[start..end] } else { wrong };
    let message = if wrong.trim().is_empty() {
        format!("this {kind} holds white space")
    } else {
        format!("this {kind} holds `{}`", wrong.trim())
    };
    let fault = Fault::new(kind, message, start..start + wrong.len());
    let kept = value.trim_end_matches(['.', ',', ';', ' ']);
    if kept.len() == start && start > 0 {
        return Err(fault.hint(format!("write `{kept}`")).certainly(kept));
    }
    Err(fault)
}

fn without_zeros(digits: &str) -> &str {
    let rest = digits.trim_start_matches('0');
    if rest.is_empty() { &digits[digits.len().saturating_sub(1)..] } else { rest }
}
