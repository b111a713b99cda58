//! Numbers of pages.

use super::{Value, ValueFaultKind};
use crate::facts::traits::Traits;

/// A range of pages in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRange<'t> {
    /// The first page.
    pub first: u64,
    /// The last page; where it is shortened, as 25 in 123–25, in full.
    pub last: u64,
    /// What stands between them, with its blanks.
    pub sign: &'t str,
}

/// The range that a text is: `3–5`, `123-25`.
pub fn page_range(text: &str) -> Option<PageRange<'_>> {
    let is_digit = |c: char| c.is_ascii_digit();
    let first = &text[..text.find(|c| !is_digit(c))?];
    let after = &text[first.len()..];
    let sign = &after[..after.find(is_digit)?];
    let last = &after[sign.len()..];
    let is_sign = matches!(sign.trim(), "-" | "–" | "—" | "--" | "−" | "&ndash;");
    let is_short = |number: &str| !number.is_empty() && number.len() < 10;
    if !is_sign
        || !is_short(first)
        || !is_short(last)
        || !last.bytes().all(|it| it.is_ascii_digit())
    {
        return None;
    }
    let full = match first.len().checked_sub(last.len()) {
        Some(shared @ 1..) => format!("{}{last}", &first[..shared]).parse().ok()?,
        _ => last.parse().ok()?,
    };
    Some(PageRange { first: first.parse().ok()?, last: full, sign })
}

impl Value<'_> {
    pub(super) fn judge_pages(&mut self) {
        let (text, site) = (self.text, self.site);
        self.judge_extra_word(&[&site.citation_values.extra_text.pages]);
        if text.ends_with([',', ';', ':']) {
            self.report_at(ValueFaultKind::ExtraPunctuation, text.len() - 1, 1);
        }
        if !self.traits.has(Traits::DIGIT) {
            return;
        }
        let is_one = self.field.ends_with("page");
        let mut at = 0;
        for part in text.split([',', ';']) {
            let piece = part.trim();
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            let Some(range) = page_range(piece) else { continue };
            let has_dash = matches!(range.sign.trim(), "–" | "&ndash;");
            if range.last < range.first {
                // A page number may hold a hyphen: page 3 of chapter 12.
                if has_dash || !is_one {
                    self.report_at(ValueFaultKind::RangeOrder, start, piece.len());
                }
            } else if is_one {
                if has_dash && range.first < range.last {
                    self.report_at(ValueFaultKind::RangeInPage, start, piece.len());
                }
            } else if !has_dash {
                let digits = piece.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
                self.report_at(ValueFaultKind::RangeSign, start + digits, range.sign.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_range;

    #[test]
    fn ranges_are_read_in_full() {
        let range = |text| page_range(text).map(|it| (it.first, it.last, it.sign));
        assert_eq!(range("3–5"), Some((3, 5, "–")));
        assert_eq!(range("123-25"), Some((123, 125, "-")));
        assert_eq!(range("35 – 12"), Some((35, 12, " – ")));
        for other in ["3", "A3–5", "3–5a", "xii–xv", "3–", "–5", "", "99999999999–5"] {
            assert_eq!(range(other), None, "{other}");
        }
    }
}
