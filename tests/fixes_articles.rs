//! Over whole articles, fixing comes to an end, changes nothing the second time, and brings no
//! error. Where `CITELINT_ORACLE` names a MediaWiki, safe fixes change no footnote there either.

mod support;

#[path = "oracle/wiki.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod wiki;

use std::collections::BTreeMap;
use std::fs;

use citelint::date::Date;
use citelint::fix::{FixCount, Fixed, fix};
use citelint::lint::{Applicability, LintOptions, RuleSet, Selection, Severity, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use regex::Regex;
use serde_json::Value;

use support::{say, shared};

/// The day on which the articles are checked.
const TODAY: (i32, u8, u8) = (2026, 1, 31);

/// How often fixes are applied at most before a page is to be at rest.
const MOST_ROUNDS: usize = 40;

/// Rules that make one footnote of several, and say so.
const MERGING: [&str; 2] = ["ref-duplicate-content", "ref-same-content-different-name"];

#[test]
fn safe_fixes_come_to_an_end_and_bring_no_error() {
    converge(Applicability::Safe);
}

#[test]
fn unsafe_fixes_come_to_an_end_and_bring_no_error() {
    converge(Applicability::Unsafe);
}

#[test]
fn safe_fixes_change_no_footnote_in_a_real_mediawiki() {
    let Some(articles) = articles() else { return };
    let Some(folder) = wiki::folder() else {
        return say("skipped: CITELINT_ORACLE does not name the folder of a MediaWiki");
    };
    let rules = rules();
    let fixed: Vec<Fixed> = articles
        .iter()
        .map(|(_, text)| fix(text, Site::mediawiki(), &rules, Applicability::Safe))
        .collect();
    let before: Vec<String> = articles.iter().map(|(_, text)| text.clone()).collect();
    let after: Vec<String> = fixed.iter().map(|it| it.text.clone()).collect();
    let [before, after] = [("articles", before), ("fixed-articles", after)].map(|(name, pages)| {
        let answers = wiki::ask(&folder, name, &pages, true);
        answers.iter().map(Footnotes::read).collect::<Vec<_>>()
    });

    let (mut changed, mut merged, mut footnotes, mut wrong) = (0, 0, 0, Vec::new());
    for (((name, text), fixed), (before, after)) in
        articles.iter().zip(&fixed).zip(before.iter().zip(&after))
    {
        changed += usize::from(*text != fixed.text);
        footnotes += before.back_links.len();
        let merges = count(&fixed.applied, |rule| MERGING.contains(&rule));
        merged += merges;
        // Those that were merged are fewer now, and as many uses point to the rest.
        let as_merged = after.back_links.len() + merges >= before.back_links.len()
            && after.markers.len() == before.markers.len();
        if before != after && !(merges > 0 && as_merged) {
            wrong.push(name);
        }
    }
    say(format_args!(
        "safe fixes in a real MediaWiki: {changed} of {} articles changed, {footnotes} footnotes \
         before, {merged} merged by fixes that say so, other numbers or back-links in {wrong:?}",
        articles.len()
    ));
    assert!(wrong.is_empty());
}

/// The footnotes of a page as readers see them.
#[derive(Debug, PartialEq, Eq)]
struct Footnotes {
    /// The markers in the text, in order, as printed: `[1]`, `[note 2]`.
    markers: Vec<String>,
    /// How many links lead back from each entry of the lists.
    back_links: Vec<usize>,
    /// The messages of Cite.
    errors: Vec<Value>,
}

impl Footnotes {
    fn read(answer: &Value) -> Self {
        let html = answer["html"].as_str().expect("the wiki was asked for the page");
        // The wiki writes underscores in identifiers as character references.
        let html = html.replace("&#95;", "_");
        let marker =
            r##"<sup id="cite_ref-[^"]*"[^>]*><a href="#cite_note-[^"]*">(.*?)</a></sup>"##;
        let entry = r#"(?s)<li id="cite_note-.*?<span class="mw-cite-backlink">(.*?)</span> "#;
        let [marker, entry] = [marker, entry].map(|it| Regex::new(it).expect("it is one"));
        let back_links = |entry: &str| entry.matches(r##"<a href="#cite_ref-"##).count();
        Self {
            markers: marker.captures_iter(&html).map(|it| it[1].to_owned()).collect(),
            back_links: entry.captures_iter(&html).map(|it| back_links(&it[1])).collect(),
            errors: answer["cite"].as_array().cloned().unwrap_or_default(),
        }
    }
}

fn converge(least: Applicability) {
    let Some(articles) = articles() else { return };
    let rules = rules();
    let mut applied = BTreeMap::new();
    let mut refused = BTreeMap::new();
    let mut most_rounds = 0;
    for (name, text) in &articles {
        let fixed = fix(text, Site::mediawiki(), &rules, least);
        most_rounds = most_rounds.max(fixed.rounds);
        assert!(fixed.rounds < MOST_ROUNDS, "{name}: {} rounds", fixed.rounds);
        for (counts, all) in [(&fixed.applied, &mut applied), (&fixed.refused, &mut refused)] {
            for it in counts {
                *all.entry(it.rule.name).or_insert(0) += it.count;
            }
        }
        let again = fix(&fixed.text, Site::mediawiki(), &rules, least);
        assert_eq!(again.text, fixed.text, "{name}: fixing again changes the page");
        assert!(again.applied.is_empty(), "{name}: fixing again changes the page");
        let before = errors(text, &rules);
        for (rule, count) in errors(&fixed.text, &rules) {
            let was = before.get(rule).copied().unwrap_or_default();
            assert!(count <= was, "{name}: {count} errors of {rule}, before {was}");
        }
    }
    say(format_args!(
        "{} fixes of {} articles, in at most {most_rounds} rounds: applied {applied:?}, refused \
         {refused:?}",
        least.name(),
        articles.len()
    ));
    assert!(refused.is_empty(), "these would have brought errors: {refused:?}");
}

/// How many errors each rule finds.
fn errors(text: &str, rules: &RuleSet) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for it in lint(text, Site::mediawiki(), rules) {
        if it.severity == Severity::Error {
            *errors.entry(it.rule.name).or_default() += 1;
        }
    }
    errors
}

fn count(counts: &[FixCount], is_meant: impl Fn(&str) -> bool) -> usize {
    counts.iter().filter(|it| is_meant(it.rule.name)).map(|it| it.count).sum()
}

fn rules() -> RuleSet {
    let (year, month, day) = TODAY;
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let options =
        LintOptions { selection, today: Date::new(year, month, day), ..LintOptions::default() };
    RuleSet::new(ALL, &options).expect("all rules can run")
}

/// The articles, each with its name, sorted.
fn articles() -> Option<Vec<(String, String)>> {
    let folder = shared("data/articles")?;
    let entries = fs::read_dir(folder).expect("the articles can be listed");
    let mut articles: Vec<_> = entries
        .map(|entry| entry.expect("the articles can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "wiki"))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("articles are UTF-8"))
        })
        .collect();
    articles.sort();
    Some(articles)
}
