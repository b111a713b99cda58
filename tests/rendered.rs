//! Pages copied from their rendered form: what is found on them, and what they are turned into.

#![cfg(feature = "cli")]

mod support;

use citelint::facts::Document;
use citelint::facts::rendered::Dialect;
use citelint::lint::{Diagnostic, LintOptions, RuleSet, Selection, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use citelint::text::LineIndex;
use proptest::collection::vec;
use proptest::prelude::*;
use support::{converted, shared};

const SAMPLE: &str = include_str!("../samples/rendered.txt");
const CONVERTED: &str = include_str!("../samples/rendered-converted.wiki");

/// The page that was copied from a wiki.
const SHARED_PAGE: &str = "data/mek-troll-farm.rendered.txt";

/// What the rules about the index report.
fn found(text: &str) -> Vec<Diagnostic> {
    let names = ALL.iter().map(|entry| entry.meta.name.to_owned());
    let select = names.filter(|name| name.starts_with("ref-index-")).collect();
    let selection = Selection { select, ..Selection::default() };
    let options = LintOptions { selection, ..LintOptions::default() };
    let rules = RuleSet::new(ALL, &options).expect("rules by their names");
    lint(text, Site::mediawiki(), &rules)
}

/// One line for each finding: line, column, rule, message.
fn listed(text: &str) -> String {
    let lines = LineIndex::new(text);
    let line = |it: &Diagnostic| {
        let at = lines.position(text, it.span.start);
        format!("{}:{} {}: {}\n", at.line, at.column, it.rule.name, it.message)
    };
    found(text).iter().map(line).collect()
}

#[test]
fn findings_on_the_sample_have_exact_places() {
    insta::assert_snapshot!(listed(SAMPLE));
}

#[test]
fn the_converted_sample_is_what_the_fix_makes_of_the_sample() {
    let text = converted(SAMPLE).expect("a fix");
    if text != CONVERTED && std::env::var_os("INSTA_UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/rendered-converted.wiki");
        std::fs::write(path, &text).expect("the sample can be written");
    }
    assert_eq!(text, CONVERTED);
}

#[test]
fn a_converted_page_has_no_finding_about_its_index() {
    for text in [SAMPLE.to_owned()].into_iter().chain(shared_page()) {
        let text = converted(&text).expect("a fix");
        assert_eq!(listed(&text), "");
        let document = Document::new(&text, Site::mediawiki());
        assert_eq!(document.dialect, Dialect::Wikitext);
        assert_eq!(document.refs.errors.len(), 0, "{:#?}", document.refs.errors);
        assert_eq!(converted(&text), None, "converting again changes the page");
    }
}

#[test]
fn the_copied_page_has_an_index_in_order() {
    let Some(text) = shared_page() else { return };
    let document = Document::new(&text, Site::mediawiki());
    let index = &document.plain_index;
    assert_eq!(document.dialect, Dialect::Rendered);
    assert_eq!((index.markers.len(), index.entries.len(), index.lists.len()), (14, 10, 1));
    let titles: Vec<&str> = index.headings.iter().map(|it| it.title.of(&text)).collect();
    assert_eq!(
        titles,
        ["Reports and interviews", "Facebook intervention", "See also", "References"]
    );
    assert_eq!(
        listed(&text),
        "11:116 ref-index-convert: markers like `[1]` are numbered by hand\n"
    );
}

/// The shared page with one fault each.
#[test]
fn faults_put_into_the_copied_page_are_found_where_they_are() {
    let Some(text) = shared_page() else { return };
    for (from, to, expected) in [
        ("government.[3] A", "government.[13] A", "ref-index-undefined"),
        ("government.[3] A", "government. A", "ref-index-unused"),
        ("  4. 4.0 4.1", "  3. 4.0 4.1", "ref-index-duplicate"),
        ("opposition organization.[9]", "opposition organization.", "ref-index-backlinks"),
        ("government.[3] A", "government.[10][3] A", "ref-index-out-of-order"),
    ] {
        let changed = text.replacen(from, to, 1);
        let rules: Vec<&str> = found(&changed).iter().map(|it| it.rule.name).collect();
        assert!(rules.contains(&expected), "{to}: {rules:?}");
    }
}

