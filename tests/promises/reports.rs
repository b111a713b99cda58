//! Every report is well-formed, and nothing from a page gets out of the place that is meant for it.

use std::collections::BTreeSet;

use citelint::facts::Document;
use citelint::facts::rendered::Dialect;
use citelint::fix::fix;
use citelint::lint::{Applicability, Diagnostic, lint_document};
use citelint::report::{
    Checkstyle, Concise, Diff, FileReport, Github, Gitlab, Html, Json, JsonLines, Junit, Pretty,
    Rdjson, Reporter, Sarif, Statistics, Summary, refs, tree,
};
use citelint::syntax::{Parse, parsetree};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::{Reading, readings};

/// A name that a hostile checkout may hold.
const PATH: &str = "a\u{1b}]0;x\u{7}\u{202e}\"'<&,:%\r::error::b.wiki";

/// Columns of the terminal.
const WIDTH: usize = 80;

/// Writes all reports on a page, in every reading.
pub fn check(text: &str) {
    for Reading { site, rules, .. } in readings() {
        let doc = rules.parse(text, site);
        let found = lint_document(&doc, rules);
        let report = FileReport {
            path: PATH,
            dialect: doc.dialect,
            source: text,
            doc: Some(&doc),
            diagnostics: &found,
        };
        check_json(&report);
        check_xml(&report);
        check_lines(&report);
        check_html(&report);
        check_tree(&doc);
        check_refs(&doc, &found);
        let fixed = fix(text, site, rules, Applicability::Safe);
        let diff = Diff { color: false, terminal: true }.unified(PATH, text, &fixed.text);
        check_printable("diff", &diff);
    }
}

/// The whole report on one file.
fn written(reporter: &dyn Reporter, report: &FileReport<'_>) -> String {
    let file = reporter.file(report);
    let summary = Summary::of_file(report.diagnostics);
    [reporter.start(), file, reporter.finish(&summary)].concat()
}

fn check_json(report: &FileReport<'_>) {
    let count = report.diagnostics.len();
    let read = |format: &str, reporter: &dyn Reporter| {
        let text = written(reporter, report);
        check_controls(format, &text);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{format}: {error}\n{text}"))
    };
    let json: Value = read("json", &Json);
    assert_eq!(json["files"][0]["diagnostics"].as_array().map(Vec::len), Some(count));
    assert_eq!(json["files"][0]["path"], PATH);
    let sarif: Value = read("sarif", &Sarif::default());
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(count));
    let gitlab: Value = read("gitlab", &Gitlab);
    assert_eq!(gitlab.as_array().map(Vec::len), Some(count));
    let rdjson: Value = read("rdjson", &Rdjson);
    assert_eq!(rdjson["diagnostics"].as_array().map(Vec::len), Some(count));
    let lines = written(&JsonLines, report);
    check_controls("jsonl", &lines);
    assert_eq!(lines.lines().count(), count, "jsonl: one line for each finding");
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is a JSON document");
        assert_eq!(line["path"], PATH);
    }
}

fn check_xml(report: &FileReport<'_>) {
    let checkstyle = elements("checkstyle", &written(&Checkstyle, report));
    let count = checkstyle.iter().filter(|name| *name == "error").count();
    assert_eq!(count, report.diagnostics.len(), "checkstyle: one element for each finding");
    elements("junit", &written(&Junit, report));
}

/// The names of the elements of a document, which is well-formed XML 1.0.
fn elements(format: &str, text: &str) -> Vec<String> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    let wrong = text.chars().find(|&c| !is_allowed(c));
    assert!(wrong.is_none(), "{format}: {wrong:?} cannot stand in XML");
    elements_of(format, text)
}

/// The same where characters of the page stand as they are, as MediaWiki prints them.
fn elements_of(format: &str, text: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    let mut names = Vec::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{format}: {error}\n{text}"));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{format}: {error}"));
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                    assert!(value.is_ok(), "{format}: {value:?}");
                }
                names.push(tag.name().as_ref().to_owned());
            }
            Event::DocType(it) => panic!("{format}: a document type: {it:?}"),
            Event::Eof => return names,
            _ => {}
        }
    }
}

