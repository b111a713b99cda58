//! The tree of MediaWiki's own test cases holds the facts that MediaWiki's output shows.
//!
//! `CITELINT_SHOW_MISSES=1` prints each difference in full, but not those of the held-out half.

#[path = "../support/mod.rs"]
mod support;

mod compare;
mod facts;
mod lists;
mod site;
mod text;
mod titles;

use std::collections::BTreeMap;

use citelint::syntax::parse;
use facts::Context;
use serde_json::Value;
use support::{Score, flag, say, text};

/// Thousandths of the cases that must match; it only rises.
const FLOOR: usize = 945;

/// Cases that this parser cannot be held to: language variants, other settings than those of a
/// plain wiki, and those that MediaWiki's newer parser itself gets wrong.
fn is_comparable(case: &Value) -> bool {
    ["variants", "needs_config", "parsoid_known_failure"].iter().all(|field| !flag(case, field))
}

#[test]
fn tree_lacks_facts_of_mediawiki() {
    let Some(cases) = support::json_lines("data/mediawiki/structure.jsonl") else { return };
    let site = site::site();
    let mut by_kind: BTreeMap<String, Score> = BTreeMap::new();
    // The half with odd line numbers is held out: nobody looks at its misses before a change.
    let mut halves = [Score::default(); 2];
    let mut missed: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    for (line, case) in cases.iter().enumerate().filter(|(_, case)| is_comparable(case)) {
        let source = text(case, "wikitext");
        let parse = parse(source, &site);
        let page = text::Page { source, tree: &parse.tree };
        let context = Context {
            title: case["options"]["title"].as_str().unwrap_or("Parser test"),
            subpages: !case["options"]["subpage"].is_null(),
            inside_extensions: false,
        };
        let differences = compare::compare(case, &facts::facts(page, &context), |kind, matched| {
            by_kind.entry(kind.to_owned()).or_default().add(matched);
        });
        let half = line % 2;
        halves[half].add(differences.is_empty());
        if differences.is_empty() {
            continue;
        }
        let kinds: Vec<&str> = differences.iter().map(|miss| miss.kind.as_str()).collect();
        missed[half].push(format!("{} ({})", text(case, "id"), kinds.join(", ")));
        if support::show_misses(half == 1) {
            say(format_args!("--- line {}: {}\n{source}\n", line + 1, text(case, "id")));
            for miss in differences {
                say(format_args!(
                    "{}\n  expected {}\n  got      {}",
                    miss.kind, miss.expected, miss.got
                ));
            }
        }
    }
    for (kind, score) in &by_kind {
        say(format_args!("structure, {kind}: {score}"));
    }
    say(format_args!("structure, missed: {}", missed[0].join("; ")));
    say(format_args!("structure, missed in the held-out half: {}", missed[1].join("; ")));
    let total = Score {
        matched: halves[0].matched + halves[1].matched,
        total: halves[0].total + halves[1].total,
    };
    say(format_args!("structure: {total}; held-out half {}, other half {}", halves[1], halves[0]));
    assert!(total.per_mille() >= FLOOR, "{total} is below the floor of {FLOOR} per mille");
}
