//! What holds for any input at all, said once: the tests try it on generated and on known hostile
//! texts, and the fuzzers in `fuzz/` on whatever they come up with.
//!
//! Each function panics if a promise is broken, and says which.

#![allow(dead_code, reason = "each program uses a part of it")]
#![allow(unreachable_pub, reason = "to the fuzzers this is a library")]

#[cfg(feature = "cli")]
pub mod dumps;
pub mod findings;
pub mod fixes;
#[cfg(feature = "cli")]
pub mod reports;
pub mod settings;
pub mod tree;

use std::sync::LazyLock;

use citelint::date::Date;
use citelint::facts::rendered::Dialect;
use citelint::lint::{LintOptions, RuleSet, Selection};
use citelint::rules::ALL;
use citelint::site::Site;

/// How a page is read: the wiki that it is from, and the rules with its dialect.
pub struct Reading {
    /// Which of the readings it is.
    pub name: &'static str,
    /// The wiki.
    pub site: &'static Site,
    /// The rules.
    pub rules: &'static RuleSet,
}

/// The ways in which every page is read: all rules on both dialects, with the settings of a plain
/// wiki and with those that switch on what it has not.
pub fn readings() -> [Reading; 3] {
    static PLAIN: LazyLock<RuleSet> = LazyLock::new(|| all_rules(Some(Dialect::Wikitext)));
    static RENDERED: LazyLock<RuleSet> = LazyLock::new(|| all_rules(Some(Dialect::Rendered)));
    static OTHER: LazyLock<Site> = LazyLock::new(|| {
        let mut site = Site::mediawiki().clone();
        site.sub_referencing = !site.sub_referencing;
        site.refs_before_punctuation = !site.refs_before_punctuation;
        site.language_variants = !site.language_variants;
        "de".clone_into(&mut site.language);
        site
    });
    let plain = Site::mediawiki();
    [
        Reading { name: "plain", site: plain, rules: &PLAIN },
        Reading { name: "other wiki", site: &OTHER, rules: &PLAIN },
        Reading { name: "rendered", site: plain, rules: &RENDERED },
    ]
}

/// All rules with their default options, on a fixed day.
pub fn all_rules(dialect: Option<Dialect>) -> RuleSet {
    let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
    let today = Date::new(2026, 1, 31);
    let options = LintOptions { selection, dialect, today, ..LintOptions::default() };
    RuleSet::new(ALL, &options).expect("`all` selects rules")
}

/// Splits an input in two at a line of three dashes. Without one, the second part is empty.
pub fn halves(input: &str) -> (&str, &str) {
    input.split_once("\n---\n").unwrap_or((input, ""))
}
