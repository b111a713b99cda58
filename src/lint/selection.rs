//! Which rules run: names, groups and `all`.

use std::fmt;

use super::rule::{Entry, Group, RuleMeta};
use crate::near::nearest;

/// Which rules run. Each list takes rule names, group names and `all`.
///
/// A more exact word wins over a less exact one: `ignore` of a group and `extend_select` of one
/// of its rules leaves that rule on. Of equally exact words `ignore` wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What runs; empty for every rule that is not optional.
    pub select: Vec<String>,
    /// What does not run.
    pub ignore: Vec<String>,
    /// What runs in addition.
    pub extend_select: Vec<String>,
}

/// How exactly a word names a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exactness {
    All,
    Group,
    Name,
}

impl Selection {
    /// Whether a rule runs for which earlier selections have said `before`.
    pub(super) fn selects(&self, rule: &RuleMeta, before: bool) -> bool {
        // A group does not select its optional rules: they are wrong too often for that.
        let selected = |words: &[String]| {
            exactness(words, rule).filter(|&by| !(rule.optional && by == Exactness::Group))
        };
        let on = selected(&self.select).max(selected(&self.extend_select));
        match (on, exactness(&self.ignore, rule)) {
            (None, None) => before && self.select.is_empty(),
            (on, off) => on > off,
        }
    }

    /// Checks that every word names something among `rules`.
    pub(super) fn validate(&self, rules: &[Entry]) -> Result<(), OptionsError> {
        let mut words = self.select.iter().chain(&self.ignore).chain(&self.extend_select);
        words.try_for_each(|word| Self::known(word, rules))
    }

    /// Checks that a word names something among `rules`.
    pub(crate) fn known(word: &str, rules: &[Entry]) -> Result<(), OptionsError> {
        let words = || rules.iter().map(|rule| rule.meta.name).chain(words_for_many());
        if words().any(|known| known == word) {
            return Ok(());
        }
        Err(OptionsError::UnknownRule { given: word.to_owned(), near: nearest(word, words()) })
    }
}

/// Whether a word, as a person wrote it, stands for a rule.
fn names(word: &str, rule: &RuleMeta) -> bool {
    word == rule.name || word == rule.group.name() || word == "all"
}

fn words_for_many() -> impl Iterator<Item = &'static str> {
    Group::ALL.into_iter().map(Group::name).chain(["all"])
}

fn exactness(words: &[String], rule: &RuleMeta) -> Option<Exactness> {
    let of = |word: &String| {
        if word == rule.name {
            Exactness::Name
        } else if word == rule.group.name() {
            Exactness::Group
        } else {
            Exactness::All
        }
    };
    words.iter().filter(|word| names(word, rule)).map(of).max()
}

/// Why options cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionsError {
    /// A word is neither a rule nor a group.
    UnknownRule {
        /// The word.
        given: String,
        /// What was likely meant.
        near: Option<&'static str>,
    },
    /// An option of a rule is unknown or has a value of the wrong type.
    RuleOption {
        /// The rule.
        rule: &'static str,
        /// What is wrong.
        reason: String,
    },
}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownRule { given, near: Some(near) } => {
                write!(f, "there is no rule `{given}`: did you mean `{near}`?")
            }
            Self::UnknownRule { given, near: None } => {
                write!(f, "there is no rule `{given}`: `citelint rules` lists them")
            }
            Self::RuleOption { rule, reason } => {
                write!(f, "the options of `{rule}` cannot be used: {}", reason.trim_end())
            }
        }
    }
}

impl std::error::Error for OptionsError {}

#[cfg(test)]
mod tests {
    use super::{Group, RuleMeta, Selection};
    use crate::lint::Severity;

    const RULE: RuleMeta = RuleMeta {
        name: "ref-x",
        group: Group::References,
        severity: Severity::Error,
        optional: false,
        tag: None,
        docs: "",
        options: &[],
    };
    const OPTIONAL: RuleMeta = RuleMeta { optional: true, ..RULE };

    fn selects(rule: &RuleMeta, select: &[&str], ignore: &[&str], extend_select: &[&str]) -> bool {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let selection = Selection {
            select: list(select),
            ignore: list(ignore),
            extend_select: list(extend_select),
        };
        selection.selects(rule, !rule.optional)
    }

    #[test]
    fn rules_run_by_default_unless_optional() {
        assert!(selects(&RULE, &[], &[], &[]));
        assert!(!selects(&OPTIONAL, &[], &[], &[]));
        assert!(!selects(&OPTIONAL, &["references"], &[], &[]));
        assert!(selects(&OPTIONAL, &["ref-x"], &[], &[]));
        assert!(selects(&OPTIONAL, &["all"], &[], &[]));
        assert!(selects(&OPTIONAL, &[], &[], &["ref-x"]));
    }

    #[test]
    fn select_replaces_the_default_and_extend_adds_to_it() {
        assert!(!selects(&RULE, &["dates"], &[], &[]));
        assert!(selects(&RULE, &["dates"], &[], &["ref-x"]));
        assert!(selects(&RULE, &[], &[], &["dates"]));
    }

    #[test]
    fn a_later_selection_has_the_last_word() {
        let later = |ignore: &[&str], select: &[&str], before| {
            let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
            let (ignore, select) = (list(ignore), list(select));
            Selection { select, ignore, extend_select: Vec::new() }.selects(&OPTIONAL, before)
        };
        assert!(later(&[], &[], true));
        assert!(!later(&["references"], &[], true));
        assert!(!later(&[], &["dates"], true));
        assert!(later(&[], &["ref-x"], false));
    }

    #[test]
    fn the_more_exact_word_wins_and_ignore_wins_a_tie() {
        assert!(!selects(&RULE, &["all"], &["references"], &[]));
        assert!(selects(&RULE, &["ref-x"], &["references"], &[]));
        assert!(!selects(&RULE, &["ref-x"], &["ref-x"], &[]));
        assert!(!selects(&RULE, &["references"], &["ref-x"], &["all"]));
    }
}
