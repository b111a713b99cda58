//! From the parts of a date to its form.

use std::ops::Range;

use super::check::{check, figures};
use super::fault::{Fault, FaultKind};
use super::meaning::{Form, ParsedDate, Precision, Style};
use super::slip::{Matcher, first_difference};
use super::units::{Unit, Units};
use super::words::{DateWords, Meaning, Spoken, Word};
use super::write::{End, Written};

/// What the parts of a date are, in which order.
struct Shape {
    /// The kinds of the parts, see [`Unit::kind`].
    kinds: &'static [u8],
    form: Form,
    /// The places of day, word and year of the first and of the last day.
    ends: [[u8; 3]; 2],
    /// What is wrong with dates of this shape.
    slip: Option<FaultKind>,
}

/// No such part.
const NO: u8 = u8::MAX;

/// All shapes but those in figures, the usual ones first.
static SHAPES: [Shape; 38] = {
    use FaultKind::{NeedlessSign, Order, RangeSign};
    use Form::{
        Day, Days, DaysOfMonths, DaysOfYears, Month, Months, MonthsOfYears, SeasonOfYears, Year,
        Years,
    };
    use Style::{Dmy, Mdy};
    [
        one(b"Y", Year, [NO, NO, 0], None),
        one(b"NMY", Day(Dmy), [0, 1, 2], None),
        one(b"MNY", Day(Mdy), [1, 0, 2], None),
        one(b"MY", Month, [NO, 0, 1], None),
        one(b"PY", Month, [NO, 0, 1], None),
        two(b"MDMY", Months, [NO, 0, 3], [NO, 2, 3], None),
        two(b"PDPY", Months, [NO, 0, 3], [NO, 2, 3], None),
        two(b"NDNMY", Days(Dmy), [0, 3, 4], [2, 3, 4], None),
        two(b"MNDNY", Days(Mdy), [1, 0, 4], [3, 0, 4], None),
        two(b"NMDNMY", DaysOfMonths(Dmy), [0, 1, 5], [3, 4, 5], None),
        two(b"MNDMNY", DaysOfMonths(Mdy), [1, 0, 5], [4, 3, 5], None),
        two(b"NMYDNMY", DaysOfYears(Dmy), [0, 1, 2], [4, 5, 6], None),
        two(b"MNYDMNY", DaysOfYears(Mdy), [1, 0, 2], [5, 4, 6], None),
        two(b"YDY", Years, [NO, NO, 0], [NO, NO, 2], None),
        two(b"YDN", Years, [NO, NO, 0], [NO, NO, 2], None),
        two(b"MYDMY", MonthsOfYears, [NO, 0, 1], [NO, 3, 4], None),
        two(b"PYDPY", MonthsOfYears, [NO, 0, 1], [NO, 3, 4], None),
        two(b"PYDY", SeasonOfYears, [NO, 0, 1], [NO, 0, 3], None),
        two(b"PYDN", SeasonOfYears, [NO, 0, 1], [NO, 0, 3], None),
        one(b"YM", Month, [NO, 1, 0], Some(Order)),
        one(b"YP", Month, [NO, 1, 0], Some(Order)),
        one(b"YMN", Day(Dmy), [2, 1, 0], Some(Order)),
        one(b"YNM", Day(Dmy), [1, 2, 0], Some(Order)),
        one(b"NDMDY", Day(Dmy), [0, 2, 4], Some(NeedlessSign)),
        one(b"MDNDY", Day(Mdy), [2, 0, 4], Some(NeedlessSign)),
        one(b"NSMSY", Day(Dmy), [0, 2, 4], Some(NeedlessSign)),
        one(b"YDMDN", Day(Dmy), [4, 2, 0], Some(Order)),
        one(b"MSNSY", Day(Mdy), [2, 0, 4], Some(NeedlessSign)),
        one(b"MDY", Month, [NO, 0, 2], Some(NeedlessSign)),
        one(b"MSY", Month, [NO, 0, 2], Some(NeedlessSign)),
        two(b"MSMY", Months, [NO, 0, 3], [NO, 2, 3], Some(RangeSign)),
        two(b"PSPY", Months, [NO, 0, 3], [NO, 2, 3], Some(RangeSign)),
        two(b"NSNMY", Days(Dmy), [0, 3, 4], [2, 3, 4], Some(RangeSign)),
        two(b"MNSNY", Days(Mdy), [1, 0, 4], [3, 0, 4], Some(RangeSign)),
        two(b"YSY", Years, [NO, NO, 0], [NO, NO, 2], Some(RangeSign)),
        two(b"YSN", Years, [NO, NO, 0], [NO, NO, 2], Some(RangeSign)),
        two(b"PYSY", SeasonOfYears, [NO, 0, 1], [NO, 0, 3], Some(RangeSign)),
        two(b"PYSN", SeasonOfYears, [NO, 0, 1], [NO, 0, 3], Some(RangeSign)),
    ]
};

