//! Calendar days, as rules compare them.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, extended back before its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The day with these numbers, `month` and `day` from 1; `None` where the calendar has none.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The year; 0 is the year before the year 1.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads `YYYY-MM-DD`; anything else is an error with a message for people.
    fn from_str(text: &str) -> Result<Self, String> {
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
        };
        let dashes = text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
        if text.len() == 10
            && dashes
            && let (Some(year), Some(month), Some(day)) =
                (digits(0..4), digits(5..7), digits(8..10))
        {
            return Self::new(year.into(), month as u8, day as u8)
                .ok_or_else(|| format!("there is no day {text} in the calendar"));
        }
        Err("expected a date like 2026-01-31".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_days_of_the_calendar_exist() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(2000, 2, 29).is_some());
        for (year, month, day) in
            [(2023, 2, 29), (1900, 2, 29), (2023, 4, 31), (2023, 13, 1), (2023, 1, 0)]
        {
            assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let date: Date = "2026-01-31".parse().expect("a date");
        assert_eq!(date.to_string(), "2026-01-31");
        for text in ["2026-1-31", "2026-02-30", "+026-01-31", "2026-01-31 ", "", "é26-01-311"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
