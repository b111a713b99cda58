//! Reports as people see them, and what they must never do.

#![cfg(feature = "cli")]

use citelint::facts::rendered::Dialect;
use citelint::lint::{Applicability, Diagnostic, Edit, Fix, Group, Related, RuleMeta, Severity};
use citelint::report::{Concise, FileReport, Json, JsonLines, Pretty, Reporter, Summary};
use citelint::text::Span;
use insta::assert_snapshot;

static RULE: RuleMeta = RuleMeta {
    name: "ref-example",
    group: Group::References,
    severity: Severity::Error,
    optional: false,
    tag: None,
    docs: " An example.\n",
    options: &[],
};

const PRETTY: Pretty = Pretty { width: 100, color: false, links: false };

/// A finding at the first place where `needle` stands.
fn finding(source: &str, needle: &str, message: &str) -> Diagnostic {
    Diagnostic {
        rule: &RULE,
        severity: RULE.severity,
        span: span_of(source, needle),
        message: message.to_owned(),
        help: None,
        related: Vec::new(),
        mediawiki: None,
        fix: None,
    }
}

fn span_of(source: &str, needle: &str) -> Span {
    let start = source.find(needle).expect("the needle is in the source");
    Span::new(start as u32, (start + needle.len()) as u32)
}

fn render(reporter: &dyn Reporter, source: &str, diagnostics: &[Diagnostic]) -> String {
    reporter.file(&FileReport {
        path: "pages/a.wiki",
        dialect: Dialect::Wikitext,
        source,
        doc: None,
        diagnostics,
    })
}

/// A finding with everything.
fn full() -> (String, Diagnostic) {
    let source = "Born.<ref name=\"smiht\" />\nDied.<ref name=\"smith\">Smith.</ref>\n".to_owned();
    let mut it = finding(&source, "<ref name=\"smiht\" />", "no footnote defines `smiht`");
    it.help = Some("did you mean `smith`?".to_owned());
    let message = "`smith` is defined here".to_owned();
    it.related.push(Related { span: span_of(&source, "<ref name=\"smith\">"), message });
    it.mediawiki = Some("cite_error_references_no_text");
    let edit = Edit::replace(span_of(&source, "smiht"), "smith");
    it.fix = Some(Fix::new("correct the name", Applicability::Unsafe, [edit]));
    (source, it)
}

#[test]
fn pretty_shows_everything() {
    let (source, it) = full();
    assert_snapshot!(render(&PRETTY, &source, &[it]));
}

#[test]
fn pretty_uses_colours_and_links_when_told() {
    let (source, it) = full();
    let report = render(&Pretty { color: true, links: true, ..PRETTY }, &source, &[it]);
    assert!(report.contains("\x1b]8;;https://") && report.contains("\x1b[31m"), "{report:?}");
}

#[test]
fn pretty_cuts_long_lines_to_what_matters() {
    let filler = "Lorem ipsum dolor sit amet, ünïcödé 漢字 filler. ".repeat(50);
    let source = format!(
        "Short line.\n{filler}<ref name=a>A</ref> {filler}<ref name=a>B</ref> {filler}\nEnd.\n"
    );
    assert!(source.len() > 5_000);
    let mut it = finding(&source, "<ref name=a>B</ref>", "`a` is defined twice");
    let message = "first defined here".to_owned();
    it.related.push(Related { span: span_of(&source, "<ref name=a>A</ref>"), message });
    let report = render(&PRETTY, &source, &[it.clone()]);
    assert!(report.lines().all(|line| line.chars().count() <= 100), "{report}");
    assert_snapshot!(report);

    // A label that is longer than the line may be.
    it.span = Span::new(12, source.len() as u32);
    it.related.clear();
    let report = render(&PRETTY, &source, &[it]);
    assert!(report.lines().all(|line| line.chars().count() <= 100), "{report}");
    assert_snapshot!(report);
}

#[test]
fn pretty_gives_far_lines_their_own_frame_after_that_of_the_finding() {
    let source = format!("one\ntwo\nfirst\nfour\n{}\nlast\n", "x\n".repeat(30));
    let mut it = finding(&source, "last", "defined again");
    it.related.push(Related { span: span_of(&source, "first"), message: "first here".to_owned() });
    assert_snapshot!(render(&PRETTY, &source, &[it]));
}

#[test]
fn pretty_points_at_the_edges_of_a_page() {
    for source in ["", "a", "a\n", "a\r\nb", "\n\n", "🙂"] {
        for offset in (0..=source.len()).filter(|&at| source.is_char_boundary(at)) {
            let mut it = finding(source, "", "here");
            it.span = Span::new(offset as u32, offset as u32);
            let report = render(&PRETTY, source, &[it.clone()]);
            assert!(report.contains("here") && !report.contains("Failed"), "{source:?} {report}");
            it.span = Span::new(offset as u32, source.len() as u32);
            render(&PRETTY, source, &[it]);
        }
    }
}

#[test]
fn reports_for_people_hold_nothing_that_a_terminal_obeys() {
    let source = "a\x1b]0;title\x07 \u{202e}b\0\r\n\x1b[2J\n";
    let mut it = finding(source, "b", "a\x1b[31m `\u{202e}`\nx");
    it.help = Some("first\nsecond \x1b[2J".to_owned());
    it.related.push(Related { span: Span::new(0, 2), message: "\x1b[2J".to_owned() });
    for reporter in [&PRETTY as &dyn Reporter, &Concise] {
        let report = reporter.file(&FileReport {
            path: "\x1b[2J.wiki",
            dialect: Dialect::Wikitext,
            source,
            doc: None,
            diagnostics: &[it.clone()],
        });
        let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!report.contains(obeyed), "{report:?}");
        assert_snapshot!(report);
    }
}

#[test]
fn json_holds_what_the_interface_promises() {
    let (source, it) = full();
    let plain = finding(&source, "Died", "plain");
    let diagnostics = [it, plain];
    let file = render(&Json, &source, &diagnostics);
    let report = Json.start()
        + &file
        + Json.separator()
        + &file
        + &Json.finish(&Summary::of_file(&diagnostics));
    let report: serde_json::Value = serde_json::from_str(&report).expect("the report is JSON");
    assert_eq!(report["files"].as_array().map(Vec::len), Some(2));
    assert_eq!(report["files"][0], report["files"][1]);
    let mut report = report;
    report["files"].as_array_mut().expect("a list").pop();
    assert_snapshot!(serde_json::to_string_pretty(&report).expect("JSON"));

    let empty = Json.start() + &Json.finish(&Summary::default());
    let empty: serde_json::Value = serde_json::from_str(&empty).expect("the report is JSON");
    assert_eq!(empty["files"], serde_json::json!([]));
}

#[test]
fn json_lines_are_one_object_each() {
    let (source, it) = full();
    let report = render(&JsonLines, &source, &[it.clone(), it]);
    assert_eq!(report.lines().count(), 2);
    for line in report.lines() {
        let it: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        assert_eq!(it["path"], "pages/a.wiki");
        assert_eq!(it["start"], serde_json::json!({ "offset": 5, "line": 1, "column": 6 }));
    }
}
