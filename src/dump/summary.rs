//! What all pages of a dump came to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::lint::{Diagnostic, Severity};

/// How many of the worst pages are kept.
const WORST_PAGES: usize = 20;

/// The numbers of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What became of the pages.
    pub pages: Pages,
    /// The findings.
    pub findings: Findings,
    /// The findings of each rule, by its name.
    pub rules: BTreeMap<String, RuleCount>,
    /// The pages with the most findings, the worst first; of equals, those that come first in the
    /// dump.
    pub worst_pages: Vec<WorstPage>,
    /// How many parts of the dump could not be read.
    pub problems: u64,
}

/// What became of the pages. Those that could not be read are in none of the counts but the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// Pages in the dump.
    pub total: u64,
    /// Pages that were linted.
    pub linted: u64,
    /// Pages in which something was found.
    pub affected: u64,
    /// Pages that were not asked for: of other namespaces, or with other titles.
    pub not_asked_for: u64,
    /// Pages that are not wikitext but, say, Lua or CSS.
    pub not_wikitext: u64,
    /// Pages whose text is hidden from the public, or not part of the dump.
    pub without_text: u64,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// All of them.
    pub total: u64,
    /// Those that are errors.
    pub error: u64,
    /// Those that are warnings.
    pub warning: u64,
    /// Those that are only worth a look.
    pub info: u64,
    /// Those with a fix.
    pub fixable: u64,
}

/// How often a rule was broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// Its findings.
    pub findings: u64,
    /// The pages with such findings.
    pub pages: u64,
}

/// A page with many findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorstPage {
    /// Its title.
    pub title: String,
    /// Its number.
    pub id: Option<u64>,
    /// The number of its revision.
    pub revision: Option<u64>,
    /// The number of its namespace.
    pub namespace: i32,
    /// How many findings it has.
    pub findings: u64,
}

impl Summary {
    /// Counts the findings of a page that was linted.
    pub(super) fn add_page(&mut self, found: &[Diagnostic], page: impl FnOnce(u64) -> WorstPage) {
        self.pages.linted += 1;
        if found.is_empty() {
            return;
        }
        self.pages.affected += 1;
        self.findings += Findings::of(found);
        for it in found {
            self.rules.entry(it.rule.name.to_owned()).or_default().findings += 1;
        }
        let rules: BTreeSet<&str> = found.iter().map(|it| it.rule.name).collect();
        for rule in rules {
            self.rules.entry(rule.to_owned()).or_default().pages += 1;
        }
        let count = found.len() as u64;
        if self.worst_pages.len() < WORST_PAGES
            || self.worst_pages.last().is_some_and(|last| last.findings < count)
        {
            self.worst_pages.push(page(count));
            self.keep_worst();
        }
    }

    /// Adds the numbers of pages that come later in the dump.
    pub(super) fn add(&mut self, later: Self) {
        self.pages += later.pages;
        self.findings += later.findings;
        for (rule, count) in later.rules {
            let sum = self.rules.entry(rule).or_default();
            sum.findings += count.findings;
            sum.pages += count.pages;
        }
        self.worst_pages.extend(later.worst_pages);
        self.keep_worst();
        self.problems += later.problems;
    }

    /// Whether anything was found that is at least this severe.
    pub fn reaches(&self, severity: Severity) -> bool {
        let Findings { error, warning, info, .. } = self.findings;
        let counts =
            [(Severity::Error, error), (Severity::Warning, warning), (Severity::Info, info)];
        counts.iter().any(|&(of, count)| of >= severity && count > 0)
    }

    fn keep_worst(&mut self) {
        // The sort is stable, so equals stay in the order of the dump.
        self.worst_pages.sort_by_key(|it| Reverse(it.findings));
        self.worst_pages.truncate(WORST_PAGES);
    }
}

impl Findings {
    fn of(found: &[Diagnostic]) -> Self {
        let of = |severity| found.iter().filter(|it| it.severity == severity).count() as u64;
        Self {
            total: found.len() as u64,
            error: of(Severity::Error),
            warning: of(Severity::Warning),
            info: of(Severity::Info),
            fixable: found.iter().filter(|it| it.fix.is_some()).count() as u64,
        }
    }
}

impl std::ops::AddAssign for Findings {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
        self.fixable += other.fixable;
    }
}

impl std::ops::AddAssign for Pages {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.linted += other.linted;
        self.affected += other.affected;
        self.not_asked_for += other.not_asked_for;
        self.not_wikitext += other.not_wikitext;
        self.without_text += other.without_text;
    }
}
