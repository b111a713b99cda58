//! The reference index in each of its formats.

#![cfg(feature = "cli")]

use citelint::facts::Document;
use citelint::lint::{LintOptions, RuleSet, lint_document};
use citelint::report::refs::{self, RefReport};
use citelint::rules::ALL;
use citelint::site::Site;
use insta::assert_snapshot;

const CLEAN: &str = include_str!("../samples/clean.wiki");

fn with_report<T>(text: &str, read: impl FnOnce(&RefReport<'_, '_>) -> T) -> T {
    let rules =
        RuleSet::new(ALL, &LintOptions::default()).expect("the default options can be used");
    let doc = Document::new(text, Site::mediawiki());
    let diagnostics = lint_document(&doc, &rules);
    read(&RefReport::new("samples/clean.wiki", &doc, &diagnostics))
}

#[test]
fn table() {
    assert_snapshot!(with_report(CLEAN, |report| refs::table(report, 100)));
}

#[test]
fn tables_fit_narrow_terminals() {
    let table = with_report(CLEAN, |report| refs::table(report, 60));
    assert!(table.lines().all(|line| line.chars().count() <= 60), "{table}");
}

#[test]
fn json() {
    let json =
        with_report(CLEAN, |report| refs::json_start() + &refs::json(report) + refs::json_finish());
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_snapshot!(serde_json::to_string_pretty(&value).expect("JSON"));
}

#[test]
fn csv() {
    assert_snapshot!(with_report(CLEAN, |report| refs::csv_header() + &refs::csv(report)));
}

#[test]
fn bibtex() {
    assert_snapshot!(with_report(CLEAN, |report| refs::bibtex(&refs::items(report))));
}

#[test]
fn csl_json() {
    assert_snapshot!(with_report(CLEAN, |report| refs::csl_json(&refs::items(report))));
}

#[test]
fn others_read_the_bibtex() {
    let page = r"A<ref>{{cite book|last=O'B{ra}ck|first=A\b|title=50 % & ~x^2_y # ''it''|year=2001|url=http://example.org/~a/{b}?c=d%20e|pages=3–5}}</ref>
B<ref>{{cite web|author=The A and B Co.|title=One|url=http://example.org/1|date=Spring 2001}}</ref>
C<ref>{{cite book|last=O'B|title=Two|chapter=Part|year=2001}}</ref>";
    let bibtex = with_report(page, |report| refs::bibtex(&refs::items(report)));
    let read = biblatex::Bibliography::parse(&bibtex).expect("BibTeX");
    let keys: Vec<&str> = read.keys().collect();
    assert_eq!(keys, ["obrack2001", "the2001", "ob2001"], "{bibtex}");
    let authors = read.get("the2001").expect("an entry").author().expect("an author");
    assert_eq!((authors.len(), &*authors[0].name), (1, "The A and B Co."));
    let url = read.get("obrack2001").expect("an entry").url().expect("an address");
    assert_eq!(url, "http://example.org/~a/%7Bb%7D?c=d%20e");
}

#[test]
fn each_source_is_listed_once_and_each_key_too() {
    let page = "A<ref>{{cite book|last=Orme|year=1931|title=A}}</ref>
B<ref>{{cite book|title=A|last=Orme|year=1931}}</ref>
C<ref>{{cite book|last=Orme|year=1931|title=B}}</ref>";
    let bibtex = with_report(page, |report| refs::bibtex(&refs::items(report)));
    let keys: Vec<&str> = bibtex.lines().filter(|line| line.starts_with('@')).collect();
    assert_eq!(keys, ["@book{orme1931,", "@book{orme1931-2,"]);
}

#[test]
fn problems_belong_to_the_footnote_that_they_stand_in() {
    let page = "A<ref name=\"a\">{{cite web|title=X|url=http://example.org/x}}</ref>
B<ref name=\"b\">{{cite web|url=http://example.org/x|title=X}}</ref>
C<ref name=\"zz\" />\n<references />";
    let problems: Vec<(String, Vec<&str>)> = with_report(page, |report| {
        report.footnotes.iter().map(|it| (it.label.clone(), it.problems.clone())).collect()
    });
    let expected: [(&str, &[&str]); 3] =
        [("1", &[]), ("2", &["ref-same-content-different-name"]), ("3", &["ref-undefined"])];
    assert_eq!(problems.len(), 3);
    for ((label, problems), (number, rules)) in problems.iter().zip(expected) {
        assert_eq!((&**label, &**problems), (number, rules));
    }
}

#[test]
fn nothing_that_a_terminal_obeys_is_in_the_table() {
    let page = "A<ref name=\"a\x1b[2Jb\">\u{202e}Orme\x1b]0;x\x07</ref>";
    let table = with_report(page, |report| refs::table(report, 100));
    assert!(!table.contains(|c: char| c != '\n' && (c.is_control() || c == '\u{202e}')), "{table}");
}
