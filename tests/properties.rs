//! What holds for the tree of any text at all.

mod promises;

use citelint::site::Site;
use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces that open, close or cut constructs; joined, they meet in every order.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{{{",
    "}}}",
    "|",
    "=",
    "[[",
    "]]",
    "[",
    "]",
    "''",
    "'''",
    "'''''",
    "'",
    "<ref>",
    "</ref>",
    "<ref name=a/>",
    "<ref name=\"b\">",
    "<references>",
    "</references>",
    "<references/>",
    "<nowiki>",
    "</nowiki>",
    "<pre>",
    "</pre>",
    "<poem>",
    "</poem>",
    "<gallery>\n",
    "</gallery>",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<div",
    ">",
    "<br/>",
    "<includeonly>",
    "</includeonly>",
    "<noinclude>",
    "</noinclude>",
    "<onlyinclude>",
    "</onlyinclude>",
    "{|",
    "\n{|",
    "\n|}",
    "\n|-",
    "\n|+",
    "\n|",
    "\n!",
    "||",
    "!!",
    "\n*",
    "\n#",
    "\n:",
    "\n;",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    "\n ",
    "==",
    "\n==",
    "==\n",
    "===",
    "\n----",
    "http://x.y/",
    "[http://x.y ",
    "mailto:",
    "ISBN 1234567890",
    "RFC 1",
    "PMID 2",
    "&amp;",
    "&#160;",
    "&",
    "__NOTOC__",
    "__",
    "~~~~",
    "#REDIRECT [[a]]",
    "[[File:a.jpg|",
    "[[Category:a]]",
    "[[fr:a]]",
    "-{",
    "}-",
    "{{!}}",
    "{{#if:",
    "{{a|",
    "a",
    " ",
    "é",
    "日",
    "🙂",
    "\u{0}",
    "\t",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
];

/// Wikitext-like text: pieces of markup with arbitrary text between them.
fn wikitext() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// All promises about the tree, on a plain wiki.
fn check(text: &str) {
    promises::tree::check(text, Site::mediawiki());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, ..ProptestConfig::default() })]

    #[test]
    fn markup_makes_a_tree_that_loses_or_misplaces_bytes(text in wikitext()) {
        check(&text);
    }

    #[test]
    fn arbitrary_text_makes_a_tree_that_loses_or_misplaces_bytes(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn two_runs_over_one_text_differ(text in wikitext()) {
        promises::tree::is_repeatable(&text, Site::mediawiki());
    }

    #[test]
    fn any_prefix_of_a_page_breaks_the_parser(text in wikitext(), cut in 0..400_usize) {
        let end = text.floor_char_boundary(cut.min(text.len()));
        check(&text[..end]);
    }
}

#[test]
fn every_pair_and_triple_of_pieces_breaks_the_tree() {
    for &first in PIECES {
        for &second in PIECES {
            for third in ["", first, "a", "]]", "}}", "</ref>", "\n"] {
                let text = [first, second, third].concat();
                check(&text);
            }
        }
    }
}
