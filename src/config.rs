//! What a run is told: the wiki, and which rules run how.

use std::collections::BTreeSet;
use std::fmt;

use toml::{Table, Value};

use crate::lint::LintOptions;
use crate::near::nearest;
use crate::site::Site;

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

/// What users set, layer by layer: files and single values. Later layers add to earlier ones.
///
/// A layer has two parts: `site`, which [`Site::extended`] describes, and `rules`, with a table of
/// options for each rule.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    layers: Vec<Table>,
}

impl Settings {
    /// Adds a file of settings.
    ///
    /// # Errors
    /// If the text is not TOML, or has a key that there is not.
    pub fn add_file(&mut self, text: &str) -> Result<(), ConfigError> {
        let layer = text.parse().map_err(|error: toml::de::Error| {
            let offset = error.span().map_or(0, |span| span.start.min(text.len()));
            let before = &text[..text.floor_char_boundary(offset)];
            let line = before.matches('\n').count() + 1;
            ConfigError::NotToml { line, reason: error.message().to_owned() }
        })?;
        self.add(layer)
    }

    /// Sets one value by its dotted key, such as `site.sub-referencing` or
    /// `rules.uncited-paragraph.min-words`. A value that is not TOML is a string.
    ///
    /// # Errors
    /// If there is no such key. Values, and what stands deeper, are checked by [`Self::config`],
    /// names and options of rules when a [`crate::lint::RuleSet`] is made.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ConfigError> {
        let nested = key.rsplit('.').fold(toml_value(value), |value, part| {
            Value::Table(Table::from_iter([(part.to_owned(), value)]))
        });
        let Value::Table(layer) = nested else { return Err(unknown(key, &PARTS)) };
        self.add(layer)
    }

    /// The configuration that the layers make.
    ///
    /// # Errors
    /// If a value has the wrong type, or an unknown key stands deep in a layer.
    pub fn config(self) -> Result<Config, ConfigError> {
        let mut lint = LintOptions::default();
        let mut site = Vec::new();
        for mut layer in self.layers {
            if let Some(Value::Table(layer)) = layer.remove("site") {
                site.push(layer);
            }
            let Some(Value::Table(rules)) = layer.remove("rules") else { continue };
            for (rule, options) in rules {
                let Value::Table(options) = options else {
                    return Err(ConfigError::NotTable { key: format!("rules.{rule}") });
                };
                lint.rules.entry(rule).or_default().extend(options);
            }
        }
        if site.is_empty() {
            return Ok(Config { site: Site::mediawiki().clone(), lint });
        }
        let site = Site::extended(site).map_err(|error| ConfigError::Site {
            reason: error.to_string().trim_end().replace('\n', " "),
        })?;
        Ok(Config { site, lint })
    }

    fn add(&mut self, layer: Table) -> Result<(), ConfigError> {
        for (part, value) in &layer {
            let keys: BTreeSet<String> = match &**part {
                "site" => Site::keys(),
                "rules" => BTreeSet::new(),
                _ => return Err(unknown(part, &PARTS)),
            };
            let Value::Table(table) = value else {
                return Err(ConfigError::NotTable { key: part.clone() });
            };
            if let Some(key) = table.keys().find(|key| part == "site" && !keys.contains(*key)) {
                let keys: Vec<String> = keys.iter().map(|it| format!("site.{it}")).collect();
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                return Err(unknown(&format!("site.{key}"), &keys));
            }
        }
        self.layers.push(layer);
        Ok(())
    }
}

/// The parts of a layer.
const PARTS: [&str; 2] = ["rules", "site"];

fn unknown(given: &str, known: &[&str]) -> ConfigError {
    let near = nearest(given, known.iter().copied()).map(str::to_owned);
    ConfigError::UnknownKey { given: given.to_owned(), near }
}

/// The value that TOML reads; what it cannot read is a string whose quotes the shell ate.
fn toml_value(value: &str) -> Value {
    let table = format!("value = {value}").parse::<Table>();
    let string = || Value::String(value.to_owned());
    table.ok().and_then(|mut table| table.remove("value")).unwrap_or_else(string)
}

/// Why a setting cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// A file is not TOML.
    NotToml {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// There is no such key.
    UnknownKey {
        /// The key, with dots.
        given: String,
        /// What was likely meant.
        near: Option<String>,
    },
    /// The key holds other keys, and was given a value of its own.
    NotTable {
        /// The key, with dots.
        key: String,
    },
    /// Something in the `site` part cannot be used.
    Site {
        /// What, and why.
        reason: String,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml { line, reason } => {
                write!(f, "this is not TOML: in line {line}, {reason}")
            }
            Self::UnknownKey { given, near: Some(near) } => {
                write!(f, "there is no setting `{given}`: did you mean `{near}`?")
            }
            Self::UnknownKey { given, near: None } => write!(f, "there is no setting `{given}`"),
            Self::NotTable { key } => {
                write!(f, "`{key}` takes settings of its own, such as `{key}.name = …`")
            }
            Self::Site { reason } => write!(f, "in the settings of `site`: {reason}"),
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::{ConfigError, Settings};

    #[test]
    fn sets_values_of_the_site_and_of_rules() {
        let mut settings = Settings::default();
        settings.set("site.sub-referencing", "true").expect("a known key");
        settings.set("rules.x.words", "[1, 2]").expect("a rule option");
        settings.set("rules.x.name", "plain words").expect("a rule option");
        let config = settings.config().expect("valid settings");
        assert!(config.site.sub_referencing);
        assert_eq!(config.lint.rules["x"].to_string(), "name = \"plain words\"\nwords = [1, 2]\n");
    }

    #[test]
    fn a_file_makes_templates_known() {
        let mut settings = Settings::default();
        let file = "[[site.references.list]]\nnames = ['belege']\nrefs = 'refs'\n";
        settings.add_file(file).expect("known keys");
        let site = settings.config().expect("valid settings").site;
        assert!(site.references.role("belege").is_some());
        assert!(site.references.role("reflist").is_some());
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let error = Settings::default().set("site.sub-refrencing", "true").expect_err("a slip");
        let near = Some("site.sub-referencing".to_owned());
        let given = "site.sub-refrencing".to_owned();
        assert_eq!(error, ConfigError::UnknownKey { given, near });
        let mut settings = Settings::default();
        settings.set("site.sub-referencing", "yes").expect("a known key");
        let error = settings.config().expect_err("no boolean");
        assert!(error.to_string().contains("expected a boolean"), "{error}");
        assert!(Settings::default().set("rules", "1").is_err());
        assert!(Settings::default().add_file("[site").is_err());
    }
}
