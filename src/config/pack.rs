//! Packs: words and patterns of a user's own, each a file that `packs` names.

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::{Table, Value};

use super::error::ConfigError;
use super::layer::{Layer, Origin, Part};
use super::locate::{Step, locate};
use crate::lint::{PackFault, PatternPack};
use crate::near::nearest;
use crate::site::Site;

/// What a pack is about.
#[derive(Clone, Debug)]
pub(super) enum Pack {
    /// Words that take sides, as in `rules/wording`; they are data of the wiki.
    Wording,
    /// Patterns, as in `rules/packs`.
    Patterns(Arc<PatternPack>),
}

impl Pack {
    /// The way from the whole file to what settings would have at the end of `way`.
    pub(super) fn way_in_file<'w>(&self, way: &'w [Step]) -> &'w [Step] {
        match self {
            // Without `site`, `wording` and the language.
            Self::Wording => way.get(3..).unwrap_or_default(),
            Self::Patterns(_) => way,
        }
    }
}

impl Layer {
    /// A pack. One whose `entry` is an array holds patterns, any other words.
    ///
    /// # Errors
    /// If the text is not TOML, has a key that there is not, or a value that cannot be. What is wrong
    /// with words may show only when they are added to those that are built in.
    pub fn pack(name: &str, text: &str) -> Result<Self, ConfigError> {
        let origin = Origin { name: name.to_owned(), text: text.to_owned(), is_argument: false };
        let mut layer = Self::new(Arc::new(origin), Part::default(), None);
        let table: Table =
            text.parse().map_err(|error| ConfigError::in_text(&error, &layer.origin))?;
        if table.get("entry").is_some_and(Value::is_array) {
            let patterns = PatternPack::read(text).map_err(|fault| layer.fault(fault))?;
            layer.pack = Some(Pack::Patterns(Arc::new(patterns)));
        } else {
            layer.pack = Some(Pack::Wording);
            layer.part.site = Some(layer.wording(table)?);
        }
        Ok(layer)
    }

    /// The patterns of a pack that holds some.
    pub(super) fn patterns(&self) -> Option<Arc<PatternPack>> {
        match &self.pack {
            Some(Pack::Patterns(patterns)) => Some(Arc::clone(patterns)),
            _ => None,
        }
    }

    /// What a pack of words adds to the wiki.
    fn wording(&self, mut pack: Table) -> Result<Table, ConfigError> {
        let Some(Value::String(language)) = pack.remove("language") else {
            let error = ConfigError::new("the pack does not say which language its words are")
                .help(Some("add a line such as `language = \"en\"` before all others".to_owned()));
            return Err(self.at(error, &["language".into()]));
        };
        let rules = wording_rules();
        for (name, category) in pack.get("category").and_then(Value::as_table).into_iter().flatten()
        {
            let Some(rule) = category.get("rule").and_then(Value::as_str) else { continue };
            if !rules.contains(rule) {
                let near = nearest(rule, rules.iter().map(String::as_str));
                let help = near.map_or_else(
                    || {
                        format!(
                            "there are {}",
                            rules.iter().map(|it| &**it).collect::<Vec<_>>().join(", ")
                        )
                    },
                    |near| format!("did you mean `{near}`?"),
                );
                let error = ConfigError::new(format!("no rule `{rule}` reports what a pack finds"));
                let way = ["category".into(), Step::Key(name.clone()), "rule".into()];
                return Err(self.at(error.help(Some(help)), &way));
            }
        }
        let nested = Table::from_iter([(language, Value::Table(pack))]);
        Ok(Table::from_iter([("wording".to_owned(), Value::Table(nested))]))
    }

    fn fault(&self, fault: PackFault) -> ConfigError {
        match fault {
            PackFault::Format(error) => ConfigError::in_text(&error, &self.origin),
            PackFault::Value { entry, key, message, help } => {
                let entry = entry.map(|index| ["entry".into(), Step::Index(index)]);
                let way = [entry.as_ref().map_or(&[][..], |it| it), &[key.into()]].concat();
                self.at(ConfigError::new(message).help(help), &way)
            }
        }
    }

    /// The error at a place in the file, or at its start.
    fn at(&self, error: ConfigError, way: &[Step]) -> ConfigError {
        let located = locate(&self.origin.text, way).map(|it| it.value);
        error.at(&self.origin, located.or(Some(0..0)))
    }
}

/// The rules that report words.
fn wording_rules() -> BTreeSet<String> {
    let built_in = Site::built_in();
    let languages = built_in.get("wording").and_then(Value::as_table).into_iter().flatten();
    let categories = languages.filter_map(|(_, pack)| pack.get("category")?.as_table());
    let rules = categories.flatten().filter_map(|(_, category)| category.get("rule")?.as_str());
    rules.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::{Layer, Settings};

    fn error(pack: &str) -> String {
        let layer = match Layer::pack("our.toml", pack) {
            Ok(layer) => layer,
            Err(error) => return error.to_string(),
        };
        let mut settings = Settings::default();
        settings.push(layer);
        settings.config().expect_err("a fault").to_string()
    }

    #[test]
    fn faults_of_patterns_are_reported_where_they_stand() {
        let entry = |change: (&str, &str)| {
            let entry = "[[entry]]\nid = 'us'\nrule = 'residue-placeholder'\nanchors = ['US']\n\
                         pattern = 'US+'\nmessage = 'm'\nhelp = 'h'\n";
            let changed = entry.replace(change.0, change.1);
            assert_ne!(changed, entry);
            error(&changed)
        };
        assert_eq!(
            entry(("residue-placeholder", "residue-placeholdr")),
            "our.toml:3:8: no rule `residue-placeholdr` reports what a pack finds: \
             did you mean `residue-placeholder`?"
        );
        assert_eq!(
            entry(("US+", "(US")),
            "our.toml:5:11: the pattern cannot be read: unclosed group"
        );
        assert!(entry(("US+", "(a{999}){999}")).starts_with("our.toml:5:11: the pattern becomes"));
        assert!(entry(("US+", "(US)?")).starts_with("our.toml:5:11: the pattern matches a text"));
        assert!(entry(("'US']", "]")).starts_with("our.toml:4:11: there must be anchors"));
        assert_eq!(
            entry(("message", "mesage")),
            "our.toml:6:1: there is no setting `mesage` here: did you mean `message`?"
        );
        let taken = entry(("'us'", "'edit-link'"));
        assert_eq!(taken, "our.toml:2:6: another entry is called `edit-link`");
    }

    #[test]
    fn faults_of_words_are_reported_where_they_stand() {
        assert!(error("exceptions = ['x']\n").starts_with("our.toml:1:1: the pack does not say"));
        let pack = |rest: &str| error(&format!("language = 'en'\n{rest}"));
        assert!(pack("exeptions = []\n").starts_with("our.toml:2:1: there is no setting"));
        assert_eq!(
            pack("[category.own]\nrule = 'npov-pufery'\n"),
            "our.toml:3:8: no rule `npov-pufery` reports what a pack finds: \
             did you mean `npov-puffery`?"
        );
        let entry = "[entry.own]\ncategory = 'nothing'\nseverity = 'info'\npatterns = ['x']\n";
        assert!(pack(entry).starts_with("our.toml:2:"), "{}", pack(entry));
    }
}
