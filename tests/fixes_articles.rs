//! Over whole articles and generated pages, fixing comes to an end, changes nothing the second
//! time, and brings no error. Where `CITELINT_ORACLE` names a MediaWiki, safe fixes change no
//! footnote there either.

mod support;

#[path = "oracle/cite.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod cite;
#[path = "oracle/random.rs"]
mod random;
#[path = "oracle/refs.rs"]
mod refs;

#[path = "oracle/wiki.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod wiki;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};

use citelint::date::Date;
use citelint::fix::{Fixed, fix};
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

/// How many generated pages that differ are printed.
const SHOWN: usize = 5;

/// Rules that make one footnote of several, and say so.
const MERGING: [&str; 2] = ["ref-duplicate-content", "ref-same-content-different-name"];

/// How many pages of references are generated.
const PAGES: u64 = 1500;

#[test]
fn fixes_of_articles_come_to_an_end_and_bring_no_error() {
    let Some(articles) = articles() else { return };
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let tally = converge(&articles, least);
        say(format_args!("{} fixes of {} articles: {tally}", least.name(), articles.len()));
        assert!(tally.refused.is_empty(), "these would have brought errors");
    }
}

/// Here faults stand so close together that one fix may need another first, or exclude it: then
/// it may be refused.
#[test]
fn fixes_of_generated_pages_come_to_an_end_and_bring_no_error() {
    let pages = generated();
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let tally = converge(&pages, least);
        say(format_args!("{} fixes of {} generated pages: {tally}", least.name(), pages.len()));
    }
}

#[test]
fn safe_fixes_of_articles_change_no_footnote_in_a_real_mediawiki() {
    let Some(folder) = oracle() else { return };
    let Some(articles) = articles() else { return };
    let views = Views::of(&folder, "articles", &articles);
    let wrong: Vec<&str> = views.pages().filter(View::differs).map(|it| it.name).collect();
    say(format_args!("safe fixes of articles in a real MediaWiki: {views}"));
    assert!(wrong.is_empty(), "other numbers or back-links in {wrong:?}");
}

#[test]
fn safe_fixes_of_generated_pages_bring_no_error_in_a_real_mediawiki() {
    let Some(folder) = oracle() else { return };
    let pages = generated();
    let views = Views::of(&folder, "generated", &pages);
    say(format_args!("safe fixes of generated pages in a real MediaWiki: {views}"));
    let unexplained = |it: &View<'_>| {
        it.has_new_error() || (it.differs() && it.after.errors.len() >= it.before.errors.len())
    };
    for page in views.pages().filter(unexplained).take(SHOWN) {
        let rules: Vec<_> = page.fixed.applied.iter().map(|it| it.rule.name).collect();
        say(format_args!(
            "{}: {rules:?}, {:?}\n{}\n--- becomes, {:?}\n{}\n---",
            page.name, page.before, page.text, page.after, page.fixed.text
        ));
    }
    let wrong: Vec<&str> = views.pages().filter(View::has_new_error).map(|it| it.name).collect();
    assert!(wrong.is_empty(), "new errors in {wrong:?}");
}

/// Pages before and after their safe fixes, as a real MediaWiki shows them.
struct Views<'a> {
    pages: &'a [(String, String)],
    fixed: Vec<Fixed>,
    before: Vec<Footnotes>,
    after: Vec<Footnotes>,
}

/// One of the pages.
struct View<'a> {
    name: &'a str,
    text: &'a str,
    fixed: &'a Fixed,
    before: &'a Footnotes,
    after: &'a Footnotes,
}

impl<'a> Views<'a> {
    fn of(folder: &Path, name: &str, pages: &'a [(String, String)]) -> Self {
        let rules = rules();
        let fix = |text: &str| fix(text, Site::mediawiki(), &rules, Applicability::Safe);
        let fixed: Vec<Fixed> = pages.iter().map(|(_, text)| fix(text)).collect();
        let ask = |when: &str, texts: Vec<String>| -> Vec<Footnotes> {
            let answers = wiki::ask(folder, &format!("{name}-{when}"), &texts, true);
            answers.iter().map(Footnotes::read).collect()
        };
        let before = ask("before", pages.iter().map(|(_, text)| text.clone()).collect());
        let after = ask("after", fixed.iter().map(|it| it.text.clone()).collect());
        Self { pages, fixed, before, after }
    }

    fn pages(&self) -> impl Iterator<Item = View<'_>> {
        (0..self.pages.len()).map(|index| View {
            name: &self.pages[index].0,
            text: &self.pages[index].1,
            fixed: &self.fixed[index],
            before: &self.before[index],
            after: &self.after[index],
        })
    }
}