fn check_lines(report: &FileReport<'_>) {
    let count = report.diagnostics.len();
    let concise = written(&Concise, report);
    check_printable("concise", &concise);
    assert_eq!(concise.lines().count(), count, "concise: one line for each finding");
    let github = written(&Github::default(), report);
    check_printable("github", &github);
    let commands = github.lines().filter(|line| line.starts_with("::")).count();
    assert!(commands <= count, "github: a page has given a command");
    check_printable("statistics", &written(&Statistics::default(), report));
    let pretty = Pretty { width: WIDTH, color: false, links: false };
    check_printable("pretty", &written(&pretty, report));
}

fn check_html(report: &FileReport<'_>) {
    let html = written(&Html::default(), report);
    check_controls("html", &html);
    let count = |text: &str| html.matches(text).count();
    assert_eq!(count("<script"), count("</script"), "html: scripts end");
    let nothing = FileReport { source: "", diagnostics: &[], doc: None, ..*report };
    let plain = written(&Html::default(), &nothing);
    for tag in ["<script", "<iframe", "<style", "<base", "<meta", "<link", "<object", "<form"] {
        assert_eq!(count(tag), plain.matches(tag).count(), "html: a page has brought {tag}");
    }
}

fn check_tree(doc: &Document<'_>) {
    let parse = Parse { tree: doc.tree.clone(), errors: doc.errors.clone() };
    let mut outline = String::new();
    tree::outline(doc.text, &parse, &mut outline).expect("a string takes all");
    check_printable("outline", &outline);
    let mut json = String::new();
    tree::json(doc.text, doc.dialect, &parse, &mut json).expect("a string takes all");
    check_controls("tree", &json);
    // A value that is ignored may be nested as deeply as it likes.
    let read = serde_json::from_str::<serde::de::IgnoredAny>(&json);
    assert!(read.is_ok(), "tree: {read:?}");
    if doc.dialect == Dialect::Wikitext {
        elements_of("parsetree", &parsetree(doc.text, doc.site));
    }
}

fn check_refs(doc: &Document<'_>, found: &[Diagnostic]) {
    let report = refs::RefReport::new(PATH, doc, found);
    check_printable("refs", &refs::table(&report, WIDTH));
    let json = [refs::json_start(), refs::json(&report), refs::json_finish().to_owned()].concat();
    check_controls("refs json", &json);
    let json: Value = serde_json::from_str(&json).expect("refs: JSON");
    assert!(json.is_object());
    let csv = refs::csv_header() + &refs::csv(&report);
    for record in csv::Reader::from_reader(csv.as_bytes()).records() {
        record.expect("csv: all lines have the columns of the first");
    }
    check_bibliographies(&refs::items(&report));
}

/// Each source once, however many footnotes name it, under a key that no other has.
fn check_bibliographies(items: &[refs::Item]) {
    let csl: Vec<Value> = serde_json::from_str(&refs::csl_json(items)).expect("CSL-JSON: a list");
    let ids: Vec<&str> = csl.iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!(ids.len(), csl.len(), "CSL-JSON: each source has a key");
    let different: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len(), "CSL-JSON: two sources have one key: {ids:?}");
    assert!(ids.len() <= items.len() && ids.is_empty() == items.is_empty(), "{ids:?} of {items:?}");
    let bibtex = refs::bibtex(items);
    let parsed = biblatex::RawBibliography::parse(&bibtex);
    let parsed = parsed.unwrap_or_else(|error| panic!("BibTeX: {error}\n{bibtex}"));
    let keys: Vec<&str> = parsed.entries.iter().map(|it| it.v.key.v).collect();
    assert_eq!(keys, ids, "BibTeX: the sources of CSL-JSON\n{bibtex}");
}

/// Nothing that a terminal obeys, but for ends of lines.
fn check_printable(format: &str, text: &str) {
    check_controls(format, text);
    let is_obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
    };
    let wrong = text.chars().find(|&c| is_obeyed(c));
    assert!(wrong.is_none(), "{format}: {wrong:?} is printed raw in\n{text:?}");
}

/// No control characters but white space.
fn check_controls(format: &str, text: &str) {
    let wrong = text.chars().find(|&c| c < ' ' && !matches!(c, '\n' | '\t' | '\r'));
    assert!(wrong.is_none(), "{format}: {wrong:?} is written raw in\n{text:?}");
}
