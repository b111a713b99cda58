//! Parses or lints pages with one of the Rust parsers of wikitext: `citelint-peers NAME PATH…`.
//!
//! A path is a page, or a folder of pages that end in `.wiki`. Prints one JSON object: the bytes that were
//! read, the seconds that they took (the best pass of those that fit in a second and a half), and
//! the peak of the memory in KiB.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use citelint::lint::{LintOptions, RuleSet, lint};
use citelint::site::Site;

/// How long passes are repeated.
const ENOUGH: Duration = Duration::from_millis(1500);

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().expect("the name of a parser");
    let pages: Vec<String> = arguments.flat_map(|path| read(Path::new(&path))).collect();
    let mut work = parser(&name);
    let started = Instant::now();
    let mut best = Duration::MAX;
    // To measure how long a start takes, one pass is enough.
    let enough = if std::env::var_os("PEERS_ONCE").is_some() { Duration::ZERO } else { ENOUGH };
    while best == Duration::MAX || started.elapsed() + best < enough {
        let pass = Instant::now();
        pages.iter().for_each(|page| work(page));
        best = best.min(pass.elapsed());
    }
    let bytes: usize = pages.iter().map(String::len).sum();
    println!(
        "{{\"bytes\": {bytes}, \"seconds\": {}, \"peak\": {}}}",
        best.as_secs_f64(),
        peak()
    );
}

/// What is done with each page. The result is dropped, as it would be between two pages.
fn parser(name: &str) -> Box<dyn FnMut(&str)> {
    match name {
        "citelint-parse" => {
            let site = Site::mediawiki();
            Box::new(move |page| drop(black_box(citelint::syntax::parse(page, site))))
        }
        "citelint-lint" => {
            let site = Site::mediawiki();
            let rules = RuleSet::new(citelint::rules::ALL, &LintOptions::default())
                .expect("the defaults are valid");
            Box::new(move |page| drop(black_box(lint(page, site, &rules))))
        }
        "wikrs" => Box::new(|page| drop(black_box(wikrs::parser::parse(page)))),
        "wikioxide" => {
            let parser = wikioxide::WikitextParser::builder()
                .site_config(wikioxide::SiteConfig::enwiki().clone())
                .build()
                .expect("its own configuration");
            let context = wikioxide::PageContext::default();
            Box::new(move |page| drop(black_box(parser.parse(page, &context))))
        }
        "parse_wiki_text" => {
            let configuration = parse_wiki_text::Configuration::default();
            Box::new(move |page| drop(black_box(configuration.parse(page))))
        }
        "parse-wiki-text-2" => {
            let configuration = parse_wiki_text_2::Configuration::default();
            Box::new(move |page| drop(black_box(configuration.parse_without_timeout(page))))
        }
        "tree-sitter-wikitext" => {
            let mut parser = tree_sitter::Parser::new();
            parser
                .set_language(&tree_sitter_wikitext::LANGUAGE.into())
                .expect("the grammar fits the library");
            Box::new(move |page| drop(black_box(parser.parse(page, None))))
        }
        "wikitext-parser" => Box::new(|page| {
            let title = String::from("Page");
            drop(black_box(wikitext_parser::parse_wikitext(page, title, |_| ())));
        }),
        _ => panic!("there is no parser `{name}` here"),
    }
}

fn read(path: &Path) -> Vec<String> {
    if !path.is_dir() {
        return vec![fs::read_to_string(path).expect("the page can be read")];
    }
    let entries = fs::read_dir(path).expect("the folder can be listed");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "wiki"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("pages are UTF-8")).collect()
}

/// The most memory that the process has had, in KiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
