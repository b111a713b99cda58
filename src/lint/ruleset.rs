//! The rules of one run, ready to check pages.

use rustc_hash::FxHashMap;

use super::LintOptions;
use super::diagnostic::{Diagnostic, Severity};
use super::pack::{self, Packs};
use super::rule::{Entry, Rule, RuleMeta};
use super::selection::{OptionsError, Selection};
use crate::date::Date;
use crate::facts::Document;
use crate::facts::rendered::Dialect;
use crate::near::nearest;
use crate::site::Site;

/// The rules of one run with their options. Shared by all threads.
pub struct RuleSet {
    all: &'static [Entry],
    enabled: Vec<(&'static RuleMeta, Box<dyn Rule>)>,
    /// Those that run by default and were not selected.
    unselected: Vec<(&'static RuleMeta, Box<dyn Rule>)>,
    /// Severities that were set, by rule.
    severities: FxHashMap<&'static str, Severity>,
    pub(super) today: Option<Date>,
    dialect: Option<Dialect>,
    /// The packs with those of the run; none if it has no others than those built in.
    packs: Option<Packs>,
}

impl RuleSet {
    /// Picks from `all` the rules that `options` selects and builds them.
    ///
    /// # Errors
    /// If the options name an unknown rule, or give a rule an option it does not have.
    pub fn new(all: &'static [Entry], options: &LintOptions) -> Result<Self, OptionsError> {
        let LintOptions { today, dialect, rules, packs, .. } = options;
        options.below.iter().chain([&options.selection]).try_for_each(|it| it.validate(all))?;
        options.severities.keys().try_for_each(|word| Selection::known(word, all))?;
        if let Some(given) = rules.keys().find(|name| all.iter().all(|it| it.meta.name != **name)) {
            let near = nearest(given, all.iter().map(|it| it.meta.name));
            return Err(OptionsError::UnknownRule { given: given.clone(), near });
        }
        let mut severities = FxHashMap::default();
        let mut enabled = Vec::new();
        let mut unselected = Vec::new();
        for entry in all {
            // Options of a rule that does not run are checked all the same.
            let table = rules.get(entry.meta.name).cloned().unwrap_or_default();
            let rule = (entry.build)(table).map_err(|error| OptionsError::RuleOption {
                rule: entry.meta.name,
                reason: error.to_string(),
            })?;
            let severity = options.severity(entry.meta);
            if severity != entry.meta.severity {
                severities.insert(entry.meta.name, severity);
            }
            if options.selects(entry.meta) {
                enabled.push((entry.meta, rule));
            } else if !entry.meta.optional {
                unselected.push((entry.meta, rule));
            }
        }
        let packs = (!packs.is_empty()).then(|| Packs::with(packs));
        Ok(Self { all, enabled, unselected, severities, today: *today, dialect: *dialect, packs })
    }

    /// The packs of patterns.
    pub(super) fn packs(&self) -> &Packs {
        self.packs.as_ref().unwrap_or_else(|| pack::built_in())
    }

    /// What a page is written in: the dialect of this run, else what its text shows.
    pub fn dialect(&self, text: &str, site: &Site) -> Dialect {
        self.dialect.unwrap_or_else(|| Dialect::detect(text, site))
    }

    /// Parses a page as this run wants it, and gathers its facts.
    ///
    /// # Panics
    /// If `text` is longer than [`crate::text::MAX_SOURCE_BYTES`].
    pub fn parse<'s>(&self, text: &'s str, site: &'s Site) -> Document<'s> {
        Document::of_dialect(text, site, self.dialect(text, site))
    }

    /// The rules that run.
    pub fn enabled(&self) -> impl Iterator<Item = (&'static RuleMeta, &dyn Rule)> {
        self.enabled.iter().map(|(meta, rule)| (*meta, &**rule))
    }

    /// Makes findings matter as much as this run wants.
    pub(super) fn set_severities(&self, found: &mut [Diagnostic]) {
        if !self.severities.is_empty() {
            for it in found {
                it.severity = self.severity(it);
            }
        }
    }

    /// How much a finding matters to this run. What its rule itself holds for less severe than
    /// usual stays so.
    fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        let Some(&set) = self.severities.get(diagnostic.rule.name) else {
            return diagnostic.severity;
        };
        if diagnostic.severity == diagnostic.rule.severity {
            set
        } else {
            set.min(diagnostic.severity)
        }
    }

    /// The day of this run, where one was given.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// The rules that run by default and were not selected.
    pub(super) fn unselected(&self) -> impl Iterator<Item = (&'static RuleMeta, &dyn Rule)> {
        self.unselected.iter().map(|(meta, rule)| (*meta, &**rule))
    }

    /// All rules there are, whether or not they run.
    pub fn all(&self) -> impl Iterator<Item = &'static RuleMeta> + use<> {
        self.all.iter().map(|entry| entry.meta)
    }
}
