//! What small thing sets a date apart from how it is written.

use std::fmt;
use std::ops::Range;

use super::fault::FaultKind;

/// Compares what is written to it with a text, without making a string of it. Several spaces count
/// as one.
pub(super) struct Matcher<'t> {
    rest: &'t str,
    matches: bool,
}

impl<'t> Matcher<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text, matches: true }
    }

    /// Whether exactly the text was written.
    pub(super) fn is_match(&self) -> bool {
        self.matches && self.rest.is_empty()
    }
}

impl fmt::Write for Matcher<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        for c in part.chars() {
            let Some(rest) = self.rest.strip_prefix(c) else {
                self.matches = false;
                return Ok(());
            };
            self.rest = if c == ' ' { rest.trim_start_matches(' ') } else { rest };
        }
        Ok(())
    }
}

/// The first difference between a date and how it is written.
pub(super) fn first_difference(text: &str, written: &str) -> (FaultKind, Range<usize>) {
    let mut expected = written.chars().peekable();
    let mut at = text.char_indices().peekable();
    let mut before = ' ';
    while let (Some(&(offset, c)), Some(&wanted)) = (at.peek(), expected.peek()) {
        if c == wanted {
            before = c;
            at.next();
            expected.next();
            if c == ' ' {
                while at.next_if(|&(_, c)| c == ' ').is_some() {}
            }
            continue;
        }
        let end = offset + c.len_utf8();
        let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‐'..='―');
        let after = &text[end..];
        let kind = match (c, wanted) {
            ('-', '–') if !after.starts_with('-') => FaultKind::Hyphen,
            // ` - ` where no spaces belong, and `-` where they do.
            (' ', '–') | ('-' | '–', ' ') => FaultKind::RangeSpacing,
            (' ', _) if is_dash(before) => FaultKind::RangeSpacing,
            (' ', wanted) if wanted != ',' => FaultKind::MissingSign,
            ('0', _) => FaultKind::LeadingZero,
            (c, '–') if is_dash(c) || c == '-' || c == '/' || c == '&' => FaultKind::RangeSign,
            (',', _) => FaultKind::NeedlessComma,
            (_, ',') => FaultKind::MissingComma,
            (_, '0') => FaultKind::Unpadded,
            ('/' | '.', '-') => FaultKind::Separator,
            _ => FaultKind::Spacing,
        };
        return (kind, offset..end);
    }
    match at.peek() {
        Some(&(offset, ',')) => (FaultKind::NeedlessComma, offset..text.len()),
        Some(&(offset, _)) => (FaultKind::NeedlessSign, offset..text.len()),
        None => (FaultKind::Spacing, 0..text.len()),
    }
}

/// The text without the brackets of links in it; `None` if it has none.
pub(super) fn strip_links(text: &str) -> Option<String> {
    memchr::memchr(b'[', text.as_bytes())?;
    if !text.contains("[[") {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        plain.push_str(before);
        let (link, after) = after.split_once("]]")?;
        plain.push_str(link.rsplit_once('|').map_or(link, |(_, label)| label));
        rest = after;
    }
    plain.push_str(rest);
    Some(plain)
}
