//! What a rule is, and how a rule file declares one.

use super::diagnostic::{Diagnostic, Severity};
use super::elsewhere::Elsewhere;
use super::pack::PackFindings;
use super::suppress::Suppressions;
use super::wording::WordingFindings;
use crate::date::Date;
use crate::facts::Document;
use crate::text::Span;

/// Where the project is published.
pub(crate) const HOME: &str = "https://citelint.github.io";

/// A rule with its options.
pub trait Rule: Send + Sync {
    /// Looks at one page and reports what is wrong.
    fn check(&self, cx: &mut Context<'_, '_>);
}

/// What a rule is about; decides where it is listed and what selects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Footnotes and what they point to.
    References,
    /// The templates that describe sources.
    Citations,
    /// ISBN, DOI and their kin.
    Identifiers,
    /// Dates of publication, retrieval and archiving.
    Dates,
    /// Statements without a source.
    Sourcing,
    /// Wording that takes sides.
    Neutrality,
    /// What copying and tools left behind.
    Residue,
    /// Broken or needless markup.
    Markup,
}

impl Group {
    /// All groups, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::References,
        Self::Citations,
        Self::Identifiers,
        Self::Dates,
        Self::Sourcing,
        Self::Neutrality,
        Self::Residue,
        Self::Markup,
    ];

    /// The group of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// The name that selects the group, such as `references`.
    pub fn name(self) -> &'static str {
        match self {
            Self::References => "references",
            Self::Citations => "citations",
            Self::Identifiers => "identifiers",
            Self::Dates => "dates",
            Self::Sourcing => "sourcing",
            Self::Neutrality => "neutrality",
            Self::Residue => "residue",
            Self::Markup => "markup",
        }
    }
}

/// How editors draw what a rule finds, beside its severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// Faded: nothing is lost without it.
    Unnecessary,
    /// Struck through: it is about to go, or gone.
    Deprecated,
}

/// What is known about a rule without running it.
#[derive(Debug)]
pub struct RuleMeta {
    /// The name, in kebab case; its identity.
    pub name: &'static str,
    /// The group.
    pub group: Group,
    /// How much its findings matter, as a rule.
    pub severity: Severity,
    /// Whether it runs only when it is selected by name or by `all`.
    pub optional: bool,
    /// How editors draw what it finds.
    pub tag: Option<Tag>,
    /// The doc comment, line by line, each with the space that follows `///`; see
    /// [`super::docs`] for its parts.
    pub docs: &'static str,
    /// Its options.
    pub options: &'static [OptionMeta],
}

/// One option of a rule.
#[derive(Debug)]
pub struct OptionMeta {
    /// The name of the field; the key in a configuration has `-` for `_`.
    pub field: &'static str,
    /// The doc comment, as in [`RuleMeta::docs`].
    pub docs: &'static str,
}

impl RuleMeta {
    /// The address of the rule's page.
    pub fn url(&self) -> String {
        format!("{HOME}/rules/{}", self.name)
    }
}

impl OptionMeta {
    /// The key of the option in a configuration.
    pub fn key(&self) -> String {
        self.field.replace('_', "-")
    }
}

/// One rule in the list of all rules.
#[derive(Debug)]
pub struct Entry {
    /// What the rule is.
    pub meta: &'static RuleMeta,
    /// Makes the rule from its part of a configuration; fails on an unknown key or a wrong type.
    pub build: fn(toml::Table) -> Result<Box<dyn Rule>, toml::de::Error>,
    /// The options with their default values.
    pub defaults: fn() -> toml::Table,
}

/// What a rule sees of a page, and where it reports.
pub struct Context<'a, 's> {
    /// The page.
    pub doc: &'a Document<'s>,
    /// The day of this run, where one was given. Rules never ask the clock.
    pub today: Option<Date>,
    /// The suppression comments of the page. They have taken effect only when
    /// `unused-suppression` runs, which is last.
    pub suppressions: &'a Suppressions<'s>,
    /// What the other pages of the run cite, where a run has gathered it.
    pub elsewhere: Option<Elsewhere<'a>>,
    pub(super) rule: &'static RuleMeta,
    pub(super) pack: &'a PackFindings<'a>,
    pub(super) wording: &'a WordingFindings<'s>,
    pub(super) found: &'a mut Vec<Diagnostic>,
}

