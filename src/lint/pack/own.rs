//! Packs of a user's own.

use std::collections::BTreeSet;

use super::data::{Entry, PackFile, built_in};
use crate::near::nearest;
use crate::site::normalize_name;

/// A pack of patterns that adds to those built in. `rules/packs/copied.toml` explains the format.
#[derive(Clone, Debug)]
pub struct PatternPack {
    pub(super) file: PackFile,
}

/// Why a pack cannot be used.
#[derive(Clone, Debug)]
pub enum PackFault {
    /// It is not TOML, has a key that there is not, or a value of the wrong type.
    Format(toml::de::Error),
    /// A value cannot be.
    Value {
        /// The entry, from 0; `None` for what stands before the entries.
        entry: Option<usize>,
        /// The key.
        key: &'static str,
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
}

impl PatternPack {
    /// Reads a pack.
    ///
    /// # Errors
    /// If the text does not have the format, an entry names a rule that no pack can report for or has
    /// the id of another, or a pattern cannot be read.
    pub fn read(text: &str) -> Result<Self, PackFault> {
        let file: PackFile = toml::from_str(text).map_err(PackFault::Format)?;
        if let Some(name) = file.quotation_templates.iter().find(|it| normalize_name(it) != **it) {
            let message = format!("write `{name}` as `{}`", normalize_name(name));
            let key = "quotation-templates";
            return Err(PackFault::Value { entry: None, key, message, help: None });
        }
        let mut ids: BTreeSet<&str> = built_in().entries.iter().map(|it| &*it.id).collect();
        for (index, entry) in file.entry.iter().enumerate() {
            let found = if ids.insert(&entry.id) {
                fault(entry)
            } else {
                Some(("id", format!("another entry is called `{}`", entry.id), None))
            };
            if let Some((key, message, help)) = found {
                return Err(PackFault::Value { entry: Some(index), key, message, help });
            }
        }
        Ok(Self { file })
    }
}

/// The key at fault, what is wrong, and what to do about it.
type Fault = (&'static str, String, Option<String>);

fn fault(entry: &Entry) -> Option<Fault> {
    let rules: BTreeSet<&str> = built_in().entries.iter().map(|it| &*it.rule).collect();
    if !rules.contains(&*entry.rule) {
        let near = nearest(&entry.rule, rules.iter().copied());
        let help = near.map_or_else(
            || format!("there are {}", rules.into_iter().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("no rule `{}` reports what a pack finds", entry.rule);
        return Some(("rule", message, Some(help)));
    }
    if entry.anchors.is_empty() || entry.anchors.iter().any(String::is_empty) {
        let help = "each match of the pattern holds one of them".to_owned();
        return Some((
            "anchors",
            "there must be anchors, and none may be empty".to_owned(),
            Some(help),
        ));
    }
    match entry.compile() {
        Err(regex::Error::CompiledTooBig(_)) => {
            let help = "repeat less, or split the entry".to_owned();
            Some(("pattern", "the pattern becomes too large".to_owned(), Some(help)))
        }
        Err(error) => {
            // The reader draws the pattern and points into it; its last line says what is wrong.
            let error = error.to_string();
            let reason = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Some(("pattern", format!("the pattern cannot be read: {reason}"), None))
        }
        Ok(regex) if regex.is_match("") => {
            Some(("pattern", "the pattern matches a text without any characters".to_owned(), None))
        }
        Ok(_) => None,
    }
}
