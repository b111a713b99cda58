//! The model of Cite, and the rules that report its errors, against MediaWiki's own published cases, which are read from beside the
//! repository and never copied into it. Where they are not there, the test says so and passes.

use std::path::PathBuf;

use citelint::facts::Document;
use citelint::facts::cite::CiteError;
use citelint::lint::{LintOptions, RuleSet, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use serde_json::Value;

/// The least share of the published cases, in per cent, that must come out as MediaWiki's do. It
/// only ever rises.
const FLOOR: usize = 100;

#[test]
fn published_cite_cases_show_the_same_errors() {
    let Some(cases) = published_cases("cite.jsonl") else { return };
    let is_binding = |case: &&Value| case["standalone"] == true && case["php"].is_object();
    let (mut total, mut same_keys, mut same_errors) = (0, 0, 0);
    for case in cases.iter().filter(is_binding) {
        total += 1;
        let expected = sorted_keys(&case["php"]["errors_shown"]);
        let shown = reported_keys(text(case), &site(case));
        same_keys += usize::from(distinct(&shown) == distinct(&expected));
        if shown == expected {
            same_errors += 1;
        } else {
            println!("missed {}: shown {shown:?}, MediaWiki shows {expected:?}", case["id"]);
        }
    }
    println!("cite: {same_keys} of {total} by keys, {same_errors} by errors shown");
    assert!(same_keys * 100 >= total * FLOOR, "fewer than {FLOOR} % show the same keys");
    assert!(same_errors * 100 >= total * FLOOR, "fewer than {FLOOR} % show the same errors");
}

#[test]
fn published_validator_cases_find_the_same_error() {
    let Some(cases) = published_cases("validator.jsonl") else { return };
    let (mut total, mut same) = (0, 0);
    for case in cases.iter().filter(|case| case["wikitext"].is_string()) {
        total += 1;
        let expected = case["error"].as_str();
        // What Cite's Validator finds is not always shown on the page.
        let document = Document::new(text(case), Site::mediawiki());
        let found: Vec<_> = document.refs.errors.iter().map(CiteError::key).collect();
        if expected.map_or(found.is_empty(), |key| found.contains(&key)) {
            same += 1;
        } else {
            println!("missed {}: found {found:?}, MediaWiki finds {expected:?}", case["id"]);
        }
    }
    println!("validator: {same} of {total}");
    assert_eq!(same, total);
}

/// Each error that the model shows comes out of exactly one rule, with its key.
#[test]
fn each_shown_error_is_reported_once() {
    for name in ["cite.jsonl", "validator.jsonl"] {
        let cases = published_cases(name).unwrap_or_default();
        for case in cases.iter().filter(|case| case["wikitext"].is_string()) {
            let site = site(case);
            let document = Document::new(text(case), &site);
            let shown = document.refs.shown_errors().map(|error| error.key().to_owned());
            let mut shown: Vec<_> = shown.collect();
            shown.sort();
            assert_eq!(reported_keys(text(case), &site), shown, "{}", case["id"]);
        }
    }
}

fn published_cases(name: &str) -> Option<Vec<Value>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/mediawiki");
    let Ok(lines) = std::fs::read_to_string(folder.join(name)) else {
        println!("skipped: {name} is not beside the repository");
        return None;
    };
    Some(lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect())
}

fn text(case: &Value) -> &str {
    case["wikitext"].as_str().unwrap_or_default()
}

fn site(case: &Value) -> Site {
    let sub_referencing = case["sub_referencing"] == true;
    Site { sub_referencing, ..Site::mediawiki().clone() }
}

/// The keys of MediaWiki's messages in the diagnostics of all rules.
fn reported_keys(text: &str, site: &Site) -> Vec<String> {
    let rules = RuleSet::new(ALL, &LintOptions::default()).expect("no options");
    let diagnostics = lint(text, site, &rules);
    let keys = diagnostics.iter().filter_map(|diagnostic| diagnostic.mediawiki);
    let mut keys: Vec<_> = keys.map(str::to_owned).collect();
    keys.sort();
    keys
}

fn sorted_keys(keys: &Value) -> Vec<String> {
    let keys = keys.as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut keys: Vec<_> = keys.map(str::to_owned).collect();
    keys.sort();
    keys
}

fn distinct(keys: &[String]) -> Vec<String> {
    let mut keys = keys.to_vec();
    keys.dedup();
    keys
}
