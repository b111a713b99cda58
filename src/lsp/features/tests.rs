//! All features on pages that nobody would write.

use super as on;
use crate::lsp::page::Page;
use crate::lsp::testing::with_page;
use crate::text::Span;

/// What is repeated: things that never end, or stand in each other without end.
const UNITS: &[&str] = &[
    "{{a|",
    "{{cite web|title=",
    "[[#a|",
    "<ref name=a>",
    "<ref name=\"a\" />",
    "{{r|a|",
    "{{sfn|A|",
    "== A ==\n",
    "{|\n|\n",
    "* a\n",
    "\n*{{a|\n",
    "<!-- ",
    "'''''",
    "[http://a ",
    "<b id=x>",
    "}}",
    "]]",
    "</ref>",
    "{{{a|",
    "-{",
    "\r",
    "\r\n",
    "\u{1f642}",
    "e\u{301}",
    "__",
    "{{cite book|last=A|year=1904}}\n",
    "{{#tag:ref|a|name=b",
    "{{anchor|a}}[[#a]]",
    "<nowiki>",
    "&amp;",
    "|",
    "=",
    "<",
    "\0",
];

/// Asks everything at a place.
fn ask_all(page: &Page<'_>, at: u32) {
    let all = Span::new(0, page.doc.text.len() as u32);
    on::hover(page, at);
    on::completion(page, at, None);
    on::signature_help(page, at);
    on::definition(page, at);
    on::references(page, at, true);
    on::document_highlights(page, at);
    on::prepare_rename(page, at).ok();
    on::rename(page, at, "new name").ok();
    on::selection_range(page, at);
    on::inlay_hints(page, all);
    on::formatting(page, all);
}

#[test]
fn every_feature_answers_on_every_page() {
    for unit in UNITS {
        for count in [1, 3, 200] {
            let text = unit.repeat(count);
            with_page(&text, |page, _| {
                on::document_symbols(page);
                on::workspace_symbols(page, "a");
                on::folding_ranges(page);
                on::semantic_tokens(page, None);
                on::document_links(page);
                on::code_lenses(page);
                let length = text.len();
                for at in [0, 1, unit.len(), length / 2, length.saturating_sub(1), length] {
                    ask_all(page, text.floor_char_boundary(at) as u32);
                }
            });
        }
    }
}
