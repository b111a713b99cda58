//! The samples show every rule at work, and one page without a fault.

use std::collections::BTreeSet;
use std::path::Path;

use citelint::date::Date;
use citelint::lint::{LintOptions, RuleSet, Selection, lint};
use citelint::rules;
use citelint::site::Site;

/// Rules that depend on a setting that the samples do not have.
const NEED_A_SETTING: [&str; 2] = ["ref-after-punctuation", "ref-details-missing-parent"];

#[test]
fn a_rule_that_runs_by_default_has_no_fault_in_the_samples() {
    let found: BTreeSet<&str> = [
        "faults.wiki",
        "citations.wiki",
        "citation-values.wiki",
        "dates.wiki",
        "no-list.wiki",
        "unreferenced.wiki",
        "rendered.txt",
        "rendered-faults.txt",
    ]
    .into_iter()
    .flat_map(found_in)
    .collect();
    let missing: Vec<&str> = rules::ALL
        .iter()
        .filter(|entry| !entry.meta.optional)
        .map(|entry| entry.meta.name)
        .filter(|name| !found.contains(name) && !NEED_A_SETTING.contains(name))
        .collect();
    assert!(missing.is_empty(), "no sample has a fault for {missing:?}");
}

#[test]
fn the_clean_sample_has_findings() {
    assert_eq!(found_in("clean.wiki"), Vec::<&str>::new());
}

/// The rules that find something in a sample.
fn found_in(sample: &str) -> Vec<&'static str> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    let text = std::fs::read_to_string(path).expect("the sample can be read");
    let today = Date::new(2026, 1, 31);
    let options = LintOptions { selection: Selection::default(), today, ..LintOptions::default() };
    let rules = RuleSet::new(rules::ALL, &options).expect("the defaults are valid");
    lint(&text, Site::mediawiki(), &rules).into_iter().map(|it| it.rule.name).collect()
}
