//! Layers of settings, and what they make together.

use std::borrow::Cow;

use toml::Table;

use super::blame::blame;
use super::error::ConfigError;
use super::layer::{Layer, Part, RuleSetting};
use super::locate::Step;
use super::{Config, DialectChoice};
use crate::lint::{Entry, Group, LintOptions, OptionMeta, OptionsError, Selection};
use crate::near::nearest;
use crate::site::Site;

/// What users set, layer by layer: files, ready profiles and single values, each over those before
/// it. Within a layer, what holds for some pages comes after what holds for all.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    layers: Vec<Layer>,
}

/// What one layer sets for the pages of a configuration, all of them or those of an override.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stage<'a> {
    pub(super) layer: &'a Layer,
    /// The override, by its place in the layer.
    pub(super) index: Option<usize>,
    pub(super) part: &'a Part,
}

impl Stage<'_> {
    /// The way to what it sets.
    pub(super) fn way(&self) -> Vec<Step> {
        let of_override = |index| vec!["overrides".into(), Step::Index(index)];
        self.index.map(of_override).unwrap_or_default()
    }

    fn error(&self, error: ConfigError, rest: &[Step], at_key: bool) -> ConfigError {
        self.layer.error(error, &[&*self.way(), rest].concat(), at_key)
    }
}

impl Settings {
    /// Adds a layer over the others.
    pub fn push(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// Sets one value by its dotted key: see [`Layer::argument`].
    ///
    /// # Errors
    /// If there is no such key, or the value has the wrong type.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ConfigError> {
        self.push(Layer::argument(key, value)?);
        Ok(())
    }

    /// The layers, the lowest first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// What the layers make for pages that no override names.
    ///
    /// # Errors
    /// If the data of the wiki cannot be used. Rules are checked by [`Self::validate`].
    pub fn config(&self) -> Result<Config, ConfigError> {
        self.config_for(|_, _| false)
    }

    /// What the layers make for a page, given which overrides hold for it, each by its layer and its
    /// place there.
    ///
    /// # Errors
    /// If the data of the wiki cannot be used. Rules are checked by [`Self::validate`].
    pub fn config_for(&self, holds: impl Fn(usize, usize) -> bool) -> Result<Config, ConfigError> {
        let stages = self.stages(holds);
        let mut lint = LintOptions::default();
        for stage in &stages {
            add(&mut lint, stage.part);
        }
        lint.packs.extend(self.layers.iter().filter_map(Layer::patterns));
        let fail_on = self.layers.iter().rev().find_map(|layer| layer.fail_on).unwrap_or_default();
        Ok(Config { site: site(&stages)?, lint, fail_on })
    }

    /// Checks all that is said of rules: their names, severities and options.
    ///
    /// # Errors
    /// If there is no such rule or option, or a value has the wrong type.
    pub fn validate(&self, all: &'static [Entry]) -> Result<(), ConfigError> {
        for stage in self.stages(|_, _| true) {
            let Selection { select, ignore, extend_select } = &stage.part.selection;
            let lists = [("select", select), ("ignore", ignore), ("extend-select", extend_select)];
            for (key, words) in lists {
                for (index, word) in words.iter().enumerate() {
                    Selection::known(word, all).map_err(|error| {
                        stage.error(unknown_rule(error), &[key.into(), Step::Index(index)], false)
                    })?;
                }
            }
            for (name, setting) in &stage.part.rules {
                rule(&stage, name, setting, all)?;
            }
        }
        Ok(())
    }

    /// What is set, in the order in which it counts.
    pub(super) fn stages(&self, holds: impl Fn(usize, usize) -> bool) -> Vec<Stage<'_>> {
        let mut stages = Vec::new();
        for (number, layer) in self.layers.iter().enumerate() {
            stages.push(Stage { layer, index: None, part: &layer.part });
            for (index, it) in layer.overrides.iter().enumerate() {
                if holds(number, index) {
                    stages.push(Stage { layer, index: Some(index), part: &it.part });
                }
            }
        }
        stages
    }
}

/// Adds what a part says of rules.
fn add(lint: &mut LintOptions, part: &Part) {
    lint.dialect = part.dialect.map_or(lint.dialect, DialectChoice::forced);
    let mut selection = part.selection.clone();
    for (name, setting) in &part.rules {
        match setting.severity {
            Some(Some(severity)) => {
                lint.severities.insert(name.clone(), severity);
                // Whoever says how much a rule matters wants it to run.
                if Group::named(name).is_none() && name != "all" {
                    selection.extend_select.push(name.clone());
                }
            }
            Some(None) => selection.ignore.push(name.clone()),
            None => {}
        }
        if !setting.options.is_empty() {
            lint.rules.entry(name.clone()).or_default().extend(setting.options.clone());
        }
    }
    if selection != Selection::default() {
        lint.below.push(selection);
    }
}

