//! Views over trees that are made by hand.

use super::super::tree::Node;
use super::*;

/// A tree of nodes given as (kind, the text it covers, nested nodes' count below it).
fn tree(source: &str, nodes: &[(NodeKind, &str, u32)]) -> Tree {
    let root = (NodeKind::Document, source, nodes.len() as u32);
    let mut open: Vec<(u32, u32)> = Vec::new();
    let build = |(index, &(kind, text, below)): (usize, &(NodeKind, &str, u32))| {
        let start = source.find(text).expect("the text of a node is in the source") as u32;
        let subtree_end = index as u32 + 1 + below;
        open.retain(|&(_, end)| end > index as u32);
        let parent = open.last().map_or(0, |&(parent, _)| parent);
        open.push((index as u32, subtree_end));
        Node { start, end: start + text.len() as u32, subtree_end, parent, data: 2, kind }
    };
    Tree { nodes: std::iter::once(&root).chain(nodes).enumerate().map(build).collect() }
}

#[test]
fn extension_tags_end_their_start_tag_at_the_first_angle_bracket() {
    let view =
        |source: &'static str| ExtensionTag::of_span(source, Span::new(0, source.len() as u32));
    let tag = view("<Ref name=\"a>b\">c</b></ref >");
    assert_eq!(tag.name(), "Ref");
    assert_eq!(tag.attributes_span().of(tag.source), " name=\"a");
    assert_eq!(tag.body().unwrap().of(tag.source), "b\">c</b>");
    let tag = view("<ref/>");
    assert!(tag.is_self_closing());
    assert_eq!((tag.name(), tag.body()), ("ref", None));
    let tag = view("<ref name=http://x/>");
    assert_eq!(tag.attributes().next().unwrap().value, "http://x");
    assert_eq!(view("<ref></ref>").body(), Some(Span::new(5, 5)));
}

#[test]
fn templates_have_names_and_arguments() {
    use NodeKind::{Argument, ArgumentName, Comment, Template};
    let source = "{{ cite <!--c-->web |url = x |two}}";
    let tree = tree(
        source,
        &[
            (Template, source, 4),
            (Comment, "<!--c-->", 0),
            (Argument, "url = x ", 1),
            (ArgumentName, "url ", 0),
            (Argument, "two", 0),
        ],
    );
    let node = tree.preorder().nth(1).unwrap().0;
    let view = super::Template::new(source, &tree, node).unwrap();
    assert_eq!(view.name(), "cite web");
    let arguments: Vec<_> = view.arguments().collect();
    assert_eq!(arguments[0].key(), "url");
    assert_eq!(arguments[0].value(source, &tree), "x");
    assert_eq!(arguments[1].position, Some(1));
    assert_eq!(arguments[1].value_span.of(source), "two");
}

#[test]
fn headings_and_links_have_texts() {
    use NodeKind::{Comment, Heading, Wikilink};
    let source = "== Early life == <!--c--> \n[[ Ada Lovelace#Life|Ada]]s";
    let tree = tree(
        source,
        &[
            (Heading, "== Early life == <!--c--> ", 1),
            (Comment, "<!--c-->", 0),
            (Wikilink, "[[ Ada Lovelace#Life|Ada]]s", 0),
        ],
    );
    let ids: Vec<_> = tree.preorder().map(|(id, _)| id).collect();
    assert_eq!(super::Heading::new(source, &tree, ids[1]).unwrap().text(), "Early life");
    let link = super::Wikilink::new(source, &tree, ids[3]).unwrap();
    assert_eq!(link.target(), "Ada Lovelace#Life");
    assert_eq!(link.label_span.unwrap().of(source), "Ada");
}