impl Context<'_, '_> {
    /// Reports a problem; the result takes help, related places and more.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push_mut(Diagnostic::new(self.rule, span, message.into()))
    }
}

/// Declares the rule of a rule file.
///
/// The doc comment is the rule's page; the fields are its options, each with a doc comment and a
/// default; the keys after the struct fill its [`RuleMeta`]. The file then implements [`Rule`]
/// for the struct. See `src/rules/unclosed_template.rs` for an example.
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])*
        struct $rule:ident {
            $( $(#[doc = $field_doc:literal])+ $field:ident : $type:ty = $default:expr, )*
        }
        name: $name:literal,
        group: $group:ident,
        severity: $severity:ident,
        $(optional: $optional:literal,)?
        $(tag: $tag:ident,)?
    ) => {
        $(#[doc = $doc])*
        #[allow(rustdoc::invalid_codeblock_attributes, reason = "examples name settings, KEY=VALUE")]
        #[derive(serde::Deserialize, serde::Serialize)]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        struct $rule {
            $( $(#[doc = $field_doc])+ $field: $type, )*
        }

        #[allow(clippy::derivable_impls, reason = "a default may be other than the type's own")]
        impl Default for $rule {
            fn default() -> Self {
                Self { $( $field: $default, )* }
            }
        }

        static META: $crate::lint::RuleMeta = $crate::lint::RuleMeta {
            name: $name,
            group: $crate::lint::Group::$group,
            severity: $crate::lint::Severity::$severity,
            optional: false $(|| $optional)?,
            tag: [$(Some($crate::lint::Tag::$tag),)? None][0],
            docs: concat!($($doc, "\n"),*),
            options: &[$(
                $crate::lint::OptionMeta {
                    field: stringify!($field),
                    docs: concat!($($field_doc, "\n"),+),
                },
            )*],
        };

        pub(super) const ENTRY: $crate::lint::Entry = $crate::lint::Entry {
            meta: &META,
            build: |options| Ok(Box::new(options.try_into::<$rule>()?)),
            defaults: || {
                toml::Table::try_from($rule::default()).expect("options are plain data")
            },
        };
    };
}

pub(crate) use declare_rule;

#[cfg(test)]
mod tests {
    use super::{Context, Rule};
    use crate::lint::docs::summary;

    declare_rule! {
        /// Says nothing.
        ///
        /// ## Why is this bad?
        struct Silent {
            /// The least number
            /// of words.
            min_words: u32 = 25,
        }
        name: "silent",
        group: Sourcing,
        severity: Info,
        optional: true,
    }

    impl Rule for Silent {
        fn check(&self, cx: &mut Context<'_, '_>) {
            assert!(cx.doc.text.len() < self.min_words as usize);
        }
    }

    #[test]
    fn a_declaration_says_all_about_a_rule() {
        let meta = ENTRY.meta;
        assert_eq!(summary(meta.docs), "Says nothing.");
        assert!(meta.optional && meta.url().ends_with("/silent"));
        assert_eq!(meta.options[0].key(), "min-words");
        assert_eq!(meta.options[0].docs, " The least number\n of words.\n");
        assert_eq!((ENTRY.defaults)().to_string(), "min-words = 25\n");
    }

    #[test]
    fn options_are_checked() {
        let build = |toml: &str| (ENTRY.build)(toml.parse().expect("TOML"));
        assert!(build("").is_ok());
        assert!(build("min-words = 3").is_ok());
        for wrong in ["min_words = 3", "min-words = 'three'", "words = 3"] {
            assert!(build(wrong).is_err(), "{wrong}");
        }
    }
}
