//! Where the time of a lint goes, on the same pages as in `parse.rs`. Each measurement holds those
//! before it: parsing, then the facts that are gathered of every page, then the rules of one group,
//! or all that are on by default. Throughput is in bytes of wikitext.

mod pages;

use citelint::facts::Document;
use citelint::lint::{Group, LintOptions, RuleSet, Selection};
use citelint::rules;
use citelint::site::Site;
use divan::Bencher;
use divan::counter::BytesCount;
use pages::PAGES;

fn main() {
    println!("pages: {}, {} bytes", PAGES.pages.len(), PAGES.bytes());
    divan::main();
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(PAGES.bytes())).bench(|| {
        for page in &PAGES.pages {
            divan::black_box(citelint::syntax::parse(page, Site::mediawiki()));
        }
    });
}

#[divan::bench]
fn facts(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(PAGES.bytes())).bench(|| {
        for page in &PAGES.pages {
            divan::black_box(Document::new(page, Site::mediawiki()));
        }
    });
}

#[divan::bench(args = Group::ALL.map(Group::name))]
fn rules_of(bencher: Bencher<'_, '_>, group: &str) {
    let select = vec![group.to_owned()];
    lint(bencher, Selection { select, ..Selection::default() });
}

#[divan::bench]
fn all_rules(bencher: Bencher<'_, '_>) {
    lint(bencher, Selection::default());
}

fn lint(bencher: Bencher<'_, '_>, selection: Selection) {
    let options = LintOptions { selection, ..LintOptions::default() };
    let rules = RuleSet::new(rules::ALL, &options).expect("groups are valid words");
    bencher.counter(BytesCount::new(PAGES.bytes())).bench(|| {
        for page in &PAGES.pages {
            divan::black_box(citelint::lint::lint(page, Site::mediawiki(), &rules));
        }
    });
}
