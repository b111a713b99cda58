//! The parse tree as XML equals what MediaWiki's preprocessor gives for its own test cases.

mod support;

use citelint::site::{ExtensionTag, Site};
use citelint::syntax::parsetree;
use serde_json::Value;
use support::{Score, flag, say, text};

/// The case's wiki: a plain one that knows the extension tags of the case and no others.
fn site(case: &Value) -> Site {
    let names = case["strip_list"].as_array().expect("a case lists its extension tags");
    let extension_tags = names
        .iter()
        .map(|name| ExtensionTag {
            name: name.as_str().expect("a tag name is a string").to_lowercase(),
            wikitext: false,
        })
        .collect();
    Site { extension_tags, ..Site::mediawiki().clone() }
}

#[test]
fn preprocessor_xml_differs_from_mediawiki() {
    let Some(cases) = support::json_lines("data/mediawiki/preprocessor.jsonl") else { return };
    let mut score = Score::default();
    // Two cases name an end tag and a tag with a space as extension tags, which no wiki can have.
    for case in cases.iter().filter(|case| !flag(case, "odd_strip_list")) {
        let expected = text(case, "xml");
        let got = parsetree(text(case, "wikitext"), &site(case));
        score.add(got == expected);
        if got != expected {
            say(format_args!(
                "miss: {}\n  expected {expected}\n  got      {got}",
                text(case, "id")
            ));
        }
    }
    say(format_args!("preprocessor XML: {score}"));
    assert_eq!(score.matched, score.total, "see the misses above");
}