fn shared_page() -> Option<String> {
    let path = shared(SHARED_PAGE)?;
    Some(std::fs::read_to_string(path).expect("the page is UTF-8 text"))
}

/// The numbers that the tags get are those that the markers had.
#[test]
fn a_converted_page_keeps_its_numbers() {
    for text in [SAMPLE.to_owned()].into_iter().chain(shared_page()) {
        let document = Document::new(&text, Site::mediawiki());
        let markers = document.plain_index.markers.iter().filter(|it| it.entry.is_some());
        let before: Vec<u32> = markers.map(|it| it.label.number).collect();
        let text = converted(&text).expect("a fix");
        let document = Document::new(&text, Site::mediawiki());
        let footnotes = document.refs.refs.iter().filter_map(|tag| tag.footnote);
        let after: Vec<u32> =
            footnotes.filter_map(|id| document.refs.footnote(id).number).collect();
        assert_eq!(after, before);
    }
}

/// Brackets that are no markers, on a page that has an index.
#[test]
fn brackets_that_are_no_markers_are_left_alone() {
    let page = |text: &str| {
        format!(
            "The mill has three wheels.[1] {text} It was sold.[2]\n\nReferences\n\n\
             1. Survey of Mills, 1904.\n2. Land register, 1911.\n"
        )
    };
    for text in [
        "He said \"[t]he mill provide[s] flour\" to \"[a] man\" [sic] and [...] more […].",
        "It was [in 1999] rebuilt, [1999] they say, [12] of them.",
        "The loop sets a[1] = 0 and x[7] = [3].",
        "The compounds [18]annulene, bicyclo[2.2.1]heptane and cucurbit[6]uril.",
        "The matrix [[1, 2], [3, 4]] and the range [5, 7).",
        "White plays 12. Nf3 [0:03] and [5] is empty.",
        "See [page 3](x) and [3](y).",
        "Needed.[citation needed] When?[when?] Who?[by whom?]",
    ] {
        let findings = listed(&page(text));
        assert_eq!(
            findings, "1:27 ref-index-convert: markers like `[1]` are numbered by hand\n",
            "{text}"
        );
    }
    for text in ["Mentioned[7] here.", "\"Quoted.\"[7]", "Twice.[1][7]", "Later. [7]"] {
        assert!(listed(&page(text)).contains("`[7]` has no entry"), "{text}");
    }
}

/// What is shown letter by letter in wikitext holds no markers.
#[test]
fn code_and_templates_hold_no_markers() {
    let page = |text: &str| {
        format!(
            "The mill.[1] It was ''sold''.[2] {text}\n\n== References ==\n# Survey of Mills\n# Register\n"
        )
    };
    for text in [
        "<code>a[7].[8]</code>",
        "<math>x.[7]</math>",
        "<nowiki>x.[7]</nowiki>",
        "{{quote|x.[7]}}",
        "<!-- x.[7] -->",
        "<pre>x.[7]</pre>",
        "[[a|x.[7]]]",
        "<tt>x.[7]",
    ] {
        let findings = listed(&page(text));
        assert!(
            findings.starts_with("1:10 ref-index-convert") && findings.lines().count() == 1,
            "{text}: {findings}"
        );
    }
    for text in ["<sup>[7]</sup>", "x[[#cite_note-7|[7]]]", "<sup>[[#cite_note-7|[7]]]</sup>"] {
        assert!(
            listed(&page(text)).contains("`[7]` has no entry"),
            "{text}: {}",
            listed(&page(text))
        );
    }
}

