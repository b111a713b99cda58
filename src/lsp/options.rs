//! What the user of an editor sets.

use serde::Deserialize;
use serde_json::Value;

/// Settings of the editor, over those of `citelint.toml`. They come with the first request, as
/// `initializationOptions`, or later, as the section `citelint` of the editor's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Options {
    /// A file of settings, or a ready profile, that takes the place of the `citelint.toml` above
    /// each page. A relative path starts at the first folder of the workspace.
    pub(super) config: Option<String>,
    /// Rules and groups that run instead of those that run by default.
    pub(super) select: Vec<String>,
    /// Rules and groups that do not run.
    pub(super) ignore: Vec<String>,
    /// Rules and groups that run in addition.
    pub(super) extend_select: Vec<String>,
    /// When a page is linted.
    pub(super) run: Run,
    /// Which pages are linted.
    pub(super) scope: Scope,
}

/// When a page is linted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Run {
    /// After each change.
    #[default]
    OnType,
    /// When it is opened and when it is saved.
    OnSave,
}

/// Which pages are linted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Scope {
    /// Those that are open.
    #[default]
    Open,
    /// All pages in the folders of the workspace.
    Workspace,
}

impl Options {
    /// Reads them from what a client sends: the section itself, or all settings of the editor.
    ///
    /// # Errors
    /// If a value has the wrong type.
    pub(super) fn read(settings: Value) -> Result<Self, String> {
        let mut settings = settings;
        let section = settings.get_mut("citelint").map(Value::take).unwrap_or(settings);
        if section.is_null() {
            return Ok(Self::default());
        }
        serde_json::from_value(section)
            .map_err(|error| format!("the settings of citelint cannot be used: {error}"))
    }
}
