//! On generated pages, citelint reports the Cite errors that a real MediaWiki shows.
//!
//! `CITELINT_ORACLE` names the folder of the wiki; without it the test is skipped.

#[path = "../support/mod.rs"]
mod support;

#[path = "../structure/facts.rs"]
mod facts;
#[path = "../structure/lists.rs"]
mod lists;
#[path = "../structure/text.rs"]
mod text;
#[path = "../structure/titles.rs"]
mod titles;

mod cite;
mod markup;
mod numbers;
mod random;
mod refs;
mod rendered;
mod wiki;

use support::{Score, say};

/// How many pages of references are generated.
const PAGES: u64 = 3000;

/// Thousandths of the pages on which both must agree on errors; it only rises.
const FLOOR: usize = 990;

/// How many pages of other markup are generated.
const MARKUP_PAGES: u64 = 2000;

/// Thousandths of the pages on which both must agree on links and sections; it only rises.
const MARKUP_FLOOR: usize = 890;

/// Thousandths of the markers on articles that must have the same number; it only rises.
const NUMBERS_FLOOR: usize = 1000;

/// How many disagreements are printed.
const SHOWN: usize = 40;

#[test]
fn cite_errors_differ_from_a_real_mediawiki() {
    let Some(folder) = wiki::folder() else {
        say("skipped: CITELINT_ORACLE does not name the folder of a MediaWiki");
        return;
    };
    let pages: Vec<String> = (0..PAGES).map(refs::page).collect();
    let answers = wiki::ask(&folder, "cite", &pages, false);
    let site = wiki::site();
    let mut score = Score::default();
    for (number, (page, answer)) in pages.iter().zip(&answers).enumerate() {
        let ours = cite::our_keys(page, &site);
        let theirs = cite::their_keys(answer);
        score.add(ours == theirs);
        if ours != theirs && score.total - score.matched <= SHOWN {
            say(format_args!(
                "page {number}: MediaWiki shows {theirs:?}, citelint {ours:?}\n{page}\n---"
            ));
        }
    }
    say(format_args!("Cite errors on generated pages: {score}"));
    assert!(score.per_mille() >= FLOOR, "{score} is below the floor of {FLOOR} per mille");
}

#[test]
fn links_and_sections_differ_from_a_real_mediawiki() {
    let Some(folder) = wiki::folder() else {
        say("skipped: CITELINT_ORACLE does not name the folder of a MediaWiki");
        return;
    };
    let pages: Vec<String> = (0..MARKUP_PAGES).map(markup::page).collect();
    let answers = wiki::ask(&folder, "markup", &pages, false);
    let site = wiki::site();
    let mut score = Score::default();
    for (number, (page, answer)) in pages.iter().zip(&answers).enumerate() {
        let ours = markup::our_facts(page, &site);
        let theirs = markup::their_facts(answer);
        score.add(ours == theirs);
        if ours != theirs && score.total - score.matched <= SHOWN {
            say(format_args!("page {number}:\n{page}\n---"));
            for (ours, theirs) in ours.iter().zip(&theirs).filter(|(ours, theirs)| ours != theirs) {
                say(format_args!("  MediaWiki {theirs:?}\n  citelint  {ours:?}"));
            }
        }
    }
    say(format_args!("links and sections on generated pages: {score}"));
    assert!(score.per_mille() >= MARKUP_FLOOR, "{score} is below the floor of {MARKUP_FLOOR}");
}

#[test]
fn numbers_of_footnotes_differ_from_a_real_mediawiki() {
    let Some(folder) = wiki::folder() else {
        say("skipped: CITELINT_ORACLE does not name the folder of a MediaWiki");
        return;
    };
    let Some(articles) = support::shared("data/articles") else { return };
    let site = wiki::site();
    let pages = numbers::pages(&articles, &site);
    let texts: Vec<String> = pages.iter().map(|(_, text)| numbers::unfolded(text, &site)).collect();
    let answers = wiki::ask(&folder, "numbers", &texts, true);
    let (mut articles, mut markers, mut entries) = Default::default();
    for ((name, text), answer) in pages.iter().zip(&answers) {
        let (ours, theirs) = (numbers::ours(text, &site), numbers::theirs(answer));
        Score::add(&mut articles, ours == theirs);
        for place in 0..ours.markers.len().max(theirs.markers.len()) {
            Score::add(&mut markers, ours.markers.get(place) == theirs.markers.get(place));
        }
        let (our_entries, their_entries) = (ours.backlinks.concat(), theirs.backlinks.concat());
        for place in 0..our_entries.len().max(their_entries.len()) {
            Score::add(&mut entries, our_entries.get(place) == their_entries.get(place));
        }
        if ours != theirs {
            let differ = ours.markers.iter().zip(&theirs.markers).position(|(a, b)| a != b);
            let (ours, theirs) = (ours.markers.len(), theirs.markers.len());
            say(format_args!("{name}: {ours} markers, MediaWiki {theirs}; first at {differ:?}"));
        }
    }
    say(format_args!("markers {markers}, entries of lists {entries}, articles {articles}"));
    for score in [markers, entries] {
        assert!(
            score.per_mille() >= NUMBERS_FLOOR,
            "{score} is below the floor of {NUMBERS_FLOOR}"
        );
    }
}
