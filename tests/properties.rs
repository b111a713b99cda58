//! What holds for the tree of any text at all.

use citelint::site::Site;
use citelint::syntax::tree::{NodeId, Tree};
use citelint::syntax::{Parse, parse};
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

fn check(text: &str) -> Result<(), TestCaseError> {
    let Parse { tree, errors } = parse(text, Site::mediawiki());
    check_leaves(&tree, text)?;
    check_nodes(&tree, text)?;
    for error in errors {
        for span in std::iter::once(error.span).chain(error.swallowed) {
            prop_assert!(span.start <= span.end && span.end as usize <= text.len());
            prop_assert!(text.is_char_boundary(span.start as usize));
            prop_assert!(text.is_char_boundary(span.end as usize));
        }
    }
    Ok(())
}

/// The leaves joined are the source, and none is empty.
fn check_leaves(tree: &Tree, text: &str) -> Result<(), TestCaseError> {
    let mut position = 0;
    for leaf in tree.leaves() {
        prop_assert_eq!(leaf.span.start, position, "a gap or an overlap before {:?}", leaf);
        prop_assert!(!leaf.span.is_empty(), "an empty leaf {:?}", leaf);
        prop_assert!(tree.span(leaf.node).contains(leaf.span));
        position = leaf.span.end;
    }
    prop_assert_eq!(position as usize, text.len(), "the leaves end before the source does");
    Ok(())
}

/// Nodes nest, siblings are in order, and the links between nodes agree with each other.
fn check_nodes(tree: &Tree, text: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(tree.span(NodeId::ROOT).of(text), text);
    let mut children_seen = 0;
    for (id, node) in tree.preorder() {
        let span = node.span();
        prop_assert!(span.start <= span.end);
        prop_assert!(
            text.is_char_boundary(span.start as usize),
            "{:?} starts in a character",
            node
        );
        prop_assert!(text.is_char_boundary(span.end as usize), "{:?} ends in a character", node);
        let mut position = span.start;
        let mut below = 0;
        for child in tree.children(id) {
            prop_assert_eq!(tree.parent(child), Some(id));
            prop_assert!(span.contains(tree.span(child)), "{:?} sticks out of {:?}", child, node);
            prop_assert!(tree.span(child).start >= position, "{:?} overlaps its sibling", child);
            position = tree.span(child).end;
            below += 1 + tree.descendants(child).count();
            children_seen += 1;
        }
        prop_assert_eq!(below, tree.descendants(id).count(), "subtree of {:?}", node);
    }
    prop_assert_eq!(children_seen + 1, tree.len(), "a node is nobody's child");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, ..ProptestConfig::default() })]

    #[test]
    fn markup_makes_a_tree_that_loses_or_misplaces_bytes(text in wikitext()) {
        check(&text)?;
    }

    #[test]
    fn arbitrary_text_makes_a_tree_that_loses_or_misplaces_bytes(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn two_runs_over_one_text_differ(text in wikitext()) {
        let (once, again) = (parse(&text, Site::mediawiki()), parse(&text, Site::mediawiki()));
        prop_assert_eq!(once.tree, again.tree);
        prop_assert_eq!(once.errors, again.errors);
    }

    #[test]
    fn any_prefix_of_a_page_breaks_the_parser(text in wikitext(), cut in 0..400_usize) {
        let end = text.floor_char_boundary(cut.min(text.len()));
        check(&text[..end])?;
    }
}

#[test]
fn every_pair_and_triple_of_pieces_breaks_the_tree() {
    for &first in PIECES {
        for &second in PIECES {
            for third in ["", first, "a", "]]", "}}", "</ref>", "\n"] {
                let text = [first, second, third].concat();
                check(&text).unwrap_or_else(|why| panic!("{text:?}: {why}"));
            }
        }
    }
}
