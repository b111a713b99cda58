//! Random edits: what the server has is what the editor has.

use fastrand::Rng;
use lsp_types::{Range, TextDocumentContentChangeEvent, TextDocumentContentChangePartial, Uri};
use serde_json::{Value, json};

use super::{PAGE, Session};
use crate::lsp::client::Client;
use crate::lsp::documents::{Documents, Snapshot};
use crate::lsp::features;
use crate::lsp::options::Options;
use crate::lsp::positions::PositionEncoding;
use crate::lsp::workspace::{Arguments, Workspace};

/// What is put in, from single keys to what is pasted.
const PIECES: [&str; 16] = [
    "a",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\u{e9}",
    "e\u{301}",
    "\u{1f642}",
    "<ref>",
    "</ref>",
    "{{",
    "}}",
    "<ref name=\"x\" />",
    "{{cite web |title=T |url=https://example.org/ }}",
    "<!--",
    "== H ==\n",
];

/// A page as long as an article, of samples.
fn article(bytes: usize) -> String {
    let samples = [
        include_str!("../../../samples/clean.wiki"),
        include_str!("../../../samples/citations.wiki"),
        include_str!("../../../samples/dates.wiki"),
    ];
    let length: usize = samples.iter().map(|it| it.len()).sum();
    samples.concat().repeat(bytes.div_ceil(length))
}

/// A random edit: the text that is replaced, in bytes, and what comes in its place.
fn edit(text: &str, random: &mut Rng) -> (std::ops::Range<usize>, &'static str) {
    let place = |at: usize| {
        let at = text.floor_char_boundary(at);
        // The protocol has no place between CR and LF.
        if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at }
    };
    let start = place(random.usize(..=text.len()));
    let length = if random.bool() { 0 } else { random.usize(..20) };
    let end = place((start + length).min(text.len())).max(start);
    (start..end, PIECES[random.usize(..PIECES.len())])
}

/// The place of a byte offset, worked out the long way.
fn position(text: &str, offset: usize, encoding: PositionEncoding) -> Value {
    let (mut line, mut start) = (0, 0);
    let bytes = text.as_bytes();
    for at in 0..offset {
        let ends = bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if ends {
            (line, start) = (line + 1, at + 1);
        }
    }
    let before = &text[start..offset];
    let character = match encoding {
        PositionEncoding::Utf8 => before.len(),
        PositionEncoding::Utf16 => before.encode_utf16().count(),
        PositionEncoding::Utf32 => before.chars().count(),
    };
    json!({ "line": line, "character": character })
}

fn range(text: &str, span: &std::ops::Range<usize>, encoding: PositionEncoding) -> Value {
    let [start, end] = [span.start, span.end].map(|at| position(text, at, encoding));
    json!({ "start": start, "end": end })
}

#[test]
fn a_page_after_many_edits_is_what_the_editor_has() {
    let uri: Uri = PAGE.parse().expect("an address");
    for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
        let mut random = Rng::with_seed(7);
        let mut text = article(10_000);
        let settings = settings(&uri);
        let mut documents = Documents::default();
        documents.open(Snapshot::new(uri.clone(), Some(0), &*text, settings));
        for version in 1..=2000 {
            let (span, new) = edit(&text, &mut random);
            let range: Range =
                serde_json::from_value(range(&text, &span, encoding)).expect("a range");
            let change = TextDocumentContentChangePartial::new(range, None, new.to_owned());
            let change = TextDocumentContentChangeEvent::from(change);
            text.replace_range(span, new);
            documents.change(&uri, version, vec![change], encoding).expect("it is open");
            let page = documents.get(&uri).expect("it is open");
            assert!(page.text() == text, "edit {version} in {encoding:?}");
        }
    }
}

#[test]
fn after_many_edits_the_same_is_found_as_in_a_fresh_page() {
    let uri: Uri = PAGE.parse().expect("an address");
    let mut random = Rng::with_seed(8);
    let mut text = article(100_000);
    let mut session = Session::new("utf-16");
    session.open(PAGE, &text);
    let mut version = 1;
    for _ in 0..10 {
        for _ in 0..200 {
            let (span, new) = edit(&text, &mut random);
            let range = range(&text, &span, PositionEncoding::Utf16);
            text.replace_range(span, new);
            version += 1;
            session.change(PAGE, version, &[json!({ "range": range, "text": new })]);
        }
        let found = session.diagnostics(PAGE, Some(version));
        let client = Client::new(
            serde_json::from_value(super::capabilities("utf-16")).expect("capabilities"),
        );
        let fresh = Snapshot::new(uri.clone(), Some(version), &*text, settings(&uri));
        let fresh = fresh.with(&client, features::diagnostics);
        assert_eq!(json!(found), json!(fresh), "at version {version}");
    }
    session.end();
}

/// What is built in.
fn settings(uri: &Uri) -> crate::lsp::workspace::PageSettings {
    let mut workspace =
        Workspace::new(Arguments::default(), Vec::new(), Options::default()).expect("a workspace");
    workspace.settings(uri)
}
