//! The JSON Schemas, held against what they describe.

#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::Command;

use jsonschema::Validator;
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
fn lines_are_valid() {
    let lines = |output: String| -> Vec<Value> {
        let lines = output.lines().map(|line| serde_json::from_str(line).expect("a line is JSON"));
        lines.collect()
    };
    let of_files =
        lines(citelint(&["check", "samples", "--output-format", "jsonl", "--today", "2026-01-31"]));
    let of_pages = lines(citelint(&["dump", &dump(), "--isolated", "--today", "2026-01-31"]));
    assert!(of_files.len() > 100 && of_pages.len() > 100, "the samples have lost their faults");
    let validator = validator("diagnostics");
    for line in of_files.iter().chain(&of_pages) {
        assert_eq!(faults_by(&validator, line), Vec::<String>::new(), "{line}");
    }
    assert!(of_files.iter().all(|it| it.get("page").is_none()));
    let numbered = |it: &&Value| it["page"]["id"] == 1 && it["page"]["revision"] == 2;
    let line = of_pages.iter().find(numbered).expect("a page with numbers has a finding");
    assert!(of_pages.iter().any(|it| it["page"]["id"].is_null()), "all pages have numbers");

    for (place, wrong) in [
        ("/page/id", json!("1")),
        ("/page/title", json!(null)),
        ("/page/namespace", json!(null)),
        ("/page", json!({ "id": 1, "revision": 2, "title": "A", "namespace": 0, "ns": 0 })),
        ("/page", json!({ "id": 1, "revision": 2, "title": "A" })),
        ("/severity", json!("bad")),
        ("/path", json!(null)),
    ] {
        let mut line = line.clone();
        *line.pointer_mut(place).expect("a line has it") = wrong;
        assert_eq!(faults_by(&validator, &line).len(), 1, "{place} of {line}");
    }
    let mut line = line.clone();
    line["pages"] = line["page"].clone();
    assert_eq!(faults_by(&validator, &line).len(), 1, "a line may have any field");
}

/// A dump with the samples: with numbers, and without.
fn dump() -> String {
    let text = fs::read_to_string("samples/faults.wiki").expect("the sample");
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let xml = format!(
        "<mediawiki><page><title>Mill</title><ns>0</ns><id>1</id><revision><id>2</id><text>{text}\
         </text></revision></page><page><title>Lock</title><ns>0</ns><revision><text>{text}</text>\
         </revision></page></mediawiki>"
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema-dump.xml");
    fs::write(&path, xml).expect("the dump can be written");
    path.to_str().expect("UTF-8").to_owned()
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
    faults_by(&validator(schema), value)
}

fn faults_by(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| error.to_string()).collect()
}

fn validator(schema: &str) -> Validator {
    let schema = serde_json::from_str(&citelint(&["schema", schema])).expect("a schema is JSON");
    jsonschema::validator_for(&schema).expect("a valid schema")
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
