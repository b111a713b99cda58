//! A million levels of nesting on a stack of 512 KiB: nothing recurses on the depth of a page.

use citelint::date::Date;
use citelint::facts::Document;
use citelint::facts::rendered::Dialect;
use citelint::fix::fix;
use citelint::lint::{Applicability, LintOptions, RuleSet, Selection, lint_document};
use citelint::rules::ALL;
use citelint::site::Site;
use citelint::syntax::{parse, parsetree};

/// How large the stack is, in bytes: that of a thread is 2 MiB unless something else is asked for.
const STACK: usize = 512 << 10;

/// How deep pages are nested. Code that is not optimised takes minutes for a million.
const LEVELS: usize = if cfg!(debug_assertions) { 20_000 } else { 1_000_000 };

/// What opens a level, and what closes it; a page may end before it is closed.
const SHAPES: &[(&str, &str)] = &[
    ("{{a|", "}}"),
    ("{{{a|", "}}}"),
    ("{{#if:", "}}"),
    ("{{cite web|title=", "}}"),
    ("[[a|", "]]"),
    ("[[File:a|thumb|", "]]"),
    ("[http://x ", "]"),
    ("<ref>", "</ref>"),
    ("<ref>{{efn|", "}}</ref>"),
    ("<b>", "</b>"),
    ("<div>", "</div>"),
    ("<poem>", "</poem>"),
    ("<includeonly>", "</includeonly>"),
    ("{|\n|", "\n|}"),
    ("-{a|", "}-"),
    ("'''''a", "''"),
    ("*", "a"),
    (":", "\n"),
    ("(", ")"),
    ("“", "”"),
];

#[test]
fn parsing_or_dropping_a_deep_tree_overflows_the_stack() {
    every_shape(|page| {
        let parse = parse(page, Site::mediawiki());
        assert!(parse.tree.len() > 1);
        drop(parse);
        assert!(!parsetree(page, Site::mediawiki()).is_empty());
    });
}

#[test]
fn linting_a_deep_page_overflows_the_stack() {
    let rules = all_rules();
    every_shape(|page| {
        for dialect in [Dialect::Wikitext, Dialect::Rendered] {
            let doc = Document::of_dialect(page, Site::mediawiki(), dialect);
            drop(lint_document(&doc, &rules));
        }
    });
}

#[test]
fn fixing_a_deep_page_overflows_the_stack() {
    // Where fixes take turns, a page is linted up to 200 times.
    let pages = SHAPES.iter().flat_map(|shape| pages(shape, LEVELS / 100));
    let rules = all_rules();
    on_a_small_stack(|| {
        for page in pages {
            drop(fix(&page, Site::mediawiki(), &rules, Applicability::Unsafe));
        }
    });
}

#[cfg(feature = "cli")]
#[test]
fn reporting_on_a_deep_page_overflows_the_stack() {
    use citelint::report::{refs, tree};

    every_shape(|page| {
        let doc = Document::of_dialect(page, Site::mediawiki(), Dialect::Wikitext);
        let parse = parse(page, Site::mediawiki());
        let mut out = String::new();
        tree::outline(page, &parse, &mut out).expect("a string takes all");
        tree::json(page, doc.dialect, &parse, &mut out).expect("a string takes all");
        let report = refs::RefReport::new("a.wiki", &doc, &[]);
        out += &refs::json(&report);
        out += &refs::table(&report, 80);
        out += &refs::csv(&report);
        out += &refs::bibtex(&refs::items(&report));
        assert!(!out.is_empty());
    });
}

fn all_rules() -> RuleSet {
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let today = Date::new(2026, 1, 31);
    let options = LintOptions { selection, today, ..LintOptions::default() };
    RuleSet::new(ALL, &options).expect("`all` selects rules")
}

/// Opened and never closed; and closed again.
fn pages(&(open, close): &(&str, &str), levels: usize) -> [String; 2] {
    let opened = open.repeat(levels);
    let closed = [&opened, "a", &close.repeat(levels)].concat();
    [opened, closed]
}

fn every_shape(work: impl Fn(&str) + Send + Sync) {
    on_a_small_stack(|| {
        for page in SHAPES.iter().flat_map(|shape| pages(shape, LEVELS)) {
            work(&page);
        }
    });
}

fn on_a_small_stack(work: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.expect("a thread can be started").join().expect("nothing panics");
    });
}
