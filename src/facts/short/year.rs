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
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:c\. )?\d{3,4}|n\.d\.|nd|\d{4}–\d{4}|\d{4}–\d\d)\p{Ll}?$")
            .expect("the pattern is well formed")
    });
    PATTERN.is_match(text)
}

/// The year that the citation templates take from a date: of `5 May 1904b` it is `1904b`.
pub(super) fn year_of(date: &str) -> Year {
    // A day in figures, years alone, and days, months or seasons with one year or two.
    static NUMERIC: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{4})-\d\d-\d\d$").expect("the pattern is well formed"));
    static RANGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\d{3,4})[-–](\d{2,4}\p{Ll}?)$").expect("the pattern is well formed")
    });
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[\p{L}\s,./–-]|\b\d{1,2}\b)*?(?:\b(\d{4})\b(?:[\p{L}\s,./–-]|\b\d{1,2}\b)*?[\s–-])?\b(\d{4}\p{Ll}?|\d\d)$")
            .expect("the pattern is well formed")
    });
    let known = |first: &str, last: &str| {
        Year::Known(if first.is_empty() { last.to_owned() } else { format!("{first}–{last}") })
    };
    if date.is_empty() {
        return Year::None;
    }
    if is_year(date) {
        return Year::Known(date.to_owned());
    }
    if let Some(year) = NUMERIC.captures(date) {
        return known("", &year[1]);
    }
    if let Some(years) = RANGE.captures(date) {
        return known(&years[1], &years[2]);
    }
    let Some(years) = WORDS.captures(date) else { return Year::Unknown };
    let first = years.get(1).map_or("", |year| year.as_str());
    match &years[2] {
        last if last.len() == 2 && first.is_empty() => Year::Unknown,
        last if last == first => known("", last),
        last => known(first, last),
    }
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
            ("1904–1910", "1904–1910"),
            ("12 May 1904a", "1904a"),
            ("May 12, 1904", "1904"),
            ("May–June 1904", "1904"),
            ("Winter 1904–1905", "1904–1905"),
            ("Winter 1904–05", "1904–05"),
            ("30 December 1904 – 2 January 1905", "1904–1905"),
            ("1–3 mai 1904", "1904"),
        ] {
            assert_eq!(known(date), year, "{date}");
        }
        assert_eq!(year_of(""), Year::None);
        for date in ["1904?", "[1904]", "05/12/04", "12 May", "reprint of 1904, 1950, 1960"] {
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