/// The wiki that the stages make.
fn site(stages: &[Stage<'_>]) -> Result<Cow<'static, Site>, ConfigError> {
    let of = |stage: &Stage<'_>| stage.part.site.clone();
    let layers: Vec<Table> = stages.iter().filter_map(of).collect();
    if layers.is_empty() {
        return Ok(Cow::Borrowed(Site::mediawiki()));
    }
    let error = match Site::extended(layers) {
        Ok(site) => return Ok(Cow::Owned(site)),
        Err(error) => error,
    };
    for (count, stage) in stages.iter().enumerate() {
        let Some(own) = &stage.part.site else { continue };
        let fails = |part: Table| {
            let below = stages[..count].iter().filter_map(of);
            let failure = Site::extended(below.chain([part])).err();
            failure.map(|error| error.message().to_owned())
        };
        if let Some((way, message)) = blame(own, fails) {
            let way = [&["site".into()], &*way].concat();
            let at_key = message.starts_with("unknown field");
            return Err(stage.error(ConfigError::from_toml(&message), &way, at_key));
        }
    }
    Err(ConfigError::from_toml(error.message()))
}

/// Checks what a stage says of one rule.
fn rule(
    stage: &Stage<'_>,
    name: &str,
    setting: &RuleSetting,
    all: &'static [Entry],
) -> Result<(), ConfigError> {
    let way: [Step; 2] = ["rules".into(), name.into()];
    Selection::known(name, all).map_err(|error| stage.error(unknown_rule(error), &way, true))?;
    let Some(first) = setting.options.keys().next() else { return Ok(()) };
    let Some(entry) = all.iter().find(|entry| entry.meta.name == name) else {
        let error = ConfigError::new(format!("`{name}` has no options"))
            .help(Some("only a `severity` can be set for several rules at once".to_owned()));
        return Err(stage.error(error, &[&way[..], &[(&**first).into()]].concat(), true));
    };
    let error_of = |options: Table| (entry.build)(options).err().map(|it| it.message().to_owned());
    let Some((rest, message)) = blame(&setting.options, error_of) else { return Ok(()) };
    let options: Vec<String> = entry.meta.options.iter().map(OptionMeta::key).collect();
    let given = match rest.first() {
        Some(Step::Key(key)) if !options.contains(key) => key,
        _ => {
            let way = [&way[..], &*rest].concat();
            return Err(stage.error(ConfigError::from_toml(&message), &way, false));
        }
    };
    let near = nearest(given, options.iter().map(String::as_str));
    let help = match (near, &*options) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => format!("`{name}` has none but `severity`"),
        (None, _) => format!("`{name}` has `{}` and `severity`", options.join("`, `")),
    };
    let error = ConfigError::new(format!("there is no option `{given}`")).help(Some(help));
    Err(stage.error(error, &[&way[..], &rest].concat(), true))
}

fn unknown_rule(error: OptionsError) -> ConfigError {
    let OptionsError::UnknownRule { given, near } = error else {
        return ConfigError::new(error.to_string());
    };
    let help = near.map_or_else(
        || "`citelint rules` lists them".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    ConfigError::new(format!("there is no rule `{given}`")).help(Some(help))
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::config::Layer;
    use crate::lint::Severity;

    fn settings(texts: &[&str]) -> Settings {
        let mut settings = Settings::default();
        for text in texts {
            settings.push(Layer::file("citelint.toml", text).expect("valid settings"));
        }
        settings
    }

    #[test]
    fn values_of_the_site_and_of_rules_are_set_one_by_one() {
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
        let file = "[[site.references.list]]\nnames = ['belege']\nrefs = 'refs'\n";
        let site = settings(&[file]).config().expect("valid settings").site;
        assert!(site.references.role("belege").is_some());
        assert!(site.references.role("reflist").is_some());
    }

    #[test]
    fn faults_in_the_data_of_the_wiki_have_a_place() {
        let good = "[site]\nredirect-words = ['#LOS']\n";
        let bad = "[site.references]\nlsit = []\n";
        let error = settings(&[good, bad]).config().expect_err("an unknown key");
        let text = error.to_string();
        assert!(text.starts_with("citelint.toml:2:1: there is no setting `lsit` here"), "{text}");
        assert!(text.ends_with("did you mean `list`?"), "{text}");
    }

    #[test]
    fn later_layers_and_overrides_win() {
        let below = "fail-on = 'error'\n[rules]\na = 'error'\nb = 'off'\n\
                     [[overrides]]\npaths = ['x']\n[overrides.rules]\na = 'info'\n";
        let settings = settings(&[below, "ignore = ['c']\n"]);
        let severity = |holds| {
            let config = settings.config_for(|_, _| holds).expect("valid settings");
            config.lint.severities["a"]
        };
        assert_eq!((severity(false), severity(true)), (Severity::Error, Severity::Info));
        assert_eq!(settings.config().expect("valid settings").lint.below.len(), 2);
    }
}
