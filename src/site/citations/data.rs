//! The form of the files in `rules/citations/`, which `cs1.toml` explains.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A family of templates that share their parameters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Family {
    /// Whether the names of the fields are parameters themselves.
    #[serde(default = "yes")]
    pub(super) field_names: bool,
    #[serde(default)]
    pub(super) title: Vec<String>,
    #[serde(default)]
    pub(super) limited: Vec<String>,
    pub(super) fields: BTreeMap<String, FieldData>,
    pub(super) templates: BTreeMap<String, TemplateData>,
    #[serde(default)]
    pub(super) only: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) removed: BTreeMap<String, Renamed>,
    #[serde(default)]
    pub(super) deprecated: BTreeMap<String, Renamed>,
    #[serde(default)]
    pub(super) suggestions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldData {
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) kind: ValueKind,
    #[serde(default)]
    pub(super) values: Vec<String>,
    #[serde(default)]
    pub(super) needs: Vec<String>,
    #[serde(default)]
    pub(super) about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplateData {
    #[serde(default)]
    pub(super) redirects: Vec<String>,
    pub(super) title: Option<Vec<String>>,
    #[serde(default)]
    pub(super) requires: Vec<String>,
    #[serde(default)]
    pub(super) ignores: Vec<String>,
    pub(super) limited: Option<Vec<String>>,
}

/// What a value of a field is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ValueKind {
    /// Any text.
    #[default]
    Text,
    /// The title of a work or of a part of one.
    Title,
    /// A person's name, or a part of it.
    Name,
    /// The names of several people.
    Names,
    /// The name of a page of the wiki.
    Link,
    /// A date.
    Date,
    /// An address.
    Url,
    /// Numbers of pages.
    Pages,
    /// An identifier of the kind that the field is named after.
    Id,
    /// One of a few words.
    Keyword,
}

/// What took the place of a parameter that is no more, or soon will be.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The new name; `None` if there is none.
    pub to: Option<String>,
    /// The new values of old ones. Empty if values stay as they are.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// What to do where there is no new name.
    pub advice: Option<String>,
}

fn yes() -> bool {
    true
}
