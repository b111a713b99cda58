//! How fast pages are parsed and linted, next to another parser on the same pages in the same run.
//!
//! The pages are those of the sibling folder `../shared/data/articles`, or the samples of this
//! repository where it is absent. Throughput is in bytes of wikitext.

use std::path::Path;
use std::sync::LazyLock;

use citelint::lint::{LintOptions, RuleSet};
use citelint::rules;
use citelint::site::Site;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    println!("pages: {}, {} bytes", PAGES.pages.len(), PAGES.bytes());
    divan::main();
}

struct Pages {
    pages: Vec<String>,
}

impl Pages {
    fn bytes(&self) -> usize {
        self.pages.iter().map(String::len).sum()
    }
}

static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = read(&root.join("../shared/data/articles"));
    if !pages.is_empty() {
        return Pages { pages };
    }
    println!("skipped: ../shared/data/articles is not there; measuring on the samples instead");
    Pages { pages: read(&root.join("samples")) }
});

/// The wikitext files of a folder in the order of their names.
fn read(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "wiki"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(PAGES.bytes())).bench(|| {
        for page in &PAGES.pages {
            divan::black_box(citelint::syntax::parse(page, Site::mediawiki()));
        }
    });
}

/// Parsing, gathering facts and every rule that is on by default.
#[divan::bench]
fn lint(bencher: Bencher<'_, '_>) {
    let rules = RuleSet::new(rules::ALL, &LintOptions::default()).expect("the defaults are valid");
    bencher.counter(BytesCount::new(PAGES.bytes())).bench(|| {
        for page in &PAGES.pages {
            divan::black_box(citelint::lint::lint(page, Site::mediawiki(), &rules));
        }
    });
}

/// A peer that also parses without expanding templates.
#[divan::bench]
fn parse_wiki_text(bencher: Bencher<'_, '_>) {
    let configuration = parse_wiki_text::Configuration::default();
    bencher.counter(BytesCount::new(PAGES.bytes())).bench(|| {
        for page in &PAGES.pages {
            divan::black_box(configuration.parse(page));
        }
    });
}
