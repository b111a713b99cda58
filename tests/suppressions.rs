//! Comments in a page that silence rules.

use citelint::lint::{LintOptions, RuleSet, Selection, lint};
use citelint::rules::ALL;
use citelint::site::Site;

/// What is reported on a page: each rule with its line.
fn reported(page: &str, select: &[&str]) -> Vec<(&'static str, usize)> {
    let select = select.iter().map(|&word| word.to_owned()).collect();
    let selection = Selection { select, ..Selection::default() };
    let options = LintOptions { selection, ..LintOptions::default() };
    let rules = RuleSet::new(ALL, &options).expect("the rules exist");
    let line = |offset: u32| page[..offset as usize].lines().count().max(1);
    lint(page, Site::mediawiki(), &rules)
        .into_iter()
        .map(|it| (it.rule.name, line(it.span.start + 1)))
        .collect()
}

const STRAY: &str = "ref-stray-close";
const UNUSED: &str = "unused-suppression";
const UNKNOWN: &str = "unknown-rule-in-suppression";

#[test]
fn a_range_reaches_to_its_end() {
    let page = "a</ref>\n<!-- citelint-disable ref-stray-close -->\nb</ref>\n\
                <!-- citelint-enable ref-stray-close -->\nc</ref>\n";
    assert_eq!(reported(page, &[]), [(STRAY, 1), (STRAY, 5)]);
}

#[test]
fn a_range_without_an_end_reaches_to_that_of_the_page() {
    let page = "a</ref> <!-- citelint-disable references: why: because --> b</ref>\nc</ref>";
    assert_eq!(reported(page, &[]), [(STRAY, 1)]);
}

#[test]
fn the_next_line_is_one_line() {
    let page = "<!-- citelint-disable-next-line all -->\na</ref>\nb</ref>\n";
    assert_eq!(reported(page, &[]), [(STRAY, 3)]);
}

#[test]
fn a_file_is_the_whole_page() {
    let page =
        "a</ref>\n<!-- citelint-disable-file ref-stray-close, unclosed-template -->\nb</ref>";
    assert_eq!(reported(page, &[]), [(UNUSED, 2)]);
    // Nothing is said about rules that do not run.
    assert_eq!(reported(page, &[STRAY, UNUSED]), []);
}

#[test]
fn what_silences_nothing_is_reported() {
    assert_eq!(reported("<!-- citelint-disable no-such-rule -->", &[]), [(UNKNOWN, 1)]);
    assert_eq!(reported("<!-- citelint-disable -->\na</ref>", &[]), [(UNKNOWN, 1), (STRAY, 2)]);
    assert_eq!(reported("<!-- citelint-disable ref-stray-close -->", &[]), [(UNUSED, 1)]);
    assert_eq!(reported("<!-- citelint-disable ref-stray-close -->", &[STRAY]), []);
}

#[test]
fn even_that_can_be_silenced() {
    let page = "<!-- citelint-disable-file unknown-rule-in-suppression -->\n<!-- citelint-disable no-such-rule -->";
    assert_eq!(reported(page, &[]), []);
}

#[test]
fn many_comments_and_findings_take_no_longer_than_their_number() {
    let page = "<!-- citelint-disable ref-stray-close -->\na</ref>\n".repeat(20_000);
    assert_eq!(reported(&page, &[STRAY]), []);
}
