//! The format of a pack, and the packs that are built in.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use memchr::memmem;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::anchors::Anchors;
use super::own::PatternPack;
use super::places::Place;
use crate::lint::diagnostic::Severity;

/// The largest program that a pattern of a user may become, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// The packs of a run, with an index of all their anchors.
#[derive(Debug)]
pub(crate) struct Packs {
    /// The entries of all packs.
    pub(super) entries: Vec<Entry>,
    /// Templates whose arguments quote others, with names as `normalize_name` has them.
    pub(super) quotations: Vec<String>,
    /// Finds the anchors of all entries.
    pub(super) anchors: Anchors,
    /// The entries that each anchor belongs to, as indices into `entries`.
    pub(super) owners: Vec<Vec<u32>>,
}

/// One file of a pack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PackFile {
    #[serde(default)]
    pub(super) quotation_templates: Vec<String>,
    pub(super) entry: Vec<Entry>,
}

/// One thing to look for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Entry {
    /// What the entry is called; no two have the same id.
    pub(super) id: String,
    /// The rule that reports it.
    pub(super) rule: String,
    /// Literals of which each match holds at least one.
    pub(super) anchors: Vec<String>,
    /// What is searched at once.
    #[serde(default)]
    pub(super) unit: Unit,
    /// The regular expression; without it the anchors themselves are what is looked for.
    pub(super) pattern: Option<String>,
    /// One of these must hold the match, if there are any.
    #[serde(default)]
    pub(super) only_in: Vec<Place>,
    /// None of these may hold the match.
    #[serde(default)]
    pub(super) not_in: Vec<Place>,
    /// None of these may occur on the page.
    #[serde(default)]
    unless_page_has: Vec<String>,
    /// What is wrong; `{match}` stands for the text that was found.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
    /// The severity, where it is not that of the rule.
    pub(super) severity: Option<Level>,
    /// The edit that mends it.
    pub(super) fix: Option<PackFix>,
    /// Pages on which the entry is found.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are run by tests"))]
    pub(super) bad: Vec<String>,
    /// What the fix makes of each bad page, in the same order.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are run by tests"))]
    pub(super) fixed: Vec<String>,
    /// Pages on which the rule of the entry finds nothing.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are run by tests"))]
    pub(super) good: Vec<String>,
    /// Compiled when an anchor is first met: most pages need few of the patterns.
    #[serde(skip)]
    regex: OnceLock<Regex>,
}

/// What a pattern sees at once.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    /// One line, without its end.
    #[default]
    Line,
    /// The lines from one blank line to the next.
    Paragraph,
}

/// A severity as the data has it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    Info,
    Warning,
    Error,
}

/// How an entry is mended.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PackFix {
    /// What the edit does, as an order.
    pub(super) title: String,
    /// Whether it promises what a safe fix promises.
    #[serde(default)]
    pub(super) safe: bool,
    /// The edit.
    pub(super) change: Change,
}

/// The edit of a fix.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Change {
    /// Deletes the match, and its line if nothing else stands there.
    Delete,
    /// Deletes the template that starts with the match, and its line likewise.
    DeleteTemplate,
    /// Puts this in the place of the match; `$name` stands for what a group of the pattern found.
    Replace(String),
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Info => Self::Info,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

impl Entry {
    /// The pattern, compiled.
    pub(super) fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            self.compile()
                .expect("those of users were compiled when they were read, others by a test")
        })
    }

    /// Compiles the pattern.
    pub(super) fn compile(&self) -> Result<Regex, regex::Error> {
        let anchors = || self.anchors.iter().map(|it| regex::escape(it));
        let pattern =
            self.pattern.clone().unwrap_or_else(|| anchors().collect::<Vec<_>>().join("|"));
        RegexBuilder::new(&pattern).size_limit(MOST_BYTES).build()
    }

    /// Whether the page is one on which the entry is looked for.
    pub(super) fn applies_to(&self, text: &str) -> bool {
        let has = |it: &String| memmem::find(text.as_bytes(), it.as_bytes()).is_some();
        !self.unless_page_has.iter().any(has)
    }
}

/// The packs that are built in, ready to scan.
pub(super) fn built_in() -> &'static Packs {
    static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::new(files()));
    &PACKS
}

fn files() -> impl Iterator<Item = PackFile> {
    FILES.iter().map(|file| toml::from_str(file).expect("the built-in packs are valid"))
}

const FILES: [&str; 3] = [
    include_str!("../../../rules/packs/copied.toml"),
    include_str!("../../../rules/packs/editing.toml"),
    include_str!("../../../rules/packs/pasted.toml"),
];

impl Packs {
    /// Those that are built in, and others.
    pub(crate) fn with(others: &[Arc<PatternPack>]) -> Self {
        Self::new(files().chain(others.iter().map(|it| it.file.clone())))
    }

    fn new(packs: impl Iterator<Item = PackFile>) -> Self {
        let (mut entries, mut quotations): (Vec<Entry>, Vec<String>) = (Vec::new(), Vec::new());
        for pack in packs {
            entries.extend(pack.entry);
            quotations.extend(pack.quotation_templates);
        }
        let mut owners: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (entry, index) in entries.iter().zip(0..) {
            for anchor in &entry.anchors {
                owners.entry(anchor).or_default().push(index);
            }
        }
        let (anchors, owners): (Vec<&str>, Vec<Vec<u32>>) = owners.into_iter().unzip();
        let anchors = Anchors::new(&anchors);
        Self { entries, quotations, anchors, owners }
    }
}
