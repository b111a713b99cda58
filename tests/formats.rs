//! The formats for other programs: that their own readers take them, and that text from a page
//! stays text.

#![cfg(feature = "cli")]

use citelint::facts::rendered::Dialect;
use citelint::lint::{Diagnostic, LintOptions, RuleSet, lint};
use citelint::report::{
    Checkstyle, FileReport, Github, Gitlab, Json, JsonLines, Junit, Rdjson, Reporter, Sarif,
    Summary,
};
use citelint::rules::ALL;
use citelint::site::Site;
use insta::assert_snapshot;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

/// A page whose refs try to be commands, markup and terminal escapes.
const HOSTILE: &str = "A.<ref name=\"x\n::error::owned\" /> \
    B.<ref name=\"]]><script>alert(1)</script>&amp;\" /> \
    C.<ref name=\"\u{1b}[31m\u{202e}\u{0}%0A::stop\" /> \
    D.<ref name=\"a,b:c\" bad=1>Text</ref>\n\n<references />\n";

/// A path as hostile.
const PATH: &str = "a,b:c/::error::x\u{1b}]0;y\u{7} \"<&é.wiki";

fn findings(source: &str) -> Vec<Diagnostic> {
    let rules = RuleSet::new(ALL, &LintOptions::default()).expect("the default rules");
    lint(source, Site::mediawiki(), &rules)
}

fn print(reporter: &dyn Reporter, files: &[(&str, &str)]) -> String {
    let mut out = reporter.start();
    let mut summary = Summary::default();
    let mut is_first = true;
    for (path, source) in files {
        let diagnostics = findings(source);
        summary += Summary::of_file(&diagnostics);
        let dialect = Dialect::Wikitext;
        let report = FileReport { path, dialect, source, doc: None, diagnostics: &diagnostics };
        let text = reporter.file(&report);
        if text.is_empty() {
            continue;
        }
        if !is_first {
            out.push_str(reporter.separator());
        }
        is_first = false;
        out.push_str(&text);
    }
    out + &reporter.finish(&summary)
}

fn small(reporter: &dyn Reporter) -> String {
    let faulty = "Born é.<ref name=\"a\" />\n\n<references />\n";
    print(reporter, &[("clean.wiki", "Nothing.\n"), ("pages/a b.wiki", faulty)])
}

fn hostile(reporter: &dyn Reporter) -> String {
    print(reporter, &[(PATH, HOSTILE), ("clean.wiki", "Nothing.\n")])
}

/// A page with so many refs, none of which is defined.
fn undefined_refs(count: usize) -> String {
    let refs = (0..count).map(|at| format!("Built.<ref name=\"n{at}\" />\n"));
    refs.chain(["<references />".to_owned()]).collect()
}

/// The texts and attributes of a document that must be well formed.
fn xml_texts(text: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut texts = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::Start(start) => {
                depth += 1;
                for attribute in start.attributes() {
                    let value = attribute.expect("a well-formed attribute").value;
                    texts.push(value.into_owned());
                }
            }
            Event::Empty(start) => {
                for attribute in start.attributes() {
                    let value = attribute.expect("a well-formed attribute").value;
                    texts.push(value.into_owned());
                }
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    texts
}

fn assert_inert(text: &str) {
    let obeyed = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!text.contains(obeyed), "{text:?}");
}

#[test]
fn sarif_of_a_small_page() {
    assert_snapshot!(small(&Sarif::default()));
}

#[test]
fn github_commands_of_a_small_page() {
    assert_snapshot!(small(&Github::default()));
}

#[test]
fn gitlab_report_of_a_small_page() {
    assert_snapshot!(small(&Gitlab));
}

#[test]
fn junit_report_of_a_small_page() {
    assert_snapshot!(small(&Junit));
}

#[test]
fn checkstyle_report_of_a_small_page() {
    assert_snapshot!(small(&Checkstyle));
}

#[test]
fn rdjson_of_a_small_page() {
    assert_snapshot!(small(&Rdjson));
}

#[test]
fn json_formats_stay_json_on_a_hostile_page() {
    let reporters: [&dyn Reporter; 4] = [&Json, &Sarif::default(), &Gitlab, &Rdjson];
    for reporter in reporters {
        let text = hostile(reporter);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert!(value.is_array() || value.is_object());
        assert_inert(&text);
    }
    assert_inert(&hostile(&JsonLines));
}

#[test]
fn json_formats_have_the_shape_that_their_readers_expect() {
    let schema = |name: &str| -> Value {
        let path = format!("{}/tests/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the schema can be read");
        serde_json::from_str(&text).expect("a schema is JSON")
    };
    for (name, reporter) in [("gitlab", &Gitlab as &dyn Reporter), ("rdjson", &Rdjson)] {
        let validator = jsonschema::validator_for(&schema(name)).expect("a valid schema");
        for text in [small(reporter), hostile(reporter), print(reporter, &[])] {
            let report: Value = serde_json::from_str(&text).expect("JSON");
            let faults: Vec<String> =
                validator.iter_errors(&report).map(|fault| fault.to_string()).collect();
            assert_eq!(faults, Vec::<String>::new(), "{name}: {text}");
        }
        assert!(!validator.is_valid(&serde_json::json!({ "diagnostics": [{}] })), "{name}");
    }
}

#[test]
fn xml_formats_stay_well_formed_and_inert_on_a_hostile_page() {
    for reporter in [&Junit as &dyn Reporter, &Checkstyle] {
        let text = hostile(reporter);
        assert!(xml_texts(&text).iter().any(|it| it.contains("&lt;")), "markup is escaped");
        assert!(!text.contains("<script>"));
        assert_inert(&text);
    }
}

#[test]
fn a_page_cannot_give_commands_to_github() {
    let text = hostile(&Github::default());
    for line in text.lines() {
        let is_own = line.starts_with("::error file=") || line.starts_with("::warning file=");
        assert!(is_own || line.starts_with("::notice file="), "{line}");
        // What a value holds ends no property and starts no message.
        let properties = line.split("::").nth(1).expect("properties");
        assert_eq!(properties.matches(',').count(), 4, "{line}");
    }
    assert_inert(&text);
}

#[test]
fn github_gets_ten_annotations_of_a_kind_and_the_log_the_rest() {
    let page = undefined_refs(30);
    let text = print(&Github::default(), &[("::error::.wiki", &page)]);
    let commands = |text: &str| text.lines().filter(|line| line.starts_with("::error")).count();
    assert_eq!(commands(&text), 10, "{text}");
    assert!(text.contains("::error::21 more of this kind are in the log"), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("- ::error::.wiki:")).count(), 21);
}

#[test]
fn sarif_takes_no_more_results_than_github_does() {
    let page = undefined_refs(13_000);
    let text = print(&Sarif::default(), &[("a.wiki", &page), ("b.wiki", &page)]);
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().map(Vec::len), Some(25_000));
    let note = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(note.as_str().is_some_and(|it| it.contains("are left out")), "{note}");
}
