//! Pages in memory, for the tests of features.

use std::sync::OnceLock;

use lsp_types::{Range, Uri};

use super::client::Client;
use super::page::Page;
use super::positions::{Lines, Positions};
use crate::date::Date;
use crate::lint::{LintOptions, RuleSet};
use crate::rules::ALL;
use crate::site::Site;
use crate::text::Span;

/// Marks a cursor in the text of a test. Nothing else in wikitext looks like it.
pub(super) const CURSOR: char = '‸';

/// Asks something of a page, given the places of the cursors that are marked in its text.
pub(super) fn with_page<T>(marked: &str, ask: impl FnOnce(&Page<'_>, &[u32]) -> T) -> T {
    with_client(marked, &Client::default(), ask)
}

/// The same for a page of another wiki.
pub(super) fn with_site<T>(
    marked: &str,
    site: &Site,
    ask: impl FnOnce(&Page<'_>, &[u32]) -> T,
) -> T {
    with_all(marked, site, &Client::default(), ask)
}

/// The same for a client that can do more, or less.
pub(super) fn with_client<T>(
    marked: &str,
    client: &Client,
    ask: impl FnOnce(&Page<'_>, &[u32]) -> T,
) -> T {
    with_all(marked, Site::mediawiki(), client, ask)
}

fn with_all<T>(
    marked: &str,
    site: &Site,
    client: &Client,
    ask: impl FnOnce(&Page<'_>, &[u32]) -> T,
) -> T {
    let mut text = String::new();
    let mut cursors = Vec::new();
    for part in marked.split(CURSOR) {
        text.push_str(part);
        cursors.push(text.len() as u32);
    }
    cursors.pop();
    let options = LintOptions { today: Date::new(2026, 5, 17), ..LintOptions::default() };
    let rules = RuleSet::new(ALL, &options).expect("the default options can be used");
    let doc = rules.parse(&text, site);
    let uri: Uri = "file:///wiki/Page.wiki".parse().expect("an address");
    let lines = Lines::new(&text);
    let positions = Positions::new(&text, &lines, client.encoding);
    let page = Page {
        uri: &uri,
        version: Some(1),
        doc: &doc,
        rules: &rules,
        positions,
        client,
        settings_file: None,
        is_left_out: false,
        findings: &OnceLock::new(),
    };
    ask(&page, &cursors)
}

/// What stands in a range of a page.
pub(super) fn text_of<'a>(page: &'a Page<'_>, range: Range) -> &'a str {
    page.span(range).of(page.doc.text)
}

/// The text of a page after edits, which may not overlap.
pub(super) fn edited(page: &Page<'_>, edits: &[lsp_types::TextEdit]) -> String {
    let mut edits: Vec<(Span, &str)> =
        edits.iter().map(|edit| (page.span(edit.range), &*edit.new_text)).collect();
    edits.sort_by_key(|(span, _)| *span);
    assert!(edits.windows(2).all(|two| two[0].0.end <= two[1].0.start), "overlap: {edits:?}");
    let mut text = page.doc.text.to_owned();
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span.start as usize..span.end as usize, new);
    }
    text
}