impl Display for Views<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changed = self.pages().filter(|it| it.text != it.fixed.text).count();
        let footnotes: usize = self.before.iter().map(|it| it.back_links.len()).sum();
        let merged: usize = self.pages().map(|it| it.merged()).sum();
        let differ = self.pages().filter(View::differs).count();
        let less_errors =
            self.pages().filter(|it| it.after.errors.len() < it.before.errors.len()).count();
        write!(
            f,
            "{changed} of {} changed, {footnotes} footnotes before, {merged} findings mended by \
             merges that say so, {differ} with other numbers or back-links, {less_errors} with \
             fewer errors",
            self.pages.len(),
        )
    }
}

impl View<'_> {
    /// For how many findings footnotes were merged.
    fn merged(&self) -> usize {
        let merges = self.fixed.applied.iter().filter(|it| MERGING.contains(&it.rule.name));
        merges.map(|it| it.count).sum()
    }

    /// Whether there are other markers or other back-links, but for reported merges: these leave
    /// as many markers, and fewer footnotes.
    fn differs(&self) -> bool {
        let (before, after, merged) = (self.before, self.after, self.merged());
        if merged == 0 {
            return (&before.markers, &before.back_links) != (&after.markers, &after.back_links);
        }
        before.markers.len() != after.markers.len()
            || after.back_links.len() > before.back_links.len()
            || after.back_links.len() + merged < before.back_links.len()
    }

    fn has_new_error(&self) -> bool {
        let mut before = self.before.errors.clone();
        self.after.errors.iter().any(|error| {
            let found = before.iter().position(|it| it == error);
            found.map(|at| before.swap_remove(at)).is_none()
        })
    }
}

/// The footnotes of a page as readers see them.
#[derive(Debug, PartialEq, Eq)]
struct Footnotes {
    /// The markers in the text, in order, as printed: `[1]`, `[note 2]`.
    markers: Vec<String>,
    /// How many links lead back from each entry of the lists.
    back_links: Vec<usize>,
    /// The keys of the messages of Cite, sorted.
    errors: Vec<String>,
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
            errors: cite::their_keys(answer),
        }
    }
}

/// What came of fixing many pages.
#[derive(Default)]
struct Tally {
    /// For how many findings of each rule fixes were applied.
    applied: BTreeMap<&'static str, usize>,
    /// For how many they were refused.
    refused: BTreeMap<&'static str, usize>,
    most_rounds: usize,
}

impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { applied, refused, most_rounds } = self;
        write!(f, "at most {most_rounds} rounds, applied {applied:?}, refused {refused:?}")
    }
}

fn converge(pages: &[(String, String)], least: Applicability) -> Tally {
    let rules = rules();
    let mut tally = Tally::default();
    for (name, text) in pages {
        let fixed = fix(text, Site::mediawiki(), &rules, least);
        tally.most_rounds = tally.most_rounds.max(fixed.rounds);
        let endless = || -> BTreeSet<_> { fixed.applied.iter().map(|it| it.rule.name).collect() };
        assert!(fixed.rounds < MOST_ROUNDS, "{name}: {:?} never ends:\n{text}", endless());
        for (counts, all) in
            [(&fixed.applied, &mut tally.applied), (&fixed.refused, &mut tally.refused)]
        {
            for it in counts {
                *all.entry(it.rule.name).or_insert(0) += it.count;
            }
        }
        let again = fix(&fixed.text, Site::mediawiki(), &rules, least);
        assert_eq!(again.text, fixed.text, "{name}: fixing again changes the page:\n{text}");
        assert!(again.applied.is_empty(), "{name}: fixing again changes the page");
        let before = errors(text, &rules);
        for (rule, count) in errors(&fixed.text, &rules) {
            let was = before.get(rule).copied().unwrap_or_default();
            assert!(count <= was, "{name}: {count} errors of {rule}, before {was}");
        }
    }
    tally
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

fn rules() -> RuleSet {
    let (year, month, day) = TODAY;
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let options =
        LintOptions { selection, today: Date::new(year, month, day), ..LintOptions::default() };
    RuleSet::new(ALL, &options).expect("all rules can run")
}

fn oracle() -> Option<PathBuf> {
    let folder = wiki::folder();
    if folder.is_none() {
        say("skipped: CITELINT_ORACLE does not name the folder of a MediaWiki");
    }
    folder
}

fn generated() -> Vec<(String, String)> {
    (0..PAGES).map(|number| (format!("page {number}"), refs::page(number))).collect()
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
