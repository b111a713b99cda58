//! Comments that `--add-suppressions` writes change nothing that readers see, as a real MediaWiki
//! shows the page, where `CITELINT_ORACLE` names one: on whole articles, and on generated pages of
//! lists, tables, tags and footnotes in each other's way.

mod support;

#[path = "oracle/random.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod random;
#[path = "oracle/wiki.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod wiki;

use std::fs;

use citelint::date::Date;
use citelint::fix::silence;
use citelint::lint::{LintOptions, RuleSet, Selection, lint};
use citelint::rules::ALL;
use regex::Regex;
use serde_json::Value;

use random::Random;
use support::{say, shared};

/// How many pages are generated.
const PAGES: u64 = 1500;

/// How many pages that differ are printed.
const SHOWN: usize = 5;

/// Lines of which pages are generated.
const LINES: [&str; 54] = [
    "",
    "* a</ref>",
    "# b {{",
    "; term : def</ref>",
    ": indented</ref>",
    " kept as typed </ref> text",
    "== Heading</ref> ==",
    "text <ref name=x /> more.",
    "A legendary mill, truly.</ref>",
    "{|",
    "|-",
    "| cell</ref>",
    "|}",
    "! head</ref>",
    "|+ caption</ref>",
    "<pre>",
    "</pre>",
    "<nowiki>",
    "</nowiki>",
    "<ref>",
    "</ref>",
    "<ref name=q>",
    "{{cite web",
    "| url = http://x.y.z",
    "| title = A mill | isbn = 123}}",
    "}}",
    "<!-- c",
    "-->",
    "<!-- c -->",
    "<div>",
    "</div>",
    "<references />",
    "<references>",
    "</references>",
    "[[File:a.png|thumb",
    "|caption</ref>]]",
    "<gallery>",
    "a.png|x</ref>",
    "</gallery>",
    "----",
    "text [7] one.",
    "<poem>",
    "</poem>",
    "'''bold</ref>",
    "''italic",
    "<blockquote>",
    "</blockquote>",
    "__NOTOC__",
    "[[Category:X]]</ref>",
    "{{{a",
    "|x}}}",
    "<includeonly>",
    "</includeonly>",
    "<ref name=1>z</ref>",
];

#[test]
fn suppressions_change_nothing_that_readers_of_articles_see() {
    let Some(folder) = shared("data/articles") else { return };
    let mut articles: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the articles can be listed")
        .map(|entry| entry.expect("the articles can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "wiki"))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("UTF-8")))
        .collect();
    articles.sort();
    compare("articles", &articles);
}

#[test]
fn suppressions_change_nothing_that_readers_of_generated_pages_see() {
    let pages: Vec<(String, String)> =
        (0..PAGES).map(|number| (format!("page {number}"), page(number))).collect();
    compare("generated pages", &pages);
}

fn page(number: u64) -> String {
    let mut random = Random::new(number);
    let gap = random.pick(&["\n", "\n", "\n", "\n\n"]);
    let count = 1 + random.below(14);
    let spaced = random.chance(30);
    let lines: Vec<String> = (0..count)
        .map(|_| {
            let end = if spaced { random.pick(&["", " ", "  ", "\t"]) } else { "" };
            format!("{}{end}", random.pick(&LINES))
        })
        .collect();
    lines.join(gap) + random.pick(&["", "\n"])
}

/// Silences all that is found on the pages, and asks the wiki for both of each.
fn compare(what: &str, pages: &[(String, String)]) {
    let Some(folder) = wiki::folder() else {
        return say("skipped: CITELINT_ORACLE does not name the folder of a MediaWiki");
    };
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let today = Date::new(2026, 1, 31);
    let rules = RuleSet::new(ALL, &LintOptions { selection, today, ..LintOptions::default() });
    let (rules, site) = (rules.expect("all rules can run"), wiki::site());
    let silenced = |text: &str| silence(text, &site, &rules, &lint(text, &site, &rules), "printed");
    let changed: Vec<(&str, &str, String)> = pages
        .iter()
        .map(|(name, text)| (&**name, &**text, silenced(text).text))
        .filter(|(_, before, after)| before != after)
        .collect();
    let ask = |when: &str, texts: Vec<String>| -> Vec<String> {
        let name = format!("silenced-{}-{when}", what.replace(' ', "-"));
        wiki::ask(&folder, &name, &texts, true).iter().map(seen).collect()
    };
    let before = ask("before", changed.iter().map(|it| it.1.to_owned()).collect());
    let after = ask("after", changed.iter().map(|it| it.2.clone()).collect());
    let differ: Vec<usize> = (0..changed.len()).filter(|&at| before[at] != after[at]).collect();
    say(format_args!("{} of {} {what} silenced", changed.len(), pages.len()));
    for &at in differ.iter().take(SHOWN) {
        let (name, text, silenced) = &changed[at];
        say(format_args!("{name}\n{text}\n--- becomes\n{silenced}\n---"));
    }
    assert!(differ.is_empty(), "{} {what} look different", differ.len());
}

/// What readers see of a page: no comments, and no white space at the end of a footnote.
fn seen(answer: &Value) -> String {
    let html = answer["html"].as_str().expect("the wiki was asked for the page");
    let unseen = Regex::new(r"(?s)<!--.*?-->|\s+(</span>)").expect("it is one");
    unseen.replace_all(html, "$1").into_owned()
}
