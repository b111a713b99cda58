use std::collections::BTreeMap;

use crate::facts::short::Anchor;
use crate::lint::{Context, Rule, Severity, declare_rule};

declare_rule! {
    /// A letter behind a year that has no counterpart: `2001b` without `2001a`.
    ///
    /// ## Why is this bad?
    /// The letters tell the works of one author and year apart. Where the first of them is missing,
    /// a source was probably deleted, or never copied with the rest, and readers look for it in
    /// vain. A lone `a` does no harm and is only worth a look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The ferry sank.{{sfn|Orme|2001b|p=3}}
    ///
    /// * {{cite book |last=Orme |date=2001b |title=Ferries}}
    /// ```
    /// ```wikitext,good
    /// The ferry sank.{{sfn|Orme|2001b|p=3}} It was raised.{{sfn|Orme|2001a|p=7}}
    ///
    /// * {{cite book |last=Orme |date=2001a |title=Salvage}}
    /// * {{cite book |last=Orme |date=2001b |title=Ferries}}
    /// ```
    struct DateSfnYearSuffix {}
    name: "date-sfn-year-suffix",
    group: Dates,
    severity: Warning,
}

impl Rule for DateSfnYearSuffix {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let short = &cx.doc.short;
        let has_letter =
            |anchor: &Anchor| split(&anchor.year).is_some_and(|(_, letter)| letter != NO_LETTER);
        if short.has_unknown_anchors()
            || !short.anchors.iter().chain(&short.withheld).any(has_letter)
        {
            return;
        }
        // The works by names and year, each with its letter; a year without one comes first.
        let mut works: BTreeMap<(&[String], &str), BTreeMap<char, &Anchor>> = BTreeMap::new();
        for anchor in short.anchors.iter().chain(&short.withheld) {
            let Some((year, letter)) = split(&anchor.year) else { continue };
            let of_year = works.entry((&anchor.names, year)).or_default();
            of_year.entry(letter).or_insert(anchor);
        }
        let mut found: Vec<(&Anchor, &str, char)> = Vec::new();
        for ((_, year), letters) in works {
            let has_plain = letters.contains_key(&NO_LETTER);
            let mut expected = 'a';
            for (&letter, anchor) in letters.iter().filter(|(letter, _)| **letter != NO_LETTER) {
                if letter != expected {
                    found.push((anchor, year, expected));
                    break;
                }
                expected = char::from(letter as u8 + 1);
            }
            if let Some(anchor) = letters.get(&'a').filter(|_| letters.len() == 1 && !has_plain) {
                found.push((anchor, year, 'b'));
            }
        }
        found.sort_by_key(|(anchor, ..)| anchor.span);
        for (anchor, year, missing) in found {
            let names = anchor.names.join(", ");
            let message =
                format!("this is {names} {}, but there is no {year}{missing}", anchor.year);
            let is_alone = missing == 'b' && anchor.year.ends_with('a');
            let found = cx.report(anchor.span, message);
            if is_alone {
                found.severity(Severity::Info);
                found.help(
                    "leave out the letter, here and where it is cited, or add the other work",
                );
            } else {
                found.help("add the missing work, or let the letters start with `a`");
            }
        }
    }
}

/// Stands for a year without a letter.
const NO_LETTER: char = ' ';

/// Four digits and the letter behind them.
fn split(year: &str) -> Option<(&str, char)> {
    let (digits, letter) = year.split_at_checked(4)?;
    let letter = match letter.as_bytes() {
        [] => NO_LETTER,
        [letter @ b'a'..=b'y'] => char::from(*letter),
        _ => return None,
    };
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some((digits, letter))
}
