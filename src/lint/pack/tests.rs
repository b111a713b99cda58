//! Every entry of the packs keeps what its examples promise.

use std::fmt::Write as _;

use super::data::{Entry, built_in};
use super::scan::scan;
use crate::facts::Document;
use crate::lint::fix::Edit;
use crate::site::Site;
use crate::site::normalize_name;

fn found(text: &str) -> Vec<(&'static Entry, Option<Edit>)> {
    let packs = built_in();
    let found = scan(packs, &Document::new(text, Site::mediawiki()));
    found.into_iter().map(|it| (&packs.entries[it.entry], it.edit)).collect()
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        let range = edit.span.start as usize..edit.span.end as usize;
        text.replace_range(range, &edit.text);
    }
    text
}

#[test]
fn examples_come_out_as_documented() {
    let mut wrong = String::new();
    for entry in &built_in().entries {
        check(entry, &mut wrong);
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn check(entry: &Entry, wrong: &mut String) {
    let mut say = |what: &str, text: &str| {
        writeln!(wrong, "`{}` {what}:\n{text}\n", entry.id).expect("a string takes all");
    };
    if entry.bad.is_empty() || entry.good.is_empty() {
        say("lacks examples", "");
    }
    if entry.fix.is_some() == entry.fixed.is_empty() || entry.fixed.len() > entry.bad.len() {
        say("has a fix without an example, or the reverse", "");
    }
    for text in &entry.bad {
        if !found(text).iter().any(|(it, _)| it.id == entry.id) {
            say("does not find", text);
        }
    }
    for text in &entry.good {
        for (it, _) in found(text).iter().filter(|(it, _)| it.rule == entry.rule) {
            say(&format!("is good, but `{}` finds it", it.id), text);
        }
    }
    for (text, fixed) in entry.bad.iter().zip(&entry.fixed) {
        let found_by_entry = found(text);
        let edits = found_by_entry.iter().filter(|(it, _)| it.id == entry.id);
        let edits: Vec<Edit> = edits.filter_map(|(_, edit)| edit.clone()).collect();
        let result = apply(text, &edits);
        if result != *fixed {
            say("is mended to something else", &format!("{text:?}\n{result:?}\n{fixed:?}"));
        }
        if found(&result).iter().any(|(it, _)| it.id == entry.id) {
            say("is found again after its fix", &result);
        }
    }
}

#[test]
fn entries_are_distinct_and_in_order() {
    let entries = &built_in().entries;
    let mut ids: Vec<_> = entries.iter().map(|it| &it.id).collect();
    ids.sort();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "two entries have one id: {ids:?}");
    for entry in entries {
        assert!(!entry.anchors.is_empty(), "`{}` has no anchors", entry.id);
        let without_stop = !entry.message.ends_with('.') && !entry.help.ends_with('.');
        assert!(without_stop, "`{}`: a message is not a sentence", entry.id);
        // Compiles the pattern.
        assert!(!entry.regex().is_match(""), "`{}` matches nothing at all", entry.id);
    }
    for name in &built_in().quotations {
        assert_eq!(*name, normalize_name(name));
    }
}

#[test]
fn what_mediawiki_does_not_read_is_left_alone() {
    for text in ["<nowiki>", "<pre>", "<syntaxhighlight lang=\"text\">", "<!-- "] {
        let close = match text {
            "<!-- " => " -->".to_owned(),
            tag => tag.split([' ', '>']).next().expect("a name").replace('<', "</") + ">",
        };
        let page = format!("{text}As [citation needed] says.{close}");
        assert!(found(&page).is_empty(), "{page}");
    }
    assert_eq!(found("As [citation needed] says.").len(), 1);
}

#[test]
fn every_rule_of_the_packs_exists() {
    for entry in &built_in().entries {
        let file = format!("src/rules/{}.rs", entry.rule.replace('-', "_"));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        assert!(path.exists(), "no rule `{}`, which `{}` names", entry.rule, entry.id);
    }
}
