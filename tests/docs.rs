//! The pages of the rules in `docs/rules` are those that `citelint explain` prints.
//!
//! They are generated: after a change to a rule, the first `cargo test --test docs` writes them and
//! fails, the second passes.

#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use citelint::lint::Group;
use citelint::lint::docs::summary;
use citelint::report::rule_page;
use citelint::rules::ALL;

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut pages: BTreeMap<PathBuf, String> = ALL
        .iter()
        .map(|entry| (folder.join(format!("{}.md", entry.meta.name)), rule_page(entry)))
        .collect();
    pages.insert(folder.join("README.md"), index());

    fs::create_dir_all(&folder).expect("docs/rules can be made");
    let mut changed = Vec::new();
    for entry in fs::read_dir(&folder).expect("docs/rules can be listed") {
        let path = entry.expect("docs/rules can be listed").path();
        if !pages.contains_key(&path) {
            fs::remove_file(&path).expect("a page of a rule that is gone can be removed");
            changed.push(path);
        }
    }
    for (path, page) in pages {
        if fs::read_to_string(&path).unwrap_or_default() != page {
            fs::write(&path, page).expect("a page can be written");
            changed.push(path);
        }
    }
    assert!(
        changed.is_empty(),
        "these were out of date, updated: run the tests again: {changed:?}"
    );
}

/// All rules by group.
fn index() -> String {
    let mut page = String::from(
        "# Rules\n\nThese pages are generated from the rules; `citelint explain RULE` prints the same.\n",
    );
    for group in Group::ALL {
        let rules: Vec<_> = ALL.iter().map(|it| it.meta).filter(|it| it.group == group).collect();
        if rules.is_empty() {
            continue;
        }
        let name = group.name();
        write!(page, "\n## {name}\n\n| rule | severity | reports |\n| --- | --- | --- |\n")
            .expect("a string takes all");
        for rule in rules {
            let optional = if rule.optional { ", optional" } else { "" };
            let severity = rule.severity.name();
            let what = summary(rule.docs).replace('|', "\\|");
            writeln!(page, "| [{0}]({0}.md) | {severity}{optional} | {what} |", rule.name)
                .expect("a string takes all");
        }
    }
    page
}
