//! One layer of settings: a file, a ready profile, or what one argument sets.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use toml::{Table, Value};

use super::choices::{DialectChoice, FailOn};
use super::error::ConfigError;
use super::locate::{Dotted, Step, locate};
use super::pack::Pack;
use crate::lint::{Selection, Severity};
use crate::near::nearest;
use crate::text::Position;

/// Where a layer comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What people know it by: the path of a file, or the name of a profile.
    pub name: String,
    /// Its text, as TOML.
    pub text: String,
    /// Whether it was an argument, which has no lines to speak of.
    pub is_argument: bool,
}

impl Origin {
    /// The name with a place in it: `citelint.toml:3:1`, or just `--config`.
    pub fn name_at(&self, at: Position) -> String {
        if self.is_argument {
            return self.name.clone();
        }
        format!("{}:{}:{}", self.name, at.line, at.column)
    }
}

/// One layer of settings.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Where it comes from.
    pub origin: Arc<Origin>,
    /// The profile or the file that it builds on.
    pub extends: Option<String>,
    /// The packs that it adds: paths of files, from the folder of its own.
    pub packs: Vec<String>,
    /// The pack that it is, if it is no file of settings.
    pub(super) pack: Option<Pack>,
    /// Which files of a folder are pages, as lines of a `.gitignore`.
    pub include: Option<Vec<String>>,
    /// Which files and folders are left out, likewise.
    pub exclude: Vec<String>,
    /// How severe a finding must be to fail the run.
    pub fail_on: Option<FailOn>,
    /// What holds for every page.
    pub part: Part,
    /// What holds for some pages; the later over the earlier.
    pub overrides: Vec<Override>,
}

/// What a layer sets for pages.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What the pages are written in.
    pub dialect: Option<DialectChoice>,
    /// Which rules run.
    pub selection: Selection,
    /// Severities and options, by rule; for a group or `all`, only severities.
    pub rules: BTreeMap<String, RuleSetting>,
    /// What [`crate::site::Site::extended`] adds to the wiki.
    pub site: Option<Table>,
}

/// What a layer sets for the pages that some patterns name.
#[derive(Clone, Debug)]
pub struct Override {
    /// Lines as in a `.gitignore`, from the folder of the file.
    pub paths: Vec<String>,
    /// What holds for those pages.
    pub part: Part,
}

/// What is set for a rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// The severity, if it is set; `Some(None)` if the rule is off.
    pub severity: Option<Option<Severity>>,
    /// Its options.
    pub options: Table,
}

impl Layer {
    /// A file, or a ready profile.
    ///
    /// # Errors
    /// If the text is not TOML, has a key that there is not, or a value of the wrong type.
    pub fn file(name: &str, text: &str) -> Result<Self, ConfigError> {
        let origin = Origin { name: name.to_owned(), text: text.to_owned(), is_argument: false };
        Self::read(origin)
    }

    /// One value by its dotted key, such as `site.sub-referencing` or `rules.ref-overcite.max`. A
    /// value that is not TOML is a string, whose quotes the shell ate.
    ///
    /// # Errors
    /// If there is no such key, or the value has the wrong type.
    pub fn argument(key: &str, value: &str) -> Result<Self, ConfigError> {
        let plain = format!("{key} = {value}");
        let is_toml = plain.parse::<Table>().is_ok();
        let text = if is_toml { plain } else { format!("{key} = {}", Value::from(value)) };
        Self::read(Origin { name: "--config".to_owned(), text, is_argument: true })
    }

    /// What the arguments of a command set.
    pub fn arguments(part: Part, fail_on: Option<FailOn>) -> Self {
        let origin =
            Origin { name: "the command line".to_owned(), text: String::new(), is_argument: true };
        Self::new(Arc::new(origin), part, fail_on)
    }

