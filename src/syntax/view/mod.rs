//! Typed views: what the nodes of one kind mean, read from the source when it is asked for.
//!
//! A view holds a few words (source, tree, node) and keeps nothing, so that the tree stays small.

mod link;
mod tag;
mod template;

pub(crate) use link::WikilinkSpans;
pub use link::{ExternalLink, MagicLink, MagicLinkKind, Wikilink};
pub use tag::{ExtensionTag, HtmlTag};
pub(crate) use template::without_comments;
pub use template::{Argument, Template};

use super::tree::{NodeId, NodeKind, Tree};
use crate::text::Span;

/// A heading line.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'s> {
    /// The level, 1 to 6: how many of its `=` count.
    pub level: u8,
    /// The text between the `=`, trimmed.
    pub text_span: Span,
    source: &'s str,
}

impl<'s> Heading<'s> {
    /// The view of a node; `None` if it is of another kind.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        if tree.kind(node) != NodeKind::Heading {
            return None;
        }
        let level = tree.node(node).level();
        let span = tree.span(node);
        let marks = u32::from(level);
        let text_span = trim_span(source, Span::new(span.start + marks, span.end - marks));
        Some(Self { level, text_span, source })
    }

    /// The text between the `=`, as written.
    pub fn text(&self) -> &'s str {
        self.text_span.of(self.source)
    }
}

fn trim_span(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let kept = text.trim_ascii_start();
    let start = span.end - kept.len() as u32;
    Span::new(start, start + kept.trim_ascii_end().len() as u32)
}

/// The only node of a kind in `source`, for tests of views.
#[cfg(test)]
fn parsed(source: &str, kind: NodeKind) -> (Tree, NodeId) {
    let tree = super::parse(source, crate::site::Site::mediawiki()).tree;
    let node = tree.preorder().find(|(_, node)| node.kind() == kind).expect("such a node").0;
    (tree, node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_a_text_without_their_marks() {
        let source = "=== Early life == <!--c--> \n";
        let (tree, node) = parsed(source, NodeKind::Heading);
        let heading = Heading::new(source, &tree, node).unwrap();
        assert_eq!((heading.level, heading.text()), (2, "= Early life"));
    }
}
