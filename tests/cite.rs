//! The model of Cite, and the rules that report its errors, against MediaWiki's own published cases, which are read from beside the
//! repository and never copied into it. Where they are not there, the test says so and passes.

use std::path::PathBuf;

use citelint::facts::Document;
use citelint::facts::cite::CiteError;
use citelint::lint::{LintOptions, RuleSet, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
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
            let (reported, shown) =
                (reported_keys(text(case), &site), shown_keys(text(case), &site));
            assert_eq!(reported, shown, "{}", case["id"]);
        }
    }
}

/// Pieces of refs and lists; joined, they meet in every order.
const PIECES: &[&str] = &[
    "<ref name=a />",
    "<ref name=\"a\">one</ref>",
    "<ref name=a>two</ref>",
    "<ref name=\"A\"/>",
    "<ref name=b group=g>x</ref>",
    "<ref name=b group=g />",
    "<ref follow=a>more</ref>",
    "<ref follow=c name=a>x</ref>",
    "<ref follow=c>x</ref>",
    "<ref></ref>",
    "<ref/>",
    "<ref>",
    "</ref>",
    "<ref>lone</ref>",
    "<ref name=1>x</ref>",
    "<ref name=2 />",
    "<ref nmae=a>x</ref>",
    "<ref name=a b c>x</ref>",
    "<ref foo=a name=a dir=rtl />",
    "<ref dir=up>x</ref>",
    "<ref name=a dir=rtl>one</ref>",
    "<ref name=a dir=ltr />",
    "<ref details=x />",
    "<ref details=x>y</ref>",
    "<ref name=a details=x>one</ref>",
    "<references>",
    "</references>",
    "<references />",
    "<references group=g>",
    "<references foo=1 />",
    "{{#tag:ref|t|name=a}}",
    "{{#tag:references|",
    "{{reflist|refs=",
    "{{efn|",
    "{{r|a|b}}",
    "{{sfn|Lee|1999}}",
    "}}",
    "{{infobox|",
    "{{{1}}}",
    "[[",
    "{|\n",
    "<!--",
    "-->",
    "<nowiki>",
    "\n",
    "text",
];

proptest! {
    /// The same for pages of any refs and lists at all.
    #[test]
    fn each_shown_error_is_reported_once_on_any_page(
        pieces in vec(select(PIECES), 0..30),
        sub_referencing in any::<bool>(),
    ) {
        let text = pieces.concat();
        let site = Site { sub_referencing, ..Site::mediawiki().clone() };
        prop_assert_eq!(reported_keys(&text, &site), shown_keys(&text, &site));
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

/// The keys of the errors that the model shows.
fn shown_keys(text: &str, site: &Site) -> Vec<String> {
    let document = Document::new(text, site);
    let mut keys: Vec<_> =
        document.refs.shown_errors().map(|error| error.key().to_owned()).collect();
    keys.sort();
    keys
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
