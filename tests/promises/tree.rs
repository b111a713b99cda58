//! The tree loses nothing, and misplaces nothing.

use citelint::site::Site;
use citelint::syntax::tree::{NodeId, Tree};
use citelint::syntax::{Parse, parse, plain};
use citelint::text::Span;

/// Parses as wikitext of the wiki, and as a rendered page.
pub fn check(text: &str, site: &Site) {
    check_parse(&parse(text, site), text);
    check_parse(&plain(text), text);
}

/// Two runs make the same tree.
pub fn is_repeatable(text: &str, site: &Site) {
    let (once, again) = (parse(text, site), parse(text, site));
    assert_eq!(once.tree, again.tree);
    assert_eq!(once.errors, again.errors);
}

/// The span lies in the text, and does not cut a character.
pub fn check_span(span: Span, text: &str, what: &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(start <= end && end <= text.len(), "{what}: {span:?} of {} bytes", text.len());
    assert!(text.is_char_boundary(start), "{what}: {span:?} starts in a character");
    assert!(text.is_char_boundary(end), "{what}: {span:?} ends in a character");
}

fn check_parse(parse: &Parse, text: &str) {
    let Parse { tree, errors } = parse;
    check_leaves(tree, text);
    check_nodes(tree, text);
    assert!(errors.is_sorted_by_key(|error| error.span), "the errors are not in source order");
    for error in errors {
        for span in std::iter::once(error.span).chain(error.swallowed) {
            check_span(span, text, "an error");
        }
    }
}

/// The leaves joined are the source, and none is empty.
fn check_leaves(tree: &Tree, text: &str) {
    let mut position = 0;
    for leaf in tree.leaves() {
        assert_eq!(leaf.span.start, position, "a gap or an overlap before {leaf:?}");
        assert!(!leaf.span.is_empty(), "an empty leaf {leaf:?}");
        assert!(tree.span(leaf.node).contains(leaf.span));
        position = leaf.span.end;
    }
    assert_eq!(position as usize, text.len(), "the leaves end before the source does");
}

/// Nodes nest, siblings are in order, and the links between nodes agree with each other.
fn check_nodes(tree: &Tree, text: &str) {
    assert_eq!(tree.span(NodeId::ROOT).of(text), text);
    let mut children_seen = 0;
    for (id, node) in tree.preorder() {
        let span = node.span();
        check_span(span, text, "a node");
        let mut position = span.start;
        let mut below = 0;
        for child in tree.children(id) {
            assert_eq!(tree.parent(child), Some(id));
            assert!(span.contains(tree.span(child)), "{child:?} sticks out of {node:?}");
            assert!(tree.span(child).start >= position, "{child:?} overlaps its sibling");
            position = tree.span(child).end;
            below += 1 + tree.descendants(child).count();
            children_seen += 1;
        }
        assert_eq!(below, tree.descendants(id).count(), "subtree of {node:?}");
    }
    assert_eq!(children_seen + 1, tree.len(), "a node is nobody's child");
}
