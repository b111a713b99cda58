//! What the rules about dates share.

use super::fix::{Applicability, Edit, Fix};
use super::rule::Context;
use crate::date::{Date, FaultKind, ParsedDate, Style};
use crate::facts::Citation;
use crate::facts::dates::{CitationDates, DateField};
use crate::text::Span;

impl<'a, 's> Context<'a, 's> {
    /// The citations with their dates.
    pub(crate) fn dated_citations(
        &self,
    ) -> impl Iterator<Item = (&'a Citation<'s>, CitationDates<'a, 's>)> + use<'a, 's> {
        self.doc.citations.iter().zip(self.doc.dates.citations())
    }

    /// A day as it is named in a message.
    pub(crate) fn day_name(&self, day: Date) -> String {
        self.doc.site.dates.words.write_day(day, Style::Dmy, false, "")
    }

    /// The fix that writes another day into a field, in the style in which the field is written.
    pub(crate) fn write_day(
        &self,
        field: &DateField,
        day: Date,
        citation: &Citation<'_>,
    ) -> String {
        let meaning = field.meaning();
        let style = meaning.and_then(|date| date.form.style());
        let style = style.unwrap_or(self.doc.dates.styles.for_access());
        let short = meaning.and_then(|date| date.short_month) == Some(true);
        self.doc.site.dates.words.write_day(day, style, short, &citation.name)
    }
}

/// A fix that puts a text in the place of a date; `None` where a comment would go with it.
pub(crate) fn replacement(
    field: &DateField,
    text: impl Into<String>,
    applicability: Applicability,
) -> Option<Fix> {
    let text = text.into();
    let title = format!("write {text}");
    field
        .can_be_replaced()
        .then(|| Fix::new(title, applicability, [Edit::replace(field.span, text)]))
}

/// Puts an argument behind another one, set apart and aligned in the same way.
pub(crate) fn addition(text: &str, after: Span, name: &str, value: &str) -> Edit {
    let before = &text[..after.start.saturating_sub(1) as usize];
    let blank = &before[before.trim_end().len()..];
    let argument = after.of(text);
    let (key, rest) = argument.split_once('=').unwrap_or((argument, ""));
    let padding = &key[..key.len() - key.trim_start().len()];
    let padding = if padding.contains('\n') { "" } else { padding };
    // `name    = value`
    let has_space = key.ends_with(' ');
    let width = if has_space { key.trim_start().len() - 1 } else { 0 };
    let gap = if has_space { " " } else { "" };
    let indent = if rest.starts_with(' ') { " " } else { "" };
    let end = after.start + argument.trim_end().len() as u32;
    Edit::insert(end, format!("{blank}|{padding}{name:width$}{gap}={indent}{value}"))
}

/// How much earlier than its date a source may have been read: papers and books come out before
/// the day that is printed on them, the more so the less exact that is.
pub(crate) fn leeway(published: &ParsedDate) -> i64 {
    use crate::date::Precision::{Day, Month, Nothing, Season, Year};
    match published.precision {
        Day => 1,
        Month => 92,
        Season | Year | Nothing => 183,
    }
}

/// What to do about a fault of a date that has no fix.
pub(crate) fn advice(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::NoSuchDay(_) | FaultKind::NoSuchMonth(_) => {
            "look up in the source which day was meant"
        }
        FaultKind::Ambiguous(_) => {
            "look up which of the two the source has, and write the month as a word"
        }
        FaultKind::Figures => "write the month as a word",
        FaultKind::TwoDigitYear => "write all digits of the year, and the month as a word",
        FaultKind::NoYear => "add the year",
        FaultKind::Reversed => {
            "write the earlier first, or just one day or year if there is only one"
        }
        FaultKind::YearOrMonth => {
            "write the month as a word (`May 2003`), or both years in full (`2003–2005`)"
        }
        FaultKind::FiguresBeforeGregorian => {
            "write the month as a word (`14 October 1066`): days in figures are those of the \
             Gregorian calendar, which began in 1582"
        }
        FaultKind::RangeInFigures => "write the month as a word: `1–3 May 2020`",
        FaultKind::CircaOfOther => "write `c.` before a single year, or leave it out",
        _ => {
            "write it like `5 May 2020`, `May 2020`, `Spring 2020`, `2020` or `5–7 May 2020`; the \
             template shows readers an error for anything else"
        }
    }
}
