//! Numbers that libraries and shops give: LCCN, Open Library, JSTOR, Amazon.

use std::borrow::Cow;

use super::{Fault, Kind};

/// An LCCN without spaces and hyphens.
pub(super) fn lccn(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Lccn;
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-');
    // What follows a slash is a revision, and no part of the number.
    let number = value.split('/').next().unwrap_or_default();
    if let Some((at, c)) = number.char_indices().find(|&(_, c)| !is_allowed(c)) {
        let message = format!("this LCCN holds {}", super::books::character(c));
        let fault = Fault::new(kind, message, at..at + c.len_utf8());
        let plain = value.replace(['–', '‐', '‑', '−'], "-");
        let is_right = plain != value && lccn(&plain).is_ok();
        return Err(if is_right {
            fault.hint(format!("write `{plain}`")).certainly(plain)
        } else {
            fault
        });
    }
    let normal = match number.split_once('-') {
        None => number.replace(' ', ""),
        Some((year, serial)) => {
            let (year, serial) = (year.replace(' ', ""), serial.trim());
            if serial.is_empty() || serial.len() > 6 || !serial.bytes().all(|b| b.is_ascii_digit())
            {
                let at = year_end(number);
                let message = "one to six digits follow the hyphen of an LCCN";
                return Err(Fault::new(kind, message, at..number.len()));
            }
            format!("{year}{serial:0>6}")
        }
    };
    let letters = normal.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = &normal[letters..];
    if let Some(c) = digits.chars().find(|c| !c.is_ascii_digit()) {
        let at = number.rfind(c).unwrap_or(0);
        let message = format!("`{c}` cannot stand there: the letters of an LCCN come first");
        return Err(Fault::new(kind, message, at..at + c.len_utf8()));
    }
    let fits = matches!((digits.len(), letters), (8, 0..=3) | (10, 0..=2));
    if !fits {
        let message = format!(
            "this LCCN has {letters} letter{} and {} digits",
            if letters == 1 { "" } else { "s" },
            digits.len()
        );
        return Err(Fault::new(kind, message, 0..value.len()));
    }
    let normal = if normal.bytes().any(|byte| byte.is_ascii_uppercase()) {
        normal.to_lowercase()
    } else {
        normal
    };
    Ok(if normal == value { value.into() } else { normal.into() })
}

fn year_end(number: &str) -> usize {
    number.find('-').unwrap_or(0)
}

/// A number of Open Library without `OL`.
pub(super) fn open_library(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Ol;
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match &value[digits..] {
        "A" | "M" | "W" if digits > 0 => Ok(Cow::Borrowed(value)),
        "a" | "m" | "w" if digits > 0 => {
            let better = value.to_uppercase();
            let message = "the letter at the end of this Open Library number is a capital one";
            let fault = Fault::new(kind, message, digits..value.len());
            Err(fault.hint(format!("write `{better}`")).certainly(better))
        }
        "" if digits > 0 => {
            let message = "the letter at the end of this Open Library number is missing";
            let fault = Fault::new(kind, message, 0..value.len());
            Err(fault.hint("`M` is for an edition, `W` for a work, `A` for an author"))
        }
        _ => Err(Fault::new(kind, "this is no Open Library number", 0..value.len())),
    }
}

/// A JSTOR number; older ones are DOIs of JSTOR's own.
pub(super) fn jstor(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Jstor;
    if let Some(at) = value.find(char::is_whitespace) {
        let number = &value[..at];
        let number = number.trim_end_matches([',', ';', '.']);
        let fault =
            Fault::new(kind, "this JSTOR number holds white space", number.len()..value.len());
        return Err(fault);
    }
    let lower = value.to_ascii_lowercase();
    if lower.contains("jstor") || lower.starts_with("http") {
        return Err(Fault::new(
            kind,
            "this JSTOR number holds more than the number",
            0..value.len(),
        ));
    }
    Ok(Cow::Borrowed(value.strip_prefix("10.2307/").unwrap_or(value)))
}

/// An ASIN.
pub(super) fn asin(value: &str) -> Result<Cow<'_, str>, Fault> {
    let kind = Kind::Asin;
    if let Some((at, c)) = value.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric()) {
        let message = format!("this ASIN holds {}", super::books::character(c));
        return Err(Fault::new(kind, message, at..at + c.len_utf8()));
    }
    if value.len() != 10 {
        let message = format!("this ASIN has {} characters, not 10", value.len());
        return Err(Fault::new(kind, message, 0..value.len()));
    }
    if value.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let better = value.to_ascii_uppercase();
        let fault = Fault::new(kind, "the letters of an ASIN are capital ones", 0..value.len());
        return Err(fault.hint(format!("write `{better}`")).certainly(better));
    }
    if value.starts_with(|c: char| c.is_ascii_digit()) && super::read(Kind::Isbn, value).is_err() {
        let is_number = value.bytes().take(9).all(|byte| byte.is_ascii_digit());
        let is_amazons = value.starts_with("630") || value.starts_with("631");
        if !is_number || !is_amazons {
            let message = "an ASIN that starts with a digit is an ISBN, but this is none";
            return Err(Fault::new(kind, message, 0..value.len()));
        }
    }
    Ok(Cow::Borrowed(value))
}
