//! Dates of citations, as far as they can be read without knowing the language.

use std::fmt::Write as _;

use crate::date::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A year, with its month and day where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartialDate {
    pub(super) year: i32,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

impl PartialDate {
    /// Reads `2020-05-03`, `3 May 2020`, `May 3, 2020`, `May 2020` and `2020`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = text.parse::<Date>() {
            return Some(Self::from_day(date));
        }
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        match words[..] {
            [year] => Some(Self { year: number_of_year(year)?, month: None, day: None }),
            [month, year] => Some(Self {
                year: number_of_year(year)?,
                month: Some(number_of_month(month)?),
                day: None,
            }),
            [day, month, year] | [month, day, year] if number_of_month(month).is_some() => {
                let date =
                    Date::new(number_of_year(year)?, number_of_month(month)?, day.parse().ok()?);
                date.map(Self::from_day)
            }
            _ => None,
        }
    }

    /// `2020`, `2020-05` or `2020-05-03`.
    pub(super) fn iso(self) -> String {
        let mut iso = format!("{:04}", self.year);
        for part in [self.month, self.day].into_iter().flatten() {
            write!(iso, "-{part:02}").expect("a string takes all");
        }
        iso
    }

    /// Year, month and day, as many as are known.
    pub(super) fn parts(self) -> Vec<i32> {
        let rest = [self.month, self.day].into_iter().flatten().map(i32::from);
        std::iter::once(self.year).chain(rest).collect()
    }

    fn from_day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

fn number_of_year(word: &str) -> Option<i32> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| word.parse().ok())?
}

fn number_of_month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let long = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().zip(long).position(|(short, long)| {
        word == *short || word == long || word == "sept" && *short == "sep"
    })?;
    Some(at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_the_usual_forms() {
        let iso = |text| PartialDate::read(text).map(PartialDate::iso);
        for text in ["2020-05-03", "3 May 2020", "May 3, 2020", " 3 may 2020 "] {
            assert_eq!(iso(text).as_deref(), Some("2020-05-03"), "{text}");
        }
        assert_eq!(iso("Sept. 2020").as_deref(), Some("2020-09"));
        assert_eq!(iso("2020").as_deref(), Some("2020"));
        for text in ["31 June 2020", "Spring 2020", "2020–21", "c. 1900", ""] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
