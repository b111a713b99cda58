//! What is in force for a page, and where each value comes from.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::Settings;
use super::layer::Layer;
use super::locate::{Dotted, Step, locate};
use super::settings::Stage;
use crate::text::LineIndex;

/// One value that a layer sets and no later one replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key, with dots.
    pub key: String,
    /// Its value, as TOML.
    pub value: String,
    /// Whether it adds to what the layers before it set.
    pub adds: bool,
    /// Where it stands: a file and a line.
    pub origin: String,
}

/// What the layers set for a page, sorted by key, given which overrides hold for it: see
/// [`Settings::config_for`].
pub fn trace(settings: &Settings, holds: impl Fn(usize, usize) -> bool) -> Vec<Setting> {
    // Values that are added to each other all count, of others the last one.
    let mut found: BTreeMap<(String, usize), Setting> = BTreeMap::new();
    let stages = settings.stages(holds);
    // Of a pack the file that names it tells.
    let of_settings = stages.iter().enumerate().filter(|(_, it)| it.layer.pack.is_none());
    for (number, stage) in of_settings {
        let Ok(table) = stage.layer.origin.text.parse::<Table>() else { continue };
        for (way, value) in leaves(stage, &table) {
            let key = Dotted(&way).to_string();
            let adds = adds(&way, &value);
            let place = if adds { number + 1 } else { 0 };
            let way = [&*stage.way(), &*way].concat();
            let (value, origin) = (value.to_string(), origin(stage.layer, &way));
            found.insert((key.clone(), place), Setting { key, value, adds, origin });
        }
    }
    found.into_values().collect()
}

/// The values that a stage sets, each with the way to it from the stage.
fn leaves(stage: &Stage<'_>, file: &Table) -> Vec<(Vec<Step>, Value)> {
    let own = stage.way().iter().try_fold(Value::Table(file.clone()), |value, step| match step {
        Step::Key(key) => value.get(key).cloned(),
        Step::Index(index) => value.get(*index).cloned(),
    });
    let mut open: Vec<(Vec<Step>, Value)> = own.map(|it| (Vec::new(), it)).into_iter().collect();
    let mut leaves = Vec::new();
    while let Some((way, value)) = open.pop() {
        match value {
            Value::Table(table) => {
                let deeper = |(key, value)| ([&*way, &[Step::Key(key)]].concat(), value);
                let is_own = |key: &str| {
                    !way.is_empty() || !["overrides", "extends", "paths"].contains(&key)
                };
                open.extend(table.into_iter().filter(|(key, _)| is_own(key)).map(deeper));
            }
            value => leaves.push((way, value)),
        }
    }
    leaves
}

fn adds(way: &[Step], value: &Value) -> bool {
    let is = |key: &str| way[0] == key.into();
    value.is_array()
        && (is("site") || is("packs") || is("exclude") || is("ignore") || is("extend-select"))
}

/// The file and the line of a setting.
fn origin(layer: &Layer, way: &[Step]) -> String {
    let origin = &layer.origin;
    match locate(&origin.text, way) {
        Some(at) if !origin.is_argument => {
            let at = LineIndex::new(&origin.text).position(&origin.text, at.key.start as u32);
            format!("{}:{}", origin.name, at.line)
        }
        _ => origin.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::trace;
    use crate::config::{Layer, Settings};

    #[test]
    fn each_value_has_its_line() {
        let mut settings = Settings::default();
        let below = "fail-on = 'error'\nignore = ['a']\n[[overrides]]\npaths = ['*']\n\
                     ignore = ['b']\n[overrides.rules]\nx.max = 2\n";
        settings.push(Layer::file("base.toml", below).expect("valid settings"));
        settings.set("fail-on", "info").expect("a value");
        let lines: Vec<String> = trace(&settings, |_, _| true)
            .iter()
            .map(|it| {
                let sign = if it.adds { "+=" } else { "=" };
                format!("{} {sign} {} # {}", it.key, it.value, it.origin)
            })
            .collect();
        let expected = [
            "fail-on = \"info\" # --config",
            "ignore += [\"a\"] # base.toml:2",
            "ignore += [\"b\"] # base.toml:5",
            "rules.x.max = 2 # base.toml:7",
        ];
        assert_eq!(lines, expected);
    }
}