/// What copies of real pages hold.
#[test]
fn copies_of_many_kinds_have_an_index_in_order() {
    let only_convert = |page: &str| {
        let rules: Vec<&str> = found(page).iter().map(|it| it.rule.name).collect();
        assert_eq!(rules, ["ref-index-convert"], "{page}\n{}", listed(page));
    };
    for page in [
        // Spaces before the tags of the page that was copied, and a marker in a list.
        "Mills[edit]\n\nA mill.[1] Two wheels [2]\n\n  • Sold [1]\n\nReferences[edit]\n\n1. A mill\n2. A wheel\n",
        // Links without a text are numbered too.
        "A mill.[1]\n\nReferences[edit]\n\n1. ↑ Survey: [1]\n\nLinks[edit]\n\nFrom a book.[1]\n",
        // MediaWiki puts a list at the end by itself.
        "A mill.[1][2]\n\nSee also[edit]\n\nWheel\n\n 1. ↑ Survey\n 2. ↑ Register\n",
        // A browser that copies no numbers, with arrows and without; literature beside it.
        "A mill.[1][2] Sold.[1]\n\nReferences[edit]\n\n^ a b Survey\n^ Register\n",
        "A mill.[1][2]\n\nReferences[edit]\nSurvey of Mills\nRegister of Mills\n\nEnd of page\n",
        "A mill.[1]\n\nNotes[edit]\n\n1. ↑ Survey\n\nReferences[edit]\n\nDorin\nVenn\nTarn\n",
        // Line ends of Windows, an entry of two lines, a number with zeros in its back links.
        "A mill.[1] B.[1]\r\n\r\nReferences[edit]\r\n\r\n1. 1.00 1.01 Survey\r\n   of Mills\r\n",
    ] {
        only_convert(page);
        let text = converted(page).expect("a fix");
        assert_eq!(listed(&text), "", "{text}");
        let errors = Document::new(&text, Site::mediawiki()).refs.errors;
        assert!(errors.is_empty(), "{text}\n{errors:?}");
    }
}

#[test]
fn the_command_says_and_takes_the_dialect() {
    let dialect = |extra: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_citelint"))
            .args(["check", "samples/rendered.txt", "--output-format", "json"])
            .args(extra)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("the command runs");
        let report: serde_json::Value =
            serde_json::from_slice(&output.stdout).expect("the report is JSON");
        let rules = report["files"][0]["diagnostics"].as_array().expect("a list").iter();
        let has_index = rules.clone().any(|it| it["rule"] == "ref-index-undefined");
        (report["files"][0]["dialect"].as_str().expect("a word").to_owned(), has_index)
    };
    assert_eq!(dialect(&[]), ("rendered".to_owned(), true));
    assert_eq!(dialect(&["--dialect", "wikitext"]).0, "wikitext");
}

#[test]
fn pages_become_wikitext() {
    for (page, wikitext) in [
        // Notes of a group, with a reference in one of them.
        (
            "A.[note 1] B.[1]\n\nNotes[edit]\n\n1. ^ Sold | twice.[2]\n\nReferences[edit]\n\n1. ^ Dorin, I. (1999). Mills.\n2. ^ Venn, O. (2007). Land.\n",
            "A.{{#tag:ref|Sold {{!}} twice.<ref name=\"Venn 2007\" />|name=Sold twice|group=note}} B.<ref name=\"Dorin 1999\">Dorin, I. (1999). Mills.</ref>\n\n== Notes ==\n\n<references group=\"note\" />\n\n== References ==\n\n<references>\n<ref name=\"Venn 2007\">Venn, O. (2007). Land.</ref>\n</references>\n",
        ),
        // Levels from the table of contents, bullets, what would be markup, a bare URL.
        (
            "Contents [hide]\n1 History\n1.1 Fire\n2 References\n\nHistory\n\nThe {{mill}}.[1]\n  • one\n  • two\n\nFire[edit]\n\nBurnt.[1]\n\nReferences[edit]\n\n  1. ↑ 1.0 1.1 Mills of Karsa. https://www.example.org/mills.\n",
            "== History ==\n\nThe {<nowiki/>{mill}<nowiki/>}.<ref name=\"example.org\">[https://www.example.org/mills Mills of Karsa]</ref>\n* one\n* two\n\n=== Fire ===\n\nBurnt.<ref name=\"example.org\" />\n\n== References ==\n\n<references />\n",
        ),
        // Both `<ref>` and markers: the list that is there stays.
        (
            "A.<ref name=\"Dorin 1999\">X</ref> B.<sup>[1]</sup> C.[2]\n\n== References ==\n{{reflist}}\n# Dorin, I. (1999). ''Mills''.\n# {{cite book |last=Venn |year=2007 |title=Land}}\n\nEnd.\n",
            "A.<ref name=\"Dorin 1999\">X</ref> B.<ref name=\"Dorin 1999 (2)\">Dorin, I. (1999). ''Mills''.</ref> C.<ref name=\"Venn 2007\">{{cite book |last=Venn |year=2007 |title=Land}}</ref>\n\n== References ==\n{{reflist}}\n\nEnd.\n",
        ),
    ] {
        assert_eq!(converted(page).as_deref(), Some(wikitext));
    }
}

