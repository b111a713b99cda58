//! Fixing comes to an end, loses nothing that it does not mean to, and breaks nothing.

use std::collections::BTreeMap;

use citelint::fix::fix;
use citelint::lint::{Applicability, Diagnostic, Severity, lint};

use super::findings::check_places;
use super::{Reading, readings, tree};

/// Applies the safe fixes and then all fixes, in every reading.
pub fn check(text: &str) {
    for reading in readings() {
        for least in [Applicability::Safe, Applicability::Unsafe] {
            check_one(text, &reading, least);
        }
    }
}

fn check_one(text: &str, reading: &Reading, least: Applicability) {
    let Reading { name, site, rules } = *reading;
    let how = least.name();
    let fixed = fix(text, site, rules, least);
    check_places(&fixed.remaining, &fixed.text);
    tree::check(&fixed.text, site);

    let is_left = |it: &&Diagnostic| it.fix.as_ref().is_some_and(|it| it.applicability >= least);
    let left = fixed.remaining.iter().find(is_left);
    assert!(left.is_none(), "{name}, {how}: fixing never ends: {left:?} in {:?}", fixed.text);
    let again = fix(&fixed.text, site, rules, least);
    assert_eq!(again.text, fixed.text, "{name}, {how}: fixing again changes the page");

    let [before, after] = [text, &fixed.text].map(|it| errors(&lint(it, site, rules)));
    for (rule, count) in after {
        let before = before.get(rule).copied().unwrap_or_default();
        assert!(count <= before, "{name}, {how}: new errors of `{rule}` in {:?}", fixed.text);
    }
}

/// How many errors each rule finds.
fn errors(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for it in found.iter().filter(|it| it.severity == Severity::Error) {
        *errors.entry(it.rule.name).or_default() += 1;
    }
    errors
}
