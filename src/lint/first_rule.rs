//! The rule of CONTRIBUTING.md: what it tells newcomers to write compiles and works.

#[path = "../../docs/first-rule/ref_todo.rs"]
mod ref_todo;

use super::docs::{ExampleKind, Part, parts};
use super::{Entry, LintOptions, RuleSet, lint};
use crate::site::Site;

static ALL: [Entry; 1] = [ref_todo::ENTRY];

#[test]
fn the_first_rule_is_the_one_that_contributing_shows() {
    let guide = include_str!("../../CONTRIBUTING.md");
    let rule = include_str!("../../docs/first-rule/ref_todo.rs");
    assert!(guide.contains(rule), "CONTRIBUTING.md shows something else");
}

#[test]
fn the_first_rule_works() {
    let rules = RuleSet::new(&ALL, &LintOptions::default()).expect("the rule has no faults");
    for part in parts(ALL[0].meta.docs) {
        let Part::Example(example) = part else { continue };
        let found = lint(&example.text, Site::mediawiki(), &rules).len();
        assert_eq!(found, usize::from(example.kind == ExampleKind::Bad), "{}", example.text);
    }
}
