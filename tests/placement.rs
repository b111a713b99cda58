//! The fixes that move punctuation round footnotes undo each other on real articles.

mod support;

use citelint::lint::{Edit, Fix, LintOptions, RuleSet, Selection, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use support::{Score, say, shared};

/// Of a thousand marks that the one fix moves behind a footnote, the other moves so many back.
const FLOOR: usize = 1000;

#[test]
fn moving_punctuation_there_and_back_changes_nothing() {
    let Some(folder) = shared("data/articles") else { return };
    let refs_first = Site { refs_before_punctuation: true, ..Site::mediawiki().clone() };
    let mut score = Score::default();
    for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        let original = std::fs::read_to_string(&path).expect("an article is UTF-8 text");
        // The way back takes away the space before a footnote, so that comes first.
        let (original, _) = fix(&original, Site::mediawiki(), "ref-leading-space");
        let (moved, count) = fix(&original, &refs_first, "ref-after-punctuation");
        assert_eq!(fix(&moved, &refs_first, "ref-after-punctuation").1, 0, "{}", path.display());
        let (back, count_back) = fix(&moved, Site::mediawiki(), "ref-before-punctuation");
        for at in 0..count {
            score.add(at < count_back);
        }
        if count == count_back {
            assert!(back == original, "{} came back otherwise", path.display());
        } else {
            say(format_args!("{}: {count} there, {count_back} back", path.display()));
        }
    }
    say(format_args!("punctuation moved there and back: {score}"));
    assert!(score.per_mille() >= FLOOR);
}

/// The page after the fixes of one rule, and how many there were.
fn fix(text: &str, site: &Site, rule: &str) -> (String, usize) {
    let select = vec![rule.to_owned()];
    let selection = Selection { select, ..Selection::default() };
    let options = LintOptions { selection, ..LintOptions::default() };
    let rules = RuleSet::new(ALL, &options).expect("the rule exists");
    let fixes: Vec<_> = lint(text, site, &rules).into_iter().filter_map(|it| it.fix).collect();
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(Fix::edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut page = text.to_owned();
    for edit in edits.iter().rev() {
        page.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    (page, fixes.len())
}
