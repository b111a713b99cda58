//! What the texts of `forms.tsv` mean as dates, or why they are none; and that every day can be
//! written and read again.

use std::fmt::Write as _;
use std::path::Path;

use citelint::date::{Date, Fault, Form, ParsedDate, Style};
use citelint::site::Site;

/// The fewest forms that the table may have.
const FEWEST_FORMS: usize = 300;

/// Each line has a text, what it means, and the template that it stands in, if that matters.
///
/// A meaning is the first and the last day, the precision, and what else there is to say. A fault is
/// its kind, the part of the text that it is about, and how the date is written where that is known.
#[test]
fn forms_mean_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates/forms.tsv");
    let table = std::fs::read_to_string(&path).expect("the table can be read");
    let mut wrong = String::new();
    let mut forms = 0;
    let mut filled = String::new();
    for line in table.lines() {
        if line.is_empty() || line.starts_with('#') {
            filled.push_str(line);
            filled.push('\n');
            continue;
        }
        forms += 1;
        let mut cells = line.split('\t');
        let (text, expected) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let template = cells.next().unwrap_or_default();
        let read = Site::mediawiki().dates.words.read(text, template);
        let meaning = describe(text, read);
        let row = format!("{text}\t{meaning}\t{template}");
        writeln!(filled, "{}", row.trim_end()).expect("a string takes all");
        if meaning != expected {
            writeln!(wrong, "{text}: {meaning}, not {expected}").expect("a string takes all");
        }
    }
    if std::env::var_os("CITELINT_FILL_FORMS").is_some() {
        std::fs::write(&path, filled).expect("the table can be written");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(forms >= FEWEST_FORMS, "the table has only {forms} forms");
}

#[test]
fn every_day_can_be_written_and_read_again() {
    let mut days = 0;
    for year in 1582..=2100 {
        for (month, day) in (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))) {
            let Some(date) = Date::new(year, month, day) else { continue };
            days += 1;
            for style in [Style::Dmy, Style::Mdy, Style::Iso] {
                check_style(date, style, false, "");
            }
            // What differs from year to year has been seen then.
            if year % 25 == 0 {
                check_style(date, Style::Dmy, true, "");
                check_style(date, Style::Mdy, true, "");
                check_style(date, Style::Dmy, false, "literatur");
                check_style(date, Style::Dmy, false, "ouvrage");
            }
        }
    }
    assert_eq!(days, 189_561);
}

fn check_style(date: Date, style: Style, short: bool, template: &str) {
    let words = &Site::mediawiki().dates.words;
    let written = words.write_day(date, style, short, template);
    let read = words.read(&written, template).ok();
    assert_eq!(read.map(|it| it.form), Some(Form::Day(style)), "{written}");
    assert_eq!(read.and_then(|it| it.day()), Some(date), "{written}");
    if short {
        let (length, read) = words.read_start(&written, template).expect("a date");
        let day = read.ok().and_then(|it| it.day());
        assert_eq!((length, day), (written.len(), Some(date)), "{written}");
    }
}

#[test]
fn what_is_corrected_is_right() {
    let words = &Site::mediawiki().dates.words;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates/forms.tsv");
    let table = std::fs::read_to_string(path).expect("the table can be read");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let text = cells.next().unwrap_or_default();
        let template = cells.nth(1).unwrap_or_default();
        let Err(fault) = words.read(text, template) else { continue };
        assert!(text.get(fault.place.clone()).is_some(), "{text}");
        let Some(corrected) = &fault.corrected else { continue };
        let read = words.read(corrected, template);
        let is_same = match (&read, &fault.meaning) {
            (Ok(read), Some(meaning)) => (read.first, read.last) == (meaning.first, meaning.last),
            (read, None) => read.is_ok(),
            (Err(_), _) => false,
        };
        assert!(is_same, "{text}: {corrected} is {read:?}, not {:?}", fault.meaning);
    }
}

#[test]
fn no_text_makes_the_reader_stumble() {
    let words = &Site::mediawiki().dates.words;
    let pieces = [
        "5", "05", "2020", "99999", "May", "mai", "–", "-", "/", ".", ",", " ", "T", ":", "1st",
        "c.", "[[", "]]", "é", "&nbsp;", "Winter",
    ];
    for one in pieces {
        for two in pieces {
            for three in pieces {
                for four in pieces {
                    let text = format!("{one}{two}{three} {four}");
                    let _ = words.read(&text, "literatur");
                    if let Some((length, _)) = words.read_start(&text, "") {
                        assert!(text.get(..length).is_some(), "{text}");
                    }
                }
            }
        }
    }
}

fn describe(text: &str, read: Result<ParsedDate, Fault>) -> String {
    match read {
        Ok(date) => {
            let (Some(first), Some(last)) = (date.first, date.last) else {
                return format!("{:?}", date.form);
            };
            let days = if first == last { first.to_string() } else { format!("{first}..{last}") };
            let mut meaning = format!("{days} {:?}", date.form);
            if date.circa {
                meaning.push_str(" circa");
            }
            if let Some(suffix) = date.suffix {
                write!(meaning, " {suffix}").expect("a string takes all");
            }
            meaning
        }
        Err(fault) => {
            let place = text.get(fault.place.clone()).unwrap_or("?");
            let corrected = fault.corrected.map(|it| format!(" → {it}")).unwrap_or_default();
            format!("! {:?} [{place}]{corrected}", fault.kind)
        }
    }
}