    pub(super) fn new(origin: Arc<Origin>, part: Part, fail_on: Option<FailOn>) -> Self {
        let (extends, packs, pack) = (None, Vec::new(), None);
        let (include, exclude, overrides) = (None, Vec::new(), Vec::new());
        Self { origin, extends, packs, pack, include, exclude, fail_on, part, overrides }
    }

    fn read(origin: Origin) -> Result<Self, ConfigError> {
        let origin = Arc::new(origin);
        let mut file: File =
            toml::from_str(&origin.text).map_err(|error| ConfigError::in_text(&error, &origin))?;
        let reader = Reader { origin: &origin };
        let part = reader.part(file.part(), &[])?;
        let mut layer = Self::new(Arc::clone(&origin), part, file.fail_on);
        layer.extends = file.extends;
        layer.packs = file.packs;
        layer.include = file.include;
        layer.exclude = file.exclude;
        for (index, it) in file.overrides.into_iter().enumerate() {
            let way = ["overrides".into(), Step::Index(index)];
            let paths = it.paths.clone();
            layer.overrides.push(Override { paths, part: reader.part(it.part(), &way)? });
        }
        Ok(layer)
    }

    /// The error with its place: the value at the end of the way, or its key.
    pub fn error(&self, error: ConfigError, way: &[Step], at_key: bool) -> ConfigError {
        let reader = Reader { origin: &self.origin };
        let Some(pack) = &self.pack else { return reader.error(error, way, at_key) };
        let error = reader.error(error, pack.way_in_file(way), at_key);
        if error.place.is_some() { error } else { error.at(&self.origin, Some(0..0)) }
    }
}

/// The keys of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[derive(Default)]
struct File {
    extends: Option<String>,
    packs: Vec<String>,
    include: Option<Vec<String>>,
    exclude: Vec<String>,
    fail_on: Option<FailOn>,
    dialect: Option<DialectChoice>,
    select: Vec<String>,
    ignore: Vec<String>,
    extend_select: Vec<String>,
    rules: Table,
    site: Option<Table>,
    overrides: Vec<FileOverride>,
}

/// The keys of an override.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FileOverride {
    paths: Vec<String>,
    dialect: Option<DialectChoice>,
    #[serde(default)]
    select: Vec<String>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    extend_select: Vec<String>,
    #[serde(default)]
    rules: Table,
    site: Option<Table>,
}

/// A part as it is read, with rules yet to be looked at.
struct RawPart {
    dialect: Option<DialectChoice>,
    selection: Selection,
    rules: Table,
    site: Option<Table>,
}

impl File {
    fn part(&mut self) -> RawPart {
        let take = std::mem::take::<Vec<String>>;
        let (select, ignore) = (take(&mut self.select), take(&mut self.ignore));
        let extend_select = take(&mut self.extend_select);
        RawPart {
            dialect: self.dialect,
            selection: Selection { select, ignore, extend_select },
            rules: std::mem::take(&mut self.rules),
            site: self.site.take(),
        }
    }
}

impl FileOverride {
    fn part(self) -> RawPart {
        let Self { select, ignore, extend_select, .. } = self;
        let selection = Selection { select, ignore, extend_select };
        RawPart { dialect: self.dialect, selection, rules: self.rules, site: self.site }
    }
}

/// Reads what serde cannot.
struct Reader<'a> {
    origin: &'a Arc<Origin>,
}

