//! What a run is told: the wiki, and which rules run how.

use std::fmt;

use crate::lint::LintOptions;
use crate::near::nearest;
use crate::site::Site;

/// Keys of the `site` part.
const SITE_KEYS: [&str; 3] =
    ["site.language-variants", "site.refs-before-punctuation", "site.sub-referencing"];

/// The settings of a run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The wiki that the pages belong to.
    pub site: Site,
    /// Which rules run, and how.
    pub lint: LintOptions,
}

impl Default for Config {
    fn default() -> Self {
        Self { site: Site::mediawiki().clone(), lint: LintOptions::default() }
    }
}

impl Config {
    /// Sets one value by its dotted key, such as `site.sub-referencing` or
    /// `rules.uncited-paragraph.min-words`. Names and options of rules are checked only when a
    /// [`crate::lint::RuleSet`] is made.
    ///
    /// # Errors
    /// If there is no such key or the value is not of its type.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ConfigError> {
        match key {
            "site.language-variants" => self.site.language_variants = boolean(key, value)?,
            "site.refs-before-punctuation" => {
                self.site.refs_before_punctuation = boolean(key, value)?;
            }
            "site.sub-referencing" => self.site.sub_referencing = boolean(key, value)?,
            _ => {
                let rule_option = key.strip_prefix("rules.").and_then(|rest| rest.split_once('.'));
                let Some((rule, option)) = rule_option else {
                    let near = nearest(key, SITE_KEYS);
                    return Err(ConfigError::UnknownKey { given: key.to_owned(), near });
                };
                let options = self.lint.rules.entry(rule.to_owned()).or_default();
                options.insert(option.to_owned(), toml_value(value));
            }
        }
        Ok(())
    }
}

fn boolean(key: &str, value: &str) -> Result<bool, ConfigError> {
    value
        .parse()
        .map_err(|_| ConfigError::NotBoolean { key: key.to_owned(), value: value.to_owned() })
}

/// The value that TOML reads; what it cannot read is a string whose quotes the shell ate.
fn toml_value(value: &str) -> toml::Value {
    let table = format!("value = {value}").parse::<toml::Table>();
    let value = || toml::Value::String(value.to_owned());
    table.ok().and_then(|mut table| table.remove("value")).unwrap_or_else(value)
}

/// Why a setting cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// There is no such key.
    UnknownKey {
        /// The key.
        given: String,
        /// What was likely meant.
        near: Option<&'static str>,
    },
    /// The value is neither `true` nor `false`.
    NotBoolean {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey { given, near: Some(near) } => {
                write!(f, "there is no setting `{given}`: did you mean `{near}`?")
            }
            Self::UnknownKey { given, near: None } => write!(f, "there is no setting `{given}`"),
            Self::NotBoolean { key, value } => {
                write!(f, "`{key}` is `true` or `false`, not `{value}`")
            }
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::{Config, ConfigError};

    #[test]
    fn sets_values_of_the_site_and_of_rules() {
        let mut config = Config::default();
        config.set("site.sub-referencing", "true").expect("a known key");
        assert!(config.site.sub_referencing);
        config.set("rules.x.words", "[1, 2]").expect("a rule option");
        config.set("rules.x.name", "plain words").expect("a rule option");
        assert_eq!(config.lint.rules["x"].to_string(), "name = \"plain words\"\nwords = [1, 2]\n");
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let mut config = Config::default();
        let error = config.set("site.sub-refrencing", "true").expect_err("a slip");
        let near = Some("site.sub-referencing");
        assert_eq!(
            error,
            ConfigError::UnknownKey { given: "site.sub-refrencing".to_owned(), near }
        );
        assert!(config.set("site.sub-referencing", "yes").is_err());
    }
}
