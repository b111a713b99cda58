//! `citelint schema`: JSON Schemas, for editors and for programs that read reports.

use serde_json::{Map, Value, json};
use toml::Value as Toml;

use super::args::{SchemaArgs, SchemaFormat};
use super::{Status, output};
use crate::config::PROFILES;
use crate::lint::docs::summary;
use crate::lint::{Entry, Group};
use crate::rules::ALL;
use crate::site::Site;

const DIAGNOSTICS: &str = include_str!("../../schemas/diagnostics.json");
const PACK: &str = include_str!("../../schemas/pack.json");

pub(super) fn run(args: &SchemaArgs) -> Result<Status, String> {
    let text = match args.format {
        SchemaFormat::Config => {
            let schema = serde_json::to_string_pretty(&config());
            schema.map_err(|error| error.to_string())? + "\n"
        }
        SchemaFormat::Diagnostics => DIAGNOSTICS.to_owned(),
        SchemaFormat::Pack => PACK.to_owned(),
    };
    output::write(&text)?;
    Ok(Status::Clean)
}

/// The schema of citelint.toml, with the rules and the data of this version.
fn config() -> Value {
    let words = || {
        let names = ALL.iter().map(|it| it.meta.name);
        let words: Vec<&str> = names.chain(Group::ALL.map(Group::name)).chain(["all"]).collect();
        json!({ "type": "array", "items": { "enum": words } })
    };
    let globs = |about: &str| {
        let strings = json!({ "type": "string" });
        json!({ "description": about, "type": "array", "items": strings })
    };
    let described = |mut schema: Value, about: &str| {
        schema["description"] = about.into();
        schema
    };
    let shared = [
        (
            "dialect",
            json!({
                "description": "What the pages are written in",
                "enum": ["auto", "wikitext", "rendered"],
            }),
        ),
        ("select", described(words(), "The rules that run, in place of those that run by default")),
        ("extend-select", described(words(), "Rules that run in addition")),
        ("ignore", described(words(), "Rules that do not run")),
        ("rules", json!({ "$ref": "#/$defs/rules" })),
        ("site", json!({ "$ref": "#/$defs/site" })),
    ];
    let profiles: Vec<Value> = PROFILES
        .iter()
        .map(|it| json!({ "const": it.name, "description": it.title }))
        .chain([json!({ "type": "string", "pattern": "\\.toml$" })])
        .collect();
    let mut of_file: Map<String, Value> = shared.clone().map(owned).into_iter().collect();
    of_file.extend(
        [
            (
                "extends",
                json!({ "description": "The profile or the file to build on", "anyOf": profiles }),
            ),
            (
                "packs",
                json!({
                    "description": "Files with words and patterns to look for, of the format `pack`",
                    "type": "array",
                    "items": { "type": "string", "pattern": "\\.toml$" },
                }),
            ),
            ("include", globs("Which files in folders are pages, as lines of a .gitignore")),
            ("exclude", globs("Which files and folders are left out, as lines of a .gitignore")),
            (
                "fail-on",
                json!({
                    "description": "How severe a finding must be to fail the run",
                    "enum": ["error", "warning", "info", "never"],
                    "default": "warning",
                }),
            ),
            (
                "overrides",
                json!({
                    "description": "Settings for some pages, the later over the earlier",
                    "type": "array",
                    "items": { "$ref": "#/$defs/override" },
                }),
            ),
        ]
        .map(owned),
    );
    let mut of_override: Map<String, Value> = shared.map(owned).into_iter().collect();
    of_override.insert("paths".to_owned(), globs("The pages, as lines of a .gitignore"));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "citelint.toml",
        "type": "object",
        "properties": of_file,
        "additionalProperties": false,
        "$defs": {
            "override": {
                "type": "object",
                "properties": of_override,
                "required": ["paths"],
                "additionalProperties": false,
            },
            "severity": { "enum": ["error", "warning", "info", "off"] },
            "rules": {
                "description": "Severities and options of rules; severities of groups and of all",
                "type": "object",
                "properties": rules(),
                "additionalProperties": false,
            },
            "site": {
                "description": "The wiki: what is added to the data that is built in",
                "type": "object",
                "properties": site(),
                "additionalProperties": false,
            },
        },
    })
}

fn owned((key, value): (&str, Value)) -> (String, Value) {
    (key.to_owned(), value)
}

fn rules() -> Map<String, Value> {
    let severity = json!({ "$ref": "#/$defs/severity" });
    let groups = Group::ALL.map(Group::name).into_iter().chain(["all"]);
    let of_many = json!({
        "anyOf": [
            severity,
            { "type": "object", "properties": { "severity": severity }, "additionalProperties": false },
        ],
    });
    let mut rules: Map<String, Value> =
        groups.map(|name| (name.to_owned(), of_many.clone())).collect();
    rules.extend(ALL.iter().map(|entry| (entry.meta.name.to_owned(), rule(entry, &severity))));
    rules
}

fn rule(entry: &Entry, severity: &Value) -> Value {
    let defaults = (entry.defaults)();
    let mut properties = Map::from_iter([("severity".to_owned(), severity.clone())]);
    for option in entry.meta.options {
        let key = option.key();
        let mut schema = defaults.get(&key).map_or_else(|| json!({}), like);
        schema["description"] = summary(option.docs).into();
        if let Some(default) = defaults.get(&key) {
            schema["default"] = json!(default);
        }
        properties.insert(key, schema);
    }
    json!({
        "description": summary(entry.meta.docs),
        "anyOf": [
            severity,
            { "type": "object", "properties": properties, "additionalProperties": false },
        ],
    })
}

fn site() -> Map<String, Value> {
    Site::built_in().iter().map(|(key, value)| (key.clone(), like(value))).collect()
}

/// The schema of values like this one.
fn like(value: &Toml) -> Value {
    match value {
        Toml::Boolean(_) => json!({ "type": "boolean" }),
        Toml::Integer(_) => json!({ "type": "integer" }),
        Toml::Float(_) => json!({ "type": "number" }),
        Toml::Array(items) if items.iter().all(Toml::is_str) => {
            json!({ "type": "array", "items": { "type": "string" } })
        }
        Toml::Array(_) => json!({ "type": "array" }),
        Toml::Table(_) => json!({ "type": "object" }),
        Toml::String(_) | Toml::Datetime(_) => json!({ "type": "string" }),
    }
}
