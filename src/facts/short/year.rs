//! Years as anchors have them.

use std::sync::LazyLock;

use regex::Regex;

/// The year of a full citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// There is no date.
    None,
    /// The year, with the letter that tells works of one year apart; a range with an en dash.
    Known(String),
    /// Only MediaWiki knows it, or it is in a form that the citation templates may not accept.
    Unknown,
}

/// Whether the last parameter of a short citation is a year: `1904`, `1904a`, `c. 1904`,
/// `1904–1910`, `1904–10`, `n.d.`, `nd`.
pub(super) fn is_year(text: &str) -> bool {
    let first = text.bytes().next().unwrap_or_default();
    if first.is_ascii_alphabetic() && !matches!(first, b'c' | b'n') {
        return false;
    }
    let is_bare = |text: &str| {
        if let Some((first, last)) = text.split_once('–') {
            return digits(first) == Some(4) && matches!(digits(last), Some(2 | 4));
        }
        let number = text.strip_prefix("c. ").unwrap_or(text);
        matches!(text, "n.d." | "nd") || matches!(digits(number), Some(3 | 4))
    };
    is_bare(text) || is_bare(without_letter(text))
}

/// The year that the citation templates take from a date: of `5 May 1904b` it is `1904b`.
pub(super) fn year_of(date: &str) -> Year {
    if date.is_empty() {
        return Year::None;
    }
    if is_year(date) {
        return Year::Known(date.to_owned());
    }
    if let Some(year) = year_of_figures(date) {
        return Year::Known(year.to_owned());
    }
    let between_years = |(first, last): &(&str, &str)| {
        let last = digits(without_letter(last));
        matches!(digits(first), Some(3 | 4)) && matches!(last, Some(2..=4))
    };
    if let Some((first, last)) = date.split_once(['-', '–']).filter(between_years) {
        return Year::Known(format!("{first}–{last}"));
    }
    match years_among_words(date) {
        None => Year::Unknown,
        Some(("", last)) if digits(last) == Some(2) => Year::Unknown,
        Some((first, last)) if first.is_empty() || first == last => Year::Known(last.to_owned()),
        Some((first, last)) => Year::Known(format!("{first}–{last}")),
    }
}

/// The year of a day in figures, `1904-05-12`.
fn year_of_figures(date: &str) -> Option<&str> {
    let (year, day) = date.split_once('-')?;
    let (month, day) = day.split_once('-')?;
    let lengths = [year, month, day].map(digits);
    (lengths == [Some(4), Some(2), Some(2)]).then_some(year)
}

/// The first year, if there are two, and the last one of days, months or seasons with their years.
/// The last one ends the date, and may have but two digits.
fn years_among_words(date: &str) -> Option<(&str, &str)> {
    let is_divider = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '–' | '-');
    let (before, last) = match date.rsplit_once(is_divider) {
        Some((_, last)) => date.split_at(date.len() - last.len()),
        None => ("", date),
    };
    let is_last = matches!(digits(last), Some(2 | 4)) || digits(without_letter(last)) == Some(4);
    let mut first = "";
    for part in before.split(is_divider) {
        match digits(part) {
            Some(1 | 2) => {}
            Some(4) if first.is_empty() => first = part,
            None if LETTERS.fits(part) => {}
            _ => return None,
        }
    }
    let follows = |c: char| c.is_whitespace() || matches!(c, '–' | '-');
    (is_last && (first.is_empty() || before.ends_with(follows))).then_some((first, last))
}

/// How many digits a text has that is nothing else; `None` for any other text, and for none.
fn digits(text: &str) -> Option<usize> {
    if text.as_bytes().first()?.is_ascii_alphabetic() {
        return None;
    }
    DIGITS.fits(text).then(|| text.chars().count())
}

/// The text without the small letter at its end, if there is one.
fn without_letter(text: &str) -> &str {
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
    if SMALL.fits(&text[last..]) { &text[..last] } else { text }
}

/// A class of characters. What stands in ASCII is told without the pattern, since to make that ready
/// takes longer than to read all the dates of a page.
struct Class {
    is_ascii: fn(&u8) -> bool,
    /// Matches a text that is of the class.
    pattern: LazyLock<Regex>,
}

static DIGITS: Class =
    Class { is_ascii: u8::is_ascii_digit, pattern: LazyLock::new(|| pattern(r"^\d+$")) };
static LETTERS: Class =
    Class { is_ascii: u8::is_ascii_alphabetic, pattern: LazyLock::new(|| pattern(r"^\p{L}+$")) };
static SMALL: Class =
    Class { is_ascii: u8::is_ascii_lowercase, pattern: LazyLock::new(|| pattern(r"^\p{Ll}+$")) };

impl Class {
    /// Whether all characters of a text are of the class; of an empty one they are.
    fn fits(&self, text: &str) -> bool {
        if text.is_ascii() {
            return text.as_bytes().iter().all(self.is_ascii);
        }
        self.pattern.is_match(text)
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(date: &str) -> String {
        match year_of(date) {
            Year::Known(year) => year,
            other => panic!("{date}: {other:?}"),
        }
    }

    #[test]
    fn years_of_dates() {
        for (date, year) in [
            ("1904", "1904"),
            ("1904b", "1904b"),
            ("c. 1904", "c. 1904"),
            ("n.d.", "n.d."),
            ("1904-05-12", "1904"),
            ("1904-10", "1904–10"),
            ("1904-1904", "1904–1904"),
            ("1904–1910", "1904–1910"),
            ("12 May 1904a", "1904a"),
            ("May 12, 1904", "1904"),
            ("May–June 1904", "1904"),
            ("Winter 1904–1905", "1904–1905"),
            ("Winter 1904–05", "1904–05"),
            ("30 December 1904 – 2 January 1905", "1904–1905"),
            ("1–3 mai 1904", "1904"),
            ("3 août 1904", "1904"),
            ("٣ مايو ١٩٠٤", "١٩٠٤"),
        ] {
            assert_eq!(known(date), year, "{date}");
        }
        assert_eq!(year_of(""), Year::None);
        for date in ["1904?", "190²", "[1904]", "05/12/04", "12 May", "reprint of 1904, 1950, 1960"]
        {
            assert_eq!(year_of(date), Year::Unknown, "{date}");
        }
    }

    #[test]
    fn years_of_short_citations() {
        assert!(
            ["1904", "904a", "c. 1904", "n.d.", "nd", "n.d.a", "1904–10"]
                .iter()
                .all(|it| is_year(it))
        );
        assert!(["Orme", "May 1904", "1904-10", "19045", ""].iter().all(|it| !is_year(it)));
    }
}
