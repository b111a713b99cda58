//! Hostile input: what once broke a promise keeps it now, and so does whatever is made up here.
//!
//! `tests/hostile/TARGET/` holds inputs of the fuzz target of that name (see `fuzz/`).

mod promises;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces of pages that rules look at; joined, they meet in every order.
const PIECES: &[&str] = &[
    "{{cite web|title=",
    "{{cite book |last=Orme |first=A |isbn=978-0-306-40615-7",
    "|url=https://example.org/a",
    "|access-date=3 May 2011",
    "|date=",
    "|doi=10.1000/182",
    "|a",
    "}}",
    "<ref>",
    "<ref name=a>",
    "<ref name=\"a\" group=n />",
    "</ref>",
    "<references>",
    "</references>",
    "<references/>",
    "{{reflist|refs=",
    "{{sfn|Orme|2001|p=3}}",
    "{{efn|name=a|",
    "{{r|a|b}}",
    "{{citation needed|date=May 2011}}",
    "[http://example.org a]",
    "[[File:A.jpg|thumb|",
    "[[A|b]]",
    "\n== References ==\n",
    "\n== Plot ==\n",
    "\n* ",
    "\n{|\n|",
    "\n|}\n",
    "\n\n",
    ". ",
    " [1]",
    "History[edit]\n",
    "\nReferences\n\n1. ^ A survey. Retrieved 3 May 2011.\n",
    "Orme was the best and most legendary miller",
    "in 1901, some say,",
    "“quoted”",
    "<!-- citelint-disable all: x -->",
    "<!-- citelint-disable-next-line ref-empty -->",
    "<!-- citelint-enable all -->",
    "\n<!--",
    "\n<includeonly>",
    "ISBN 0-306-40615-2",
    "&nbsp;",
    "'''",
    "é",
    "\r\n",
    "\u{202e}",
    "\u{1b}[31m",
    "\u{0}",
];

fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_finding_lies_outside_its_page_or_differs_from_run_to_run(text in page()) {
        promises::findings::check(&text);
    }

    #[test]
    fn fixing_never_ends_or_brings_errors(text in page()) {
        promises::fixes::check(&text);
    }

    #[cfg(feature = "cli")]
    #[test]
    fn a_report_is_not_well_formed(text in page()) {
        promises::reports::check(&text);
    }

    #[test]
    fn silencing_brings_findings_or_takes_text_away(text in page()) {
        promises::findings::suppressions(&text);
    }
}

/// A dump of two pages, to be cut and changed.
#[cfg(feature = "cli")]
const DUMP: &str = r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
<siteinfo><namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
<page><title>Mill</title><ns>0</ns><id>1</id><revision><id>2</id><text>Built.&lt;/ref&gt;</text></revision></page>
<page><title>Lock</title><ns>0</ns><id>3</id><revision><id>4</id><text>It leaks.</text></revision></page>
</mediawiki>
"#;

#[cfg(feature = "cli")]
proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_dump_is_read_differently_by_two_threads(
        changes in vec((0..DUMP.len(), any::<u8>()), 0..4),
        cut in 0..DUMP.len(),
    ) {
        let mut bytes = DUMP.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        promises::dumps::check(&bytes);
        promises::dumps::check(&bytes[..cut]);
    }
}

#[test]
fn what_fuzzing_found_is_back() {
    let files = |target: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile").join(target);
        let entries = fs::read_dir(folder).into_iter().flatten();
        let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
        paths.map(|path| fs::read(path).expect("the file can be read")).collect::<Vec<_>>()
    };
    let inputs = |target: &str| {
        files(target).into_iter().map(|it| String::from_utf8(it).expect("inputs are UTF-8"))
    };
    for text in ["parse", "lint", "fix", "reports", "suppressions"].iter().flat_map(|it| inputs(it))
    {
        for reading in promises::readings() {
            promises::tree::check(&text, reading.site);
        }
        promises::findings::check(&text);
        promises::findings::suppressions(&text);
        promises::fixes::check(&text);
        #[cfg(feature = "cli")]
        promises::reports::check(&text);
    }
    for text in inputs("config") {
        promises::settings::config(&text);
    }
    for text in inputs("packs") {
        promises::settings::site(&text);
    }
    for text in inputs("baseline") {
        promises::findings::baseline(&text);
    }
    #[cfg(feature = "cli")]
    for bytes in files("dump") {
        promises::dumps::check(&bytes);
    }
}
