//! The JSON Schemas, held against what they describe.

#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

#[test]
fn reports_are_valid() {
    let report =
        citelint(&["check", "samples", "--output-format", "json", "--today", "2026-01-31"]);
    let report: Value = serde_json::from_str(&report).expect("a report is JSON");
    let faults = |report: &Value| faults("diagnostics", report);
    assert_eq!(faults(&report), Vec::<String>::new());
    let diagnostics = report["files"].as_array().expect("files").iter();
    let all: Vec<&Value> =
        diagnostics.flat_map(|file| file["diagnostics"].as_array().expect("a list")).collect();
    for key in ["fix", "help", "related", "mediawiki"] {
        assert!(all.iter().any(|it| it.get(key).is_some()), "no sample has `{key}`");
    }
    let mut wrong = report.clone();
    wrong["files"][0]["diagnostics"][0]["severity"] = "bad".into();
    assert_eq!(faults(&wrong).len(), 1);
}

#[test]
fn packs_are_valid() {
    for folder in ["rules/packs", "rules/wording", "tests/cmd/packs.in"] {
        for entry in fs::read_dir(folder).expect("packs") {
            let path = entry.expect("packs").path();
            if path.file_name().is_some_and(|it| it == "citelint.toml")
                || path.extension().is_none_or(|it| it != "toml")
            {
                continue;
            }
            assert_eq!(
                faults("pack", &toml_file(&path)),
                Vec::<String>::new(),
                "{}",
                path.display()
            );
        }
    }
    for wrong in [
        json!({ "entry": [{ "id": "a" }] }),
        json!({ "language": "en", "exeptions": [] }),
        json!({ "language": "en", "entry": { "a": { "severity": "error" } } }),
    ] {
        assert!(!faults("pack", &wrong).is_empty(), "{wrong}");
    }
}

#[test]
fn settings_are_valid_as_far_as_the_command_takes_them() {
    let mut files = vec![Path::new("rules/citations/de.toml").to_owned()];
    files.extend(["enwiki", "dewiki", "frwiki"].map(|it| format!("rules/site/{it}.toml").into()));
    for path in files {
        assert_eq!(faults("config", &toml_file(&path)), Vec::<String>::new(), "{}", path.display());
    }
    // What `citelint init` writes, without the `#`.
    let template = fs::read_to_string("rules/citelint.toml").expect("the template");
    let settings: Vec<&str> = template
        .lines()
        .filter_map(|it| it.strip_prefix('#').filter(|it| !it.starts_with(' ')))
        .collect();
    let settings = settings.join("\n").parse::<toml::Table>().expect("TOML");
    assert_eq!(faults("config", &json!(settings)), Vec::<String>::new());

    for wrong in [
        json!({ "selct": [] }),
        json!({ "select": ["ref-stary-close"] }),
        json!({ "rules": { "ref-overcite": { "max": "three" } } }),
        json!({ "rules": { "ref-stray-close": "eror" } }),
        json!({ "site": { "sub-referencing": 1 } }),
        json!({ "overrides": [{ "ignore": ["dates"] }] }),
        json!({ "extends": "nowiki" }),
        json!({ "packs": ["words.json"] }),
    ] {
        assert_eq!(faults("config", &wrong).len(), 1, "{wrong}");
    }
}

/// What a schema finds wrong with a value.
fn faults(schema: &str, value: &Value) -> Vec<String> {
    let schema = serde_json::from_str(&citelint(&["schema", schema])).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    validator.iter_errors(value).map(|error| error.to_string()).collect()
}

fn toml_file(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("the file can be read");
    json!(text.parse::<toml::Table>().expect("TOML"))
}

fn citelint(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_citelint"))
        .args(arguments)
        .output()
        .expect("citelint runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}