impl Reader<'_> {
    fn part(&self, raw: RawPart, way: &[Step]) -> Result<Part, ConfigError> {
        let RawPart { dialect, selection, rules: table, site } = raw;
        let mut rules = BTreeMap::new();
        for (rule, value) in table {
            let way = [way, &["rules".into(), Step::Key(rule.clone())]].concat();
            rules.insert(rule, self.rule(value, &way)?);
        }
        Ok(Part { dialect, selection, rules, site })
    }

    fn rule(&self, value: Value, way: &[Step]) -> Result<RuleSetting, ConfigError> {
        match value {
            Value::String(word) => {
                let severity = Some(self.severity(&word, way)?);
                Ok(RuleSetting { severity, options: Table::new() })
            }
            Value::Table(mut options) => {
                let severity = match options.remove("severity") {
                    None => None,
                    Some(Value::String(word)) => {
                        let way = [way, &["severity".into()]].concat();
                        Some(self.severity(&word, &way)?)
                    }
                    Some(_) => {
                        let way = [way, &["severity".into()]].concat();
                        let error = ConfigError::new("a severity is one of these words")
                            .help(Some(words()));
                        return Err(self.error(error, &way, false));
                    }
                };
                Ok(RuleSetting { severity, options })
            }
            _ => {
                let error = ConfigError::new(format!(
                    "`{}` takes a severity, or settings of its own",
                    Dotted(way)
                ));
                Err(self.error(error.help(Some(words())), way, false))
            }
        }
    }

    fn severity(&self, word: &str, way: &[Step]) -> Result<Option<Severity>, ConfigError> {
        let found = SEVERITIES.iter().find(|(name, _)| *name == word);
        found.map(|(_, severity)| *severity).ok_or_else(|| {
            let near = nearest(word, SEVERITIES.iter().map(|(name, _)| *name));
            let help = near.map_or_else(words, |near| format!("did you mean `{near}`?"));
            let error = ConfigError::new(format!("`{word}` is no severity")).help(Some(help));
            self.error(error, way, false)
        })
    }

    fn error(&self, error: ConfigError, way: &[Step], at_key: bool) -> ConfigError {
        let located = locate(&self.origin.text, way);
        error.at(self.origin, located.map(|it| if at_key { it.key } else { it.value }))
    }
}

/// The words for severities.
const SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("off", None),
];

fn words() -> String {
    let words: Vec<String> = SEVERITIES.iter().map(|(name, _)| format!("`{name}`")).collect();
    format!("it is one of {}", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{Layer, RuleSetting};
    use crate::lint::Severity;

    fn error(text: &str) -> String {
        Layer::file("citelint.toml", text).expect_err("a fault").to_string()
    }

    #[test]
    fn a_rule_takes_a_severity_or_a_table() {
        let text = "[rules]\na = 'off'\nb = { severity = 'info', max = 3 }\n";
        let layer = Layer::file("citelint.toml", text).expect("valid settings");
        assert_eq!(layer.part.rules["a"].severity, Some(None));
        let options = "max = 3".parse().expect("TOML");
        let b = RuleSetting { severity: Some(Some(Severity::Info)), options };
        assert_eq!(layer.part.rules["b"], b);
    }

    #[test]
    fn faults_are_reported_where_they_stand() {
        assert_eq!(
            error("a = 1\nselct = []\n").split_once(": there are").expect("help").0,
            "citelint.toml:1:1: there is no setting `a` here"
        );
        assert_eq!(
            error("\nselct = []\n"),
            "citelint.toml:2:1: there is no setting `selct` here: did you mean `select`?"
        );
        assert_eq!(
            error("[rules.x]\nseverity = 'eror'\n"),
            "citelint.toml:2:12: `eror` is no severity: did you mean `error`?"
        );
        assert!(error("[rules]\nx = 1\n").starts_with("citelint.toml:2:5: `rules.x` takes"));
        assert!(error("[[overrides]]\nselect = []\n").contains("missing field `paths`"));
        assert!(error("[site").starts_with("citelint.toml:1:6: "));
    }

    #[test]
    fn values_of_arguments_need_no_quotes() {
        let layer = Layer::argument("fail-on", "error").expect("a value");
        assert!(layer.fail_on.is_some());
        let error = Layer::argument("fail-no", "error").expect_err("an unknown key");
        assert_eq!(
            error.to_string(),
            "--config: there is no setting `fail-no` here: did you mean `fail-on`?"
        );
    }
}
