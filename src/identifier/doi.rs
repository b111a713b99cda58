//! DOI and Handle: a prefix that says who registered it, a slash, and a suffix.

use std::borrow::Cow;
use std::ops::Range;

use super::{Fault, Kind};

/// The prefix that documents about DOIs use in examples.
const TEST_REGISTRANT: &str = "5555";

/// The last parts of the addresses of publishers that are no part of the DOI before them.
const PAGES: [&str; 8] =
    ["/abstract", "/full", "/pdf", "/epdf", "/fulltext", "/full.pdf", "/references", "/summary"];

/// A DOI in lower case: letter case does not count in one.
pub(super) fn doi(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Doi;
    let Some(rest) = value.strip_prefix("10.") else { return Err(no_prefix(value)) };
    let Some((registrant, suffix)) = rest.split_once('/') else {
        return Err(no_slash(kind, value));
    };
    let registrant_span = 3..3 + registrant.len();
    if let Some(message) = wrong_registrant(registrant) {
        return Err(Fault::new(kind, message, registrant_span));
    }
    tail(kind, value, registrant_span.end + 1)?;
    let lower = suffix.to_ascii_lowercase();
    if let Some(page) = PAGES.iter().find(|page| lower.ends_with(**page)) {
        let kept = &value[..value.len() - page.len()];
        let message = format!("`{page}` is part of the page's address, not of the DOI");
        let fault = Fault::new(kind, message, kept.len()..value.len());
        return Err(fault.hint(format!("the DOI may be `{kept}`")).perhaps(kept));
    }
    let is_lower = !value.bytes().any(|byte| byte.is_ascii_uppercase());
    Ok(if is_lower { value.into() } else { value.to_ascii_lowercase().into() })
}

/// A Handle in lower case.
pub(super) fn handle(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Hdl;
    let Some((prefix, _)) = value.split_once('/') else { return Err(no_slash(kind, value)) };
    if let Some(colon) = prefix.find(':') {
        let message = format!("this Handle starts with `{}`", &value[..=colon]);
        return Err(Fault::new(kind, message, 0..colon + 1));
    }
    if prefix.is_empty() {
        return Err(Fault::new(kind, "nothing stands before the slash of this Handle", 0..1));
    }
    if let Some((at, space)) = prefix.match_indices(char::is_whitespace).next() {
        return Err(Fault::new(kind, "a Handle has no spaces", at..at + space.len()));
    }
    tail(kind, value, prefix.len() + 1)?;
    let is_lower = !value.bytes().any(|byte| byte.is_ascii_uppercase());
    Ok(if is_lower { value.into() } else { value.to_ascii_lowercase().into() })
}

/// Checks what follows the slash.
fn tail(kind: Kind, value: &str, start: usize) -> Result<(), Fault> {
    let suffix = &value[start..];
    let place = |at: usize, c: char| start + at..start + at + c.len_utf8();
    if suffix.is_empty() {
        let message = format!("nothing follows the slash of this {kind}");
        return Err(Fault::new(kind, message, start - 1..start));
    }
    let bad = |&(_, c): &(usize, char)| c.is_whitespace() || c == '–';
    if let Some((at, c)) = suffix.char_indices().find(bad) {
        return Err(bad_character(kind, value, &place(at, c), c));
    }
    if let Some(kept) = suffix.strip_suffix(['.', ',']) {
        let end = start + kept.len();
        let sign = &value[end..];
        let kept = value.trim_end_matches(['.', ',']);
        let fault = Fault::new(kind, format!("this {kind} ends in `{sign}`"), end..value.len());
        let hint = format!("the sign belongs to the sentence it was copied from: write `{kept}`");
        return Err(fault.hint(hint).perhaps(kept));
    }
    Ok(())
}

fn bad_character(kind: Kind, value: &str, place: &Range<usize>, c: char) -> Fault {
    if c == '–' {
        let better = value.replace('–', "-");
        let fault = Fault::new(kind, format!("this {kind} holds an en dash (`–`)"), place.clone());
        return fault.hint(format!("it may be meant as `{better}`")).perhaps(better);
    }
    let (before, after) = (&value[..place.start], value[place.end..].trim_start());
    let lower = after.to_ascii_lowercase();
    if lower.starts_with("10.") || lower.starts_with("doi") || lower.starts_with("http") {
        let message = format!("this holds more than one {kind}");
        let fault = Fault::new(kind, message, place.start..value.len());
        return fault.hint("keep that of the source that was used");
    }
    let message = format!("this {kind} holds white space");
    let fault = Fault::new(kind, message, place.clone());
    let is_end = before.ends_with(['.', ',', ';', ')']) || after.starts_with(['(', '[']);
    if is_end {
        let before = before.trim_end_matches(['.', ',', ';']);
        return fault.hint(format!("it may end after `{before}`")).perhaps(before);
    }
    fault.hint("the text after it may not belong here")
}

/// What is wrong with the number of who registered a DOI.
fn wrong_registrant(registrant: &str) -> Option<String> {
    let (number, sub) = registrant.split_once('.').unwrap_or((registrant, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(number) || !sub.split('.').all(is_number) {
        return Some(format!("what follows `10.` in a DOI is a number, not `{registrant}`"));
    }
    let has_sub = !sub.is_empty();
    match number.len() {
        0 => Some("no number follows `10.` in this DOI".to_owned()),
        _ if number == TEST_REGISTRANT => Some("DOIs with 10.5555 are only examples".to_owned()),
        1..=3 if has_sub => None,
        1..=3 => Some(format!(
            "the number after `10.` in a DOI has four or five digits, not {}",
            number.len()
        )),
        4 | 5 if number.starts_with('0') => {
            Some("the number after `10.` in a DOI does not start with 0".to_owned())
        }
        4 | 5 => None,
        length => {
            Some(format!("the number after `10.` in a DOI has four or five digits, not {length}"))
        }
    }
}

fn no_prefix(value: &str) -> Fault {
    let end = value.find('/').unwrap_or(value.len());
    let fault = Fault::new(Kind::Doi, "this DOI does not start with `10.`", 0..end);
    let starts = value.starts_with(|c: char| c.is_ascii_digit()) && end < value.len();
    let better = format!("10.{value}");
    if starts && !value.starts_with('1') && doi(&better).is_ok() {
        return fault.hint(format!("it may be meant as `{better}`"));
    }
    fault
}

fn no_slash(kind: Kind, value: &str) -> Fault {
    let fault = Fault::new(kind, format!("this {kind} has no slash"), 0..value.len());
    let better = value.replacen("%2F", "/", 1).replacen("%2f", "/", 1);
    if better != value && super::read(kind, &better).is_ok() {
        let hint = format!("`%2F` stands for a slash in addresses: write `{better}`");
        return fault.hint(hint).certainly(better);
    }
    fault
}