const fn one(kinds: &'static [u8], form: Form, end: [u8; 3], slip: Option<FaultKind>) -> Shape {
    Shape { kinds, form, ends: [end, end], slip }
}

const fn two(
    kinds: &'static [u8],
    form: Form,
    first: [u8; 3],
    last: [u8; 3],
    slip: Option<FaultKind>,
) -> Shape {
    Shape { kinds, form, ends: [first, last], slip }
}

/// The parts of a date in a text, with what is already known to be wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a, 'w> {
    pub(super) text: &'a str,
    pub(super) units: &'a [Unit<'w>],
    pub(super) kinds: &'a [u8],
    pub(super) note: Option<&'a (FaultKind, Range<usize>, usize)>,
    pub(super) spoken: Spoken,
    pub(super) words: &'w DateWords,
}

/// Reads a whole text.
pub(super) fn read(text: &str, units: &Units<'_>, words: &DateWords) -> Result<ParsedDate, Fault> {
    if !text.contains(|c: char| c.is_ascii_digit())
        && let Some(read) = read_no_date(text, units.spoken, words)
    {
        return read;
    }
    let parts = Parts {
        text,
        units: units.list(),
        kinds: units.kinds(),
        note: units.note.as_ref(),
        spoken: units.spoken,
        words,
    };
    parts.read(0..text.len())
}

/// Reads the date that a text starts with.
pub(super) fn read_start(
    text: &str,
    words: &DateWords,
    spoken: Spoken,
) -> Option<(usize, Result<ParsedDate, Fault>)> {
    let units = Units::at_start(text, words, spoken);
    for count in (1..=units.list().len()).rev() {
        let note = units.note.as_ref().filter(|note| note.2 <= count);
        let parts = Parts {
            text,
            units: &units.list()[..count],
            kinds: &units.kinds()[..count],
            note,
            spoken,
            words,
        };
        let last = parts.units.last()?;
        if matches!(last.kind, b'D' | b'S' | b'T' | b'X') {
            continue;
        }
        let start = parts.units[0].start.min(note.map_or(usize::MAX, |note| note.1.start));
        let end = last.end.max(note.map_or(0, |note| note.1.end));
        let read = parts.read(start..end);
        let is_date = match &read {
            Ok(_) => true,
            Err(fault) => !matches!(fault.kind, FaultKind::Unreadable | FaultKind::NoYear),
        };
        if is_date {
            return Some((end, read));
        }
    }
    None
}

/// What a text without digits says of having no date.
fn read_no_date(
    text: &str,
    spoken: Spoken,
    words: &DateWords,
) -> Option<Result<ParsedDate, Fault>> {
    let (meaning, fit) = words.look_up(text, spoken)?;
    let Word::NoDate { accepted } = meaning.kind else { return None };
    let date = ParsedDate {
        form: Form::NoDate,
        precision: Precision::Nothing,
        first: None,
        last: None,
        circa: false,
        suffix: None,
        short_month: None,
    };
    if accepted && fit == super::words::Fit::Exact {
        return Some(Ok(date));
    }
    let corrected = words.languages[usize::from(spoken.first())].accepted_no_date.first();
    Some(Err(Fault {
        kind: FaultKind::Spelling,
        place: 0..text.len(),
        meaning: Some(date),
        corrected: corrected.cloned(),
    }))
}