/// Pieces of rendered pages; joined, they meet in every order.
const PIECES: &[&str] = &[
    "[1]",
    "[2]",
    "[3]",
    "[12]",
    "[a]",
    "[b]",
    "[note 1]",
    "[note\u{a0}2]",
    "<sup>[1]</sup>",
    "[sic]",
    "[",
    "]",
    "word",
    "é.",
    ".",
    " ",
    "\"",
    "\n",
    "\n\n",
    "\r\n",
    "\nHistory[edit]\n",
    "\nReferences[edit]\n",
    "\nNotes\n",
    "\nContents [hide]\n1 History\n1.1 Fire\n",
    "\n1. ",
    "\n  2. ↑ ",
    "\n3. 3.0 3.1 ",
    "\n^ a b ",
    "\n[1] ",
    "\na. ",
    "\nb. ^ ",
    "\n• ",
    "\n# ",
    "https://example.org/a",
    "Dorin, Ilse (1999). \"Bells\".",
    "<!-- c -->",
    "[[",
    "]]",
    "{{",
    "}}",
    "''",
    "<ref>",
    "</ref>",
    "<ref name=\"x\" />",
    "== History ==\n",
    "<references />",
    "|",
    "&amp;",
    "~~~~",
    "{{cite web|last=A|year=2001}}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_breaks_the_index_or_the_conversion(
        pieces in vec(proptest::sample::select(PIECES), 0..60)
    ) {
        let text = "A.[1]".to_owned() + &pieces.concat();
        let document = Document::new(&text, Site::mediawiki());
        let index = &document.plain_index;
        for marker in &index.markers {
            prop_assert!(marker.whole.contains(marker.span));
            prop_assert!(marker.span.of(&text).starts_with('['));
        }
        let mut end = 0;
        for entry in &index.entries {
            prop_assert!(entry.span.start >= end && entry.span.contains(entry.text));
            prop_assert!(entry.span.contains(entry.label_span));
            end = entry.span.end;
        }
        found(&text);
        if let Some(text) = converted(&text) {
            let document = Document::new(&text, Site::mediawiki());
            prop_assert_eq!(document.dialect, Dialect::Wikitext, "{}", text);
            found(&text);
        }
    }
}

/// Twice the page takes twice the time, or a little more: long pages of one thing end soon.
#[test]
fn long_pages_of_one_thing_take_more_than_linear_time() {
    for piece in PIECES {
        for end in ["", "\n\nReferences\n\n1. A\n", "\n\nReferences[edit]\n\n1. ^ A[1]\n2. ^ B[a]"]
        {
            let text = "A.[1] ".to_owned() + &piece.repeat(5_000) + end;
            let start = std::time::Instant::now();
            found(&text);
            let seconds = start.elapsed().as_secs();
            assert!(seconds < 10, "{piece:?} takes {seconds} s");
        }
    }
}
