//! How the time of a lint grows with the arguments of citations: twice as many should take twice as
//! long. Run with `cargo bench --bench growth`.

use citelint::lint::{LintOptions, RuleSet, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use divan::Bencher;

/// One of each kind of faulty argument.
const ARGUMENTS: [&str; 13] = [
    "|page=3–9",
    "|pages=9–3",
    "|publisher=[http://x.org x]",
    "|publisher=example.org",
    "|author=Orme (ed.)",
    "|vauthors=Orme A.",
    "|url=www.example.org",
    "|title=“x”,",
    "|language=Germann",
    "|a=b",
    "|b",
    "|last1=Orme",
    "|others=x",
];

fn main() {
    divan::main();
}

/// All arguments stand in one citation.
#[divan::bench(args = [1_000, 2_000, 4_000, 8_000, 16_000])]
fn one_citation(bencher: Bencher<'_, '_>, count: usize) {
    let arguments: String = ARGUMENTS.iter().cycle().take(count).copied().collect();
    bench(bencher, &format!("{{{{cite book{arguments}}}}}"));
}

/// They stand in citations of 500 arguments each.
#[divan::bench(args = [1_000, 2_000, 4_000, 8_000, 16_000])]
fn many_citations(bencher: Bencher<'_, '_>, count: usize) {
    let arguments: String = ARGUMENTS.iter().cycle().take(500).copied().collect();
    bench(bencher, &format!("{{{{cite book{arguments}}}}}").repeat(count / 500));
}

fn bench(bencher: Bencher<'_, '_>, page: &str) {
    let rules = RuleSet::new(ALL, &LintOptions::default()).expect("the defaults are valid");
    bencher.bench(|| lint(divan::black_box(page), Site::mediawiki(), &rules));
}
