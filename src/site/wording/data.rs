//! The format of a pack.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// One file of `rules/wording`, with what a user adds to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PackFile {
    /// Words that turn what follows into its opposite.
    #[serde(default)]
    pub(super) negations: Vec<String>,
    /// How many words may stand between a negation and what it is about.
    #[serde(default)]
    pub(super) negation_reach: usize,
    /// Phrases that say who holds a view, or whose words follow.
    #[serde(default)]
    pub(super) attributions: Vec<String>,
    /// Phrases in which nothing is found.
    #[serde(default)]
    pub(super) exceptions: Vec<String>,
    /// How words change their forms.
    #[serde(default)]
    pub(super) inflection: BTreeMap<String, Inflection>,
    /// Lists of words, which patterns can name.
    #[serde(default)]
    pub(super) words: BTreeMap<String, Vec<String>>,
    /// The kinds of findings, each reported by one rule.
    pub(super) category: BTreeMap<String, CategoryData>,
    /// What is looked for.
    pub(super) entry: BTreeMap<String, EntryData>,
}

/// How words of one kind change their forms.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inflection {
    /// For each form, what endings become; the longest ending that fits counts.
    pub(super) forms: BTreeMap<String, BTreeMap<String, String>>,
    /// All further forms of words that do not follow that.
    #[serde(default)]
    pub(super) irregular: BTreeMap<String, Vec<String>>,
}

/// A kind of findings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CategoryData {
    /// The rule that reports it.
    pub(super) rule: String,
    /// What is wrong; `{match}` stands for the text that was found.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: String,
    /// How to name alternatives, which `{alternatives}` stands for.
    #[serde(default)]
    pub(super) alternatives: Option<String>,
    /// The shortcut of the guideline.
    #[serde(default)]
    pub(super) guideline: Option<String>,
    #[serde(default)]
    pub(super) skip: Conditions,
    #[serde(default)]
    pub(super) lower: Conditions,
}

/// Something to look for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EntryData {
    /// The category.
    pub(super) category: String,
    /// How much it matters.
    pub(super) severity: Level,
    /// Words and phrases.
    pub(super) patterns: Vec<String>,
    /// What must not come right after.
    #[serde(default)]
    pub(super) unless_before: Vec<String>,
    /// What must not come right before.
    #[serde(default)]
    pub(super) unless_after: Vec<String>,
    /// One of these must come right after, if there are any.
    #[serde(default)]
    pub(super) only_before: Vec<String>,
    /// One of these must come right before, if there are any.
    #[serde(default)]
    pub(super) only_after: Vec<String>,
    /// Where it is not looked for, besides what the category says.
    #[serde(default)]
    pub(super) skip: Conditions,
    /// Where it is only worth a look, besides what the category says.
    #[serde(default)]
    pub(super) lower: Conditions,
    /// What of the category's `skip` and `lower` does not count.
    #[serde(default)]
    pub(super) keep: Conditions,
    /// Neutral words that may do.
    #[serde(default)]
    pub(super) alternatives: Vec<String>,
    /// In place of the category's.
    #[serde(default)]
    pub(super) message: Option<String>,
    /// In place of the category's.
    #[serde(default)]
    pub(super) help: Option<String>,
    /// In place of the category's.
    #[serde(default)]
    pub(super) guideline: Option<String>,
    /// Sentences in which it is found.
    #[serde(default)]
    #[expect(dead_code, reason = "examples are run by tests, which read the file itself")]
    bad: Vec<String>,
    /// Sentences in which its category finds nothing.
    #[serde(default)]
    #[expect(dead_code, reason = "examples are run by tests, which read the file itself")]
    good: Vec<String>,
}

/// How much an entry matters.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// It is not looked for.
    Off,
    /// Worth a look.
    Info,
    /// Most experienced editors would change it.
    Warning,
}

/// Circumstances of a match: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conditions(u32);

/// The circumstances by their names in the data.
const NAMES: [(&str, Conditions); 19] = [
    ("quotation", Conditions::QUOTATION),
    ("title", Conditions::TITLE),
    ("heading", Conditions::HEADING),
    ("list", Conditions::LIST),
    ("table", Conditions::TABLE),
    ("caption", Conditions::CAPTION),
    ("preformatted", Conditions::PREFORMATTED),
    ("link", Conditions::LINK),
    ("emphasis", Conditions::EMPHASIS),
    ("foreign", Conditions::FOREIGN),
    ("lead", Conditions::LEAD),
    ("plot", Conditions::PLOT),
    ("works", Conditions::WORKS),
    ("links", Conditions::LINKS),
    ("references", Conditions::REFERENCES),
    ("proper-name", Conditions::PROPER_NAME),
    ("negated", Conditions::NEGATED),
    ("attributed", Conditions::ATTRIBUTED),
    ("cited", Conditions::CITED),
];

impl Conditions {
    /// Others' words.
    pub(crate) const QUOTATION: Self = Self(1);
    /// The title of a work.
    pub(crate) const TITLE: Self = Self(1 << 1);
    /// A heading.
    pub(crate) const HEADING: Self = Self(1 << 2);
    /// A line of a list.
    pub(crate) const LIST: Self = Self(1 << 3);
    /// A table.
    pub(crate) const TABLE: Self = Self(1 << 4);
    /// The caption of a picture.
    pub(crate) const CAPTION: Self = Self(1 << 5);
    /// Lines that start with a space.
    pub(crate) const PREFORMATTED: Self = Self(1 << 6);
    /// The label of a link.
    pub(crate) const LINK: Self = Self(1 << 7);
    /// Bold or italic text.
    pub(crate) const EMPHASIS: Self = Self(1 << 8);
    /// Another language.
    pub(crate) const FOREIGN: Self = Self(1 << 9);
    /// The text before the first heading.
    pub(crate) const LEAD: Self = Self(1 << 10);
    /// A section that tells a plot.
    pub(crate) const PLOT: Self = Self(1 << 11);
    /// A section that lists works.
    pub(crate) const WORKS: Self = Self(1 << 12);
    /// A section of external links, further reading and the like.
    pub(crate) const LINKS: Self = Self(1 << 13);
    /// A section of references or notes.
    pub(crate) const REFERENCES: Self = Self(1 << 14);
    /// All words are capitalised, and not because the sentence starts.
    pub(crate) const PROPER_NAME: Self = Self(1 << 15);
    /// A word such as "not" stands before.
    pub(crate) const NEGATED: Self = Self(1 << 16);
    /// The sentence says whose view it gives.
    pub(crate) const ATTRIBUTED: Self = Self(1 << 17);
    /// The sentence has a ref.
    pub(crate) const CITED: Self = Self(1 << 18);

    /// Both sets.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set if something is so, else none.
    #[must_use]
    pub(crate) fn when(self, is_so: bool) -> Self {
        if is_so { self } else { Self::default() }
    }

    /// This set without what the other holds.
    #[must_use]
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What both sets hold.
    #[must_use]
    pub(crate) fn shared(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the two sets have anything in common.
    pub(crate) fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl<'de> Deserialize<'de> for Conditions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut all = Self::default();
        for name in Vec::<String>::deserialize(deserializer)? {
            let Some((_, condition)) = NAMES.iter().find(|(known, _)| *known == name) else {
                return Err(serde::de::Error::custom(format!("there is no context `{name}`")));
            };
            all = all.and(*condition);
        }
        Ok(all)
    }
}