impl<'w> Parts<'_, 'w> {
    fn read(self, whole: Range<usize>) -> Result<ParsedDate, Fault> {
        if let Some((b'C', kinds)) = self.kinds.split_first() {
            let parts = Self { units: &self.units[1..], kinds, ..self };
            return parts.read_circa(whole, self.units[0].range());
        }
        if let Some(result) = figures(self, &whole) {
            return result;
        }
        let Some(shape) = SHAPES.iter().find(|shape| shape.kinds == self.kinds) else {
            return Err(self.unreadable(whole));
        };
        let slip = shape.slip.clone().map(|slip| {
            let sign = self.units.iter().find(|unit| matches!(unit.kind, b'D' | b'S'));
            (slip, sign.map_or(whole.clone(), Unit::range))
        });
        let written = self.written(shape, false);
        self.finish(whole, written, slip)
    }

    fn read_circa(self, whole: Range<usize>, circa: Range<usize>) -> Result<ParsedDate, Fault> {
        let rest = self.units.first().map_or(whole.end, |unit| unit.start)..whole.end;
        if self.kinds == b"Y" {
            let written = self.written(&SHAPES[0], true);
            return self.finish(whole, written, None).map_err(|fault| match fault.kind {
                FaultKind::Spacing | FaultKind::RangeSpacing | FaultKind::NeedlessSign => {
                    Fault { kind: FaultKind::Spelling, place: circa, ..fault }
                }
                _ => fault,
            });
        }
        let meaning = match self.read(rest) {
            Ok(meaning) => Some(meaning),
            Err(fault) => fault.meaning,
        };
        let meaning = meaning.map(|meaning| ParsedDate { circa: true, ..meaning });
        let kind = if meaning.is_some() { FaultKind::CircaOfOther } else { FaultKind::Unreadable };
        Err(Fault { kind, place: circa, meaning, corrected: None })
    }

    /// The date that has this shape.
    fn written(self, shape: &Shape, circa: bool) -> Written<'w> {
        let end = |[day, word, year]: [u8; 3]| {
            let unit = |place: u8| self.units.get(usize::from(place));
            let number = |place: u8| unit(place).map_or(0, |unit| unit.number(self.text));
            End {
                day: number(day),
                day_place: unit(day).map(Unit::range),
                word: unit(word).and_then(|unit| unit.word),
                name: "",
                year: number(year),
                year_digits: unit(year).map_or(0, Unit::digit_count),
            }
        };
        let suffix = self.units.iter().rev().find_map(|unit| unit.suffix);
        let mut written = Written {
            form: shape.form,
            ends: shape.ends.map(end),
            circa,
            suffix,
            language: self.spoken.first(),
            words: self.words,
        };
        written.complete(self.spoken);
        written
    }

    /// Checks a date and compares it with the text.
    pub(super) fn finish(
        self,
        whole: Range<usize>,
        mut written: Written<'w>,
        slip: Option<(FaultKind, Range<usize>)>,
    ) -> Result<ParsedDate, Fault> {
        let reduced = written.reduce().then(|| (FaultKind::Repeated, whole.clone()));
        let mixed = written.unify_months().then(|| (FaultKind::MixedMonths, whole.clone()));
        let meaning = check(&written, &whole)?;
        if self.is_list(&written) {
            return Err(Fault::unreadable(whole));
        }
        let text = &self.text[whole.clone()];
        let mut matcher = Matcher::new(text);
        written.write(&mut matcher);
        let note = self.note.map(|(kind, place, _)| (kind.clone(), place.clone()));
        let known = note.or(slip).or(reduced).or(mixed);
        if matcher.is_match() && known.is_none() {
            return Ok(meaning);
        }
        let corrected = written.to_string();
        let (kind, place) = known.unwrap_or_else(|| {
            let (kind, place) = first_difference(text, &corrected);
            (kind, whole.start + place.start..whole.start + place.end)
        });
        let is_known = !(kind == FaultKind::Foreign && written.has_foreign_period(self.spoken));
        Err(Fault { kind, place, meaning: Some(meaning), corrected: is_known.then_some(corrected) })
    }

    /// Whether "and" stands between two that are no neighbours: they are no range.
    fn is_list(self, written: &Written<'_>) -> bool {
        let joins =
            |unit: &Unit<'_>| unit.word.is_some_and(|word| word.kind == Word::Dash { joins: true });
        let [first, last] = &written.ends;
        let month = |end: &End<'_>| end.word.and_then(Meaning::month).map(|it| it.0);
        let are_neighbours = last.year == first.year + 1
            || last.day == first.day + 1
            || month(last) == month(first).map(|it| it + 1)
            || month(first).is_none() && first.word.is_some();
        !are_neighbours && self.units.iter().any(joins)
    }

    /// Why there is no shape for the parts.
    fn unreadable(self, whole: Range<usize>) -> Fault {
        let unknown = self.units.iter().find(|unit| unit.kind == b'X');
        if let Some(unknown) = unknown {
            return Fault::unreadable(unknown.range());
        }
        let kind = match self.kinds {
            b"NM" | b"MN" | b"M" | b"P" | b"NDNM" | b"MNDN" | b"NMDNM" | b"MNDMN" | b"MDM" => {
                FaultKind::NoYear
            }
            b"NMN" | b"MNN" | b"NDMDN" | b"NSNSN" | b"NDNDN" | b"NTNTN" | b"NSMSN" => {
                FaultKind::TwoDigitYear
            }
            b"YDNDNDYDNDN" | b"YDNDNSYDNDN" => FaultKind::RangeInFigures,
            _ => return Fault::unreadable(whole),
        };
        Fault { kind, place: whole, meaning: None, corrected: None }
    }
}

impl Meaning {
    /// The number of a month, and whether it is an abbreviation.
    pub(super) fn month(&self) -> Option<(u8, Option<bool>)> {
        match self.kind {
            Word::Month { number, short } => Some((number, short)),
            _ => None,
        }
    }
}
