//! Check digits catch every slip that they are made to catch, and reading survives any text.

use citelint::facts::Document;
use citelint::facts::identifiers::Place;
use citelint::identifier::{Kind, check};
use citelint::site::Site;
use proptest::prelude::*;

/// A right ISBN of ten digits; the last one may be `X`.
fn isbn_10() -> impl Strategy<Value = String> {
    proptest::collection::vec(0u32..10, 9).prop_map(|digits| with_modulo_11(&digits))
}

/// A right ISBN of thirteen digits.
fn isbn_13() -> impl Strategy<Value = String> {
    proptest::collection::vec(0u32..10, 9).prop_map(|digits| {
        let all: Vec<u32> = [9, 7, 8].into_iter().chain(digits).collect();
        let sum: u32 =
            all.iter().enumerate().map(|(at, digit)| digit * if at % 2 == 0 { 1 } else { 3 }).sum();
        written(&all) + &((10 - sum % 10) % 10).to_string()
    })
}

fn issn() -> impl Strategy<Value = String> {
    proptest::collection::vec(0u32..10, 7).prop_map(|digits| {
        let number = with_modulo_11(&digits);
        format!("{}-{}", &number[..4], &number[4..])
    })
}

fn with_modulo_11(digits: &[u32]) -> String {
    let sum: u32 = digits.iter().rev().zip(2..).map(|(digit, weight)| digit * weight).sum();
    let last = (11 - sum % 11) % 11;
    written(digits) + &if last == 10 { "X".to_owned() } else { last.to_string() }
}

fn written(digits: &[u32]) -> String {
    digits.iter().map(ToString::to_string).collect()
}

/// Every text that differs from the number in one digit.
fn one_digit_changed(number: &str) -> Vec<String> {
    let mut changed = Vec::new();
    for (at, old) in number.char_indices().filter(|(_, c)| *c != '-') {
        let is_last = at + 1 == number.len();
        for new in "0123456789X".chars().filter(|&new| new != old && (is_last || new != 'X')) {
            changed.push(format!("{}{new}{}", &number[..at], &number[at + 1..]));
        }
    }
    changed
}

proptest! {
    #[test]
    fn every_change_of_one_digit_is_caught(ten in isbn_10(), thirteen in isbn_13(), serial in issn()) {
        for (kind, number) in [(Kind::Isbn, ten), (Kind::Isbn, thirteen), (Kind::Issn, serial)] {
            let reserved = kind == Kind::Isbn && number.len() == 10 && number.starts_with("63");
            prop_assert!(check(kind, &number).is_ok() || reserved, "{number}");
            for changed in one_digit_changed(&number) {
                prop_assert!(check(kind, &changed).is_err(), "{number} to {changed}");
            }
        }
    }

    #[test]
    fn every_swap_of_neighbours_is_caught_in_ten_digits(number in isbn_10()) {
        for at in 0..9 {
            let mut swapped: Vec<char> = number.chars().collect();
            swapped.swap(at, at + 1);
            let swapped: String = swapped.into_iter().collect();
            prop_assert!(swapped == number || check(Kind::Isbn, &swapped).is_err(), "{number} to {swapped}");
        }
    }

    #[test]
    fn swapped_neighbours_are_named(number in isbn_10(), at in 0usize..8) {
        let mut swapped: Vec<char> = number.chars().collect();
        swapped.swap(at, at + 1);
        let swapped: String = swapped.into_iter().collect();
        if let Err(fault) = check(Kind::Isbn, &swapped)
            && let Some(hint) = fault.hint.filter(|hint| hint.contains(" for "))
        {
            let pair = format!("`{}` for `{}`", &swapped[at..at + 2], &number[at..at + 2]);
            prop_assert!(hint.contains(&pair), "{number} to {swapped}: {hint}");
        }
    }

    #[test]
    fn any_text_can_be_read(value in "\\PC{0,24}", digits in "[0-9Xx –./-]{0,20}") {
        for kind in Kind::ALL {
            for value in [&value, &digits] {
                if let Err(fault) = check(kind, value) {
                    prop_assert!(value.get(fault.span.clone()).is_some(), "{kind}: {value}: {:?}", fault.span);
                }
            }
        }
    }
}

#[test]
fn identifiers_are_found_wherever_they_stand() {
    let text = "{{cite book |isbn=0-306-40615-2 |DOI= 10.1000/182 |oclc=((x)) |pmid={{y}} \
        |id=ISBN 0-8044-2957-X}} {{ISBN|0-8044-2957-X|2=978-3-16-148410-0}} ISBN 99921-58-10-7 \
        [[ISSN]] 0317-8471, doi:10.1000/183. <nowiki>ISSN 0378-5955</nowiki> (PMCID: PMC1817752)";
    let doc = Document::new(text, Site::mediawiki());
    let found: Vec<_> = doc.identifiers.iter().map(|it| (it.kind, it.span.of(text))).collect();
    let expected = [
        (Kind::Isbn, "0-306-40615-2"),
        (Kind::Doi, "10.1000/182"),
        (Kind::Isbn, "0-8044-2957-X"),
        (Kind::Isbn, "0-8044-2957-X"),
        (Kind::Isbn, "978-3-16-148410-0"),
        (Kind::Isbn, "99921-58-10-7"),
        (Kind::Issn, "0317-8471"),
        (Kind::Doi, "10.1000/183"),
        (Kind::Pmc, "1817752"),
    ];
    assert_eq!(found, expected);
    assert!(doc.identifiers.iter().all(|it| it.reading.is_ok()));
    assert!(matches!(doc.identifiers[0].place, Place::Citation { citation: 0, argument: 0 }));
    assert_eq!(doc.identifiers[8].place, Place::Text);
}

#[test]
fn a_wide_space_in_a_handle_is_marked_whole() {
    let fault = check(Kind::Hdl, "\u{2000}/x").expect_err("a space is no part of a Handle");
    assert_eq!(fault.span, 0..3);
}

#[test]
fn numbers_in_running_text_end_where_readers_see_them_end() {
    let values = |text: &'static str| -> Vec<&'static str> {
        Document::new(text, Site::mediawiki())
            .identifiers
            .iter()
            .map(|it| it.span.of(text))
            .collect()
    };
    assert_eq!(values("ISSN 0317-8472 1999"), ["0317-8472"]);
    assert_eq!(values("ISBN 0-306-40615-3 1999."), ["0-306-40615-3"]);
    assert_eq!(values("ISBN 978 0 306 40615 8."), ["978 0 306 40615 8"]);
    assert_eq!(
        values("ISBN-13: 978-0-306-40615-7, ISBN-10: 0-306-40615-2"),
        ["978-0-306-40615-7", "0-306-40615-2"]
    );
    assert_eq!(values("Books with ISBN 978 and ISBN 0-330 were"), Vec::<&str>::new());
    assert_eq!(values("(see doi:10.1000/a(b)c)."), ["10.1000/a(b)c"]);
    assert_eq!(values("a DOI 10.1000/182; b"), ["10.1000/182"]);
    assert_eq!(values("PMID is 12. A DOI is no number."), Vec::<&str>::new());
}
