//! How fast pages are parsed, next to another parser on the same pages in the same run. Throughput is
//! in bytes of wikitext.

mod pages;

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
