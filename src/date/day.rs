//! Calendar days, as rules compare them.

use std::fmt;
use std::str::FromStr;

/// A day: of the Gregorian calendar from 1582 on, of the Julian one before.
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

    /// The day in UTC of a time given in seconds since the start of 1970.
    pub fn of_unix_seconds(seconds: u64) -> Option<Self> {
        let days = i64::try_from(seconds / 86_400).ok()?;
        // The years of 365 days up to here, then the months, are never too many.
        let mut year = i32::try_from(1970 + days / 366).ok().filter(|&year| year < 10_000)?;
        let mut left = days
            - Self { year: 1970, month: 1, day: 1 }.days_until(Self { year, month: 1, day: 1 });
        while left >= days_in_year(year) {
            left -= days_in_year(year);
            year += 1;
        }
        let mut month = 1;
        while left >= i64::from(days_in(year, month)) {
            left -= i64::from(days_in(year, month));
            month += 1;
        }
        Self::new(year, month, u8::try_from(left + 1).ok()?)
    }

    /// How many days lie between this day and another, negative if that is the earlier one. Both
    /// are taken for days of one calendar.
    pub fn days_until(self, other: Self) -> i64 {
        other.number() - self.number()
    }

    /// The number of the day, counted from a day long ago.
    fn number(self) -> i64 {
        // A year that starts in March has its leap day at the end.
        let shift = i64::from(self.month <= 2);
        let (year, month) = (i64::from(self.year) - shift, i64::from(self.month) + 12 * shift - 3);
        let leap_days = if self.year < GREGORIAN {
            year.div_euclid(4) - 2
        } else {
            year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
        };
        i64::from(self.day) + (153 * month + 2) / 5 + 365 * year + leap_days
    }
}

/// The first year of the Gregorian calendar, as the citation templates have it.
pub(super) const GREGORIAN: i32 = 1582;

/// How many days a month has.
pub(super) fn days_in(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year < GREGORIAN || year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_in_year(year: i32) -> i64 {
    337 + i64::from(days_in(year, 2))
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
    fn days_before_1582_are_julian() {
        assert!(Date::new(1500, 2, 29).is_some());
        assert!(Date::new(1700, 2, 29).is_none());
    }

    #[test]
    fn days_can_be_counted() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        assert_eq!(day("2020-02-28").days_until(day("2020-03-01")), 2);
        assert_eq!(day("2019-12-31").days_until(day("2020-12-31")), 366);
        assert_eq!(day("2020-01-01").days_until(day("2019-12-31")), -1);
        assert_eq!(day("1970-01-01").days_until(day("2000-03-01")), 11_017);
    }

    #[test]
    fn seconds_since_1970_have_a_day() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (86_400, "1970-01-02"),
            (951_782_400, "2000-02-29"),
            (1_588_291_200, "2020-05-01"),
            (1_609_459_199, "2020-12-31"),
        ] {
            assert_eq!(Date::of_unix_seconds(seconds).expect("a day").to_string(), day);
        }
        assert_eq!(Date::of_unix_seconds(u64::MAX), None);
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
