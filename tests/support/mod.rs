//! What the measuring tests share: where their data lies, and how a score is reported.
//!
//! The data is not part of the repository: it stands in a sibling folder, `../shared`. A test
//! whose data is absent says that it is skipped and passes.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};

use citelint::lint::{LintOptions, RuleSet, Selection, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use serde_json::Value;

/// A file or folder of the sibling folder; `None`, with a printed line, where it is absent.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if full.exists() {
        return Some(full);
    }
    say(format_args!("skipped: ../shared/{path} is not there"));
    None
}

/// The objects of a file of JSON lines in the sibling folder.
pub(crate) fn json_lines(path: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(shared(path)?).expect("the data file is UTF-8 text");
    let parse = |line| serde_json::from_str(line).expect("each line is one JSON object");
    Some(text.lines().map(parse).collect())
}

/// Prints a line even when the test passes, which `println!` would not do: a score that nobody
/// sees cannot rise.
pub(crate) fn say(line: impl Display) {
    // A closed standard output is no reason to fail a test.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Whether to print the misses of a half in full: `CITELINT_SHOW_MISSES=1` does so for the open
/// half, `all` for the held-out one too.
pub(crate) fn show_misses(held_out: bool) -> bool {
    match std::env::var("CITELINT_SHOW_MISSES").as_deref() {
        Ok("all") => true,
        Ok("" | "0") | Err(_) => false,
        Ok(_) => !held_out,
    }
}

/// A string field of a case.
///
/// # Panics
/// If the field is absent: the data would not be what the test was written for.
pub(crate) fn text<'v>(case: &'v Value, field: &str) -> &'v str {
    case[field].as_str().unwrap_or_else(|| panic!("a case without the text `{field}`: {case}"))
}

/// Whether a field of a case is `true`; absent and `null` are not.
pub(crate) fn flag(case: &Value, field: &str) -> bool {
    case[field].as_bool().unwrap_or(false)
}

/// How many of how many.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) matched: usize,
    pub(crate) total: usize,
}

impl Score {
    /// Counts one more case.
    pub(crate) fn add(&mut self, matched: bool) {
        self.matched += usize::from(matched);
        self.total += 1;
    }

    /// The share in thousandths, rounded down: an integer, so that a floor is exact.
    pub(crate) fn per_mille(self) -> usize {
        (self.matched * 1000).checked_div(self.total).unwrap_or(1000)
    }
}

impl Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = self.per_mille();
        write!(f, "{}/{} ({}.{} %)", self.matched, self.total, share / 10, share % 10)
    }
}

/// The page with the fix of `ref-index-convert`; `None` if there is none to offer.
pub(crate) fn converted(text: &str) -> Option<String> {
    let select = vec!["ref-index-convert".to_owned()];
    let selection = Selection { select, ..Selection::default() };
    let options = LintOptions { selection, ..LintOptions::default() };
    let rules = RuleSet::new(ALL, &options).expect("a rule by its name");
    let fix = lint(text, Site::mediawiki(), &rules).into_iter().find_map(|it| it.fix)?;
    let mut fixed = String::new();
    let mut at = 0;
    for edit in fix.edits() {
        fixed.push_str(&text[at..edit.span.start as usize]);
        fixed.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    Some(fixed + &text[at..])
}
