//! The rule engine: rules run over a [`Document`] and yield [`Diagnostic`]s.
//!
//! Deliberately absent: files, the clock, the environment, any report format, and the rules
//! themselves, which build on this module.

pub(crate) mod citing;
mod convert;
pub(crate) mod dating;
mod diagnostic;
pub mod docs;
mod elsewhere;
mod errors;
mod fingerprint;
#[cfg(test)]
mod first_rule;
mod fix;
pub(crate) mod identifiers;
pub(crate) mod ignored;
pub(crate) mod malformed;
pub(crate) mod merge;
pub(crate) mod missing;
pub(crate) mod names;
mod pack;
pub(crate) mod people;
pub(crate) mod renaming;
mod rule;
mod ruleset;
mod selection;
pub(crate) mod sourcing;
pub(crate) mod suggest;
mod suppress;
mod unclosed;
pub(crate) mod values;
mod wording;

pub(crate) use convert::conversion;
pub use diagnostic::{Diagnostic, Related, Severity};
pub use elsewhere::{CitedSources, Elsewhere, Wording};
pub(crate) use errors::{code, tag_name};
pub use fingerprint::fingerprints;
pub use fix::{Applicability, Edit, Fix};
#[cfg(feature = "cli")]
pub(crate) use rule::HOME;
pub(crate) use rule::declare_rule;
pub use rule::{Context, Entry, Group, OptionMeta, Rule, RuleMeta, Tag};
pub use ruleset::RuleSet;
pub use selection::{OptionsError, Selection};
pub(crate) use suppress::{ABOUT_SUPPRESSIONS, end_of_words};
pub use suppress::{Suppression, Suppressions};
pub(crate) use unclosed::StrayEnds;
pub(crate) use wording::Found;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use pack::{PackFault, PatternPack};
use pack::{PackFindings, Packs};
use suppress::UNUSED_SUPPRESSION;
use wording::WordingFindings;

use crate::date::Date;
use crate::facts::Document;
use crate::facts::rendered::Dialect;
use crate::site::Site;

/// Which rules run, and how.
#[derive(Clone, Debug, Default)]
pub struct LintOptions {
    /// What was selected before, by files of settings; each has the last word over those before.
    pub below: Vec<Selection>,
    /// Which rules run.
    pub selection: Selection,
    /// Severities that replace those of rules, by rule, group or `all`; the more exact word counts.
    pub severities: BTreeMap<String, Severity>,
    /// The day of this run, for rules about dates that lie ahead.
    pub today: Option<Date>,
    /// What the pages are written in; `None` where their text decides.
    pub dialect: Option<Dialect>,
    /// Options of rules, by the name of the rule.
    pub rules: BTreeMap<String, toml::Table>,
    /// Packs of patterns besides those built in.
    pub packs: Vec<Arc<PatternPack>>,
}

impl LintOptions {
    /// Whether a rule runs.
    pub fn selects(&self, rule: &RuleMeta) -> bool {
        let selections = self.below.iter().chain([&self.selection]);
        selections.fold(!rule.optional, |before, selection| selection.selects(rule, before))
    }

    /// The severity of a rule's findings.
    pub fn severity(&self, rule: &RuleMeta) -> Severity {
        let words = [rule.name, rule.group.name(), "all"];
        words.iter().find_map(|&word| self.severities.get(word).copied()).unwrap_or(rule.severity)
    }
}

/// Lints one page: diagnostics sorted by offset, then rule.
///
/// # Panics
/// If `text` is longer than [`crate::text::MAX_SOURCE_BYTES`].
pub fn lint(text: &str, site: &Site, rules: &RuleSet) -> Vec<Diagnostic> {
    lint_document(&rules.parse(text, site), rules)
}

/// Lints a page that has been parsed: diagnostics sorted by offset, then rule.
pub fn lint_document(doc: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    lint_among(doc, rules, None)
}

/// Lints a page that has been parsed, as one of several that are compared: diagnostics sorted by
/// offset, then rule.
pub fn lint_among(
    doc: &Document<'_>,
    rules: &RuleSet,
    elsewhere: Option<Elsewhere<'_>>,
) -> Vec<Diagnostic> {
    let mut suppressions = Suppressions::find(doc, rules);
    let mut found = Vec::new();
    let of_others = rules.enabled().filter(|(rule, _)| rule.name != UNUSED_SUPPRESSION);
    let look = Look { doc, today: rules.today, elsewhere, packs: rules.packs() };
    look.run(of_others, &suppressions, &mut found);
    suppressions.filter(&mut found);
    // This rule is about what the other rules found, so it comes last.
    let others = found.len();
    let last = rules.enabled().filter(|(rule, _)| rule.name == UNUSED_SUPPRESSION);
    look.run(last, &suppressions, &mut found);
    let mut unused = found.split_off(others);
    suppressions.filter(&mut unused);
    found.append(&mut unused);
    rules.set_severities(&mut found);
    found.sort_by(|a, b| {
        let key = |it: &Diagnostic| (it.span.start, it.rule.name, it.span.end);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    if has_crlf(doc.text) {
        found.iter_mut().filter_map(|it| it.fix.as_mut()).for_each(Fix::use_crlf);
    }
    found
}

/// What the rules find that run by default and were not selected, in no particular order.
pub(crate) fn lint_unselected(doc: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    let mut suppressions = Suppressions::find(doc, rules);
    let mut found = Vec::new();
    let others = rules.unselected().filter(|(rule, _)| rule.name != UNUSED_SUPPRESSION);
    let look = Look { doc, today: rules.today, elsewhere: None, packs: rules.packs() };
    look.run(others, &suppressions, &mut found);
    suppressions.filter(&mut found);
    rules.set_severities(&mut found);
    found
}

/// What rules are given.
#[derive(Clone, Copy)]
struct Look<'a, 's> {
    doc: &'a Document<'s>,
    today: Option<Date>,
    elsewhere: Option<Elsewhere<'a>>,
    packs: &'a Packs,
}

impl Look<'_, '_> {
    fn run<'r>(
        self,
        which: impl Iterator<Item = (&'static RuleMeta, &'r dyn Rule)>,
        suppressions: &Suppressions<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        let Self { doc, today, elsewhere, packs } = self;
        let pack = PackFindings::new(packs);
        let wording = WordingFindings::default();
        for (rule, check) in which {
            let (pack, wording) = (&pack, &wording);
            let mut cx =
                Context { doc, today, suppressions, elsewhere, rule, pack, wording, found };
            check.check(&mut cx);
        }
    }
}

/// Whether lines end with CR LF, as far as the first one tells.
fn has_crlf(text: &str) -> bool {
    let first = memchr::memchr(b'\n', text.as_bytes());
    first.is_some_and(|at| text[..at].ends_with('\r'))
}
