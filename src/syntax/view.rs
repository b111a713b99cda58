//! Typed views: what the nodes of one kind mean, read from the source when it is asked for.
//!
//! A view is three words (source, tree, node) and keeps nothing, so that the tree stays small.

use std::borrow::Cow;

use super::attributes::{self, Attribute};
use super::tree::{NodeId, NodeKind, Tree};
use crate::text::Span;

/// A tag that an extension handles: `<ref>`, `<references>`, `<nowiki>` and all others.
#[derive(Clone, Copy, Debug)]
pub struct ExtensionTag<'s> {
    source: &'s str,
    span: Span,
    /// Offset of the `>` that ends the start tag: the first one, even inside quotes.
    start_tag_end: u32,
}

impl<'s> ExtensionTag<'s> {
    /// The view of a node; `None` if it is of another kind.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        use NodeKind::{ExtensionTag, Nowiki, Ref, References};
        if !matches!(tree.kind(node), Ref | References | ExtensionTag | Nowiki) {
            return None;
        }
        Some(Self::of_span(source, tree.span(node)))
    }

    /// The view of a whole tag, from its `<` to the last `>`.
    pub fn of_span(source: &'s str, span: Span) -> Self {
        let offset = memchr::memchr(b'>', span.of(source).as_bytes());
        let start_tag_end = offset.map_or(span.end, |offset| span.start + offset as u32);
        Self { source, span, start_tag_end }
    }

    /// The name as written.
    pub fn name(&self) -> &'s str {
        self.name_span().of(self.source)
    }

    /// The name, without its `<`.
    pub fn name_span(&self) -> Span {
        let start = self.span.start + 1;
        let rest = Span::new(start, self.start_tag_end).of(self.source);
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(rest.len());
        Span::new(start, start + end as u32)
    }

    /// The start tag, from its `<` to its `>`.
    pub fn start_tag_span(&self) -> Span {
        Span::new(self.span.start, self.span.end.min(self.start_tag_end + 1))
    }

    /// What stands between the name and the end of the start tag.
    pub fn attributes_span(&self) -> Span {
        let start = self.name_span().end;
        Span::new(start, (self.start_tag_end - u32::from(self.is_self_closing())).max(start))
    }

    /// The attributes, all of them, in source order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'s>> + use<'s> {
        attributes::attributes(self.source, self.attributes_span())
    }

    /// Whether the start tag ends in `/>`, so that there is no content.
    pub fn is_self_closing(&self) -> bool {
        self.source.as_bytes()[self.start_tag_end as usize - 1] == b'/'
    }

    /// The content; `None` if the tag is self-closing. Possibly empty.
    pub fn body(&self) -> Option<Span> {
        if self.is_self_closing() {
            return None;
        }
        let start = self.start_tag_span().end;
        let content = Span::new(start, self.span.end);
        let end_tag = memchr::memmem::rfind(content.of(self.source).as_bytes(), b"</");
        Some(Span::new(start, end_tag.map_or(self.span.end, |offset| start + offset as u32)))
    }
}

/// A template, a parser function or a parameter: braces with a name and arguments.
#[derive(Clone, Copy, Debug)]
pub struct Template<'s, 't> {
    source: &'s str,
    tree: &'t Tree,
    node: NodeId,
}

impl<'s, 't> Template<'s, 't> {
    /// The view of a node; `None` if it is of another kind.
    pub fn new(source: &'s str, tree: &'t Tree, node: NodeId) -> Option<Self> {
        use NodeKind::{Parameter, ParserFunction, Template};
        let fits = matches!(tree.kind(node), Template | ParserFunction | Parameter);
        fits.then_some(Self { source, tree, node })
    }

    /// The node that is viewed.
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// What stands before the first argument (before the colon of a parser function), trimmed and
    /// without comments.
    pub fn name(&self) -> Cow<'s, str> {
        trim_cow(without_comments(self.source, self.tree, self.node, self.name_part()))
    }

    /// The name, trimmed; comments inside it are covered too.
    pub fn name_span(&self) -> Span {
        trim_span(self.source, self.name_part())
    }

    /// Whether the name holds a template or parameter, so that only MediaWiki knows it.
    pub fn has_dynamic_name(&self) -> bool {
        self.tree
            .children(self.node)
            .map(|child| self.tree.kind(child))
            .take_while(|&kind| kind != NodeKind::Argument)
            .any(is_dynamic)
    }

    /// The arguments in source order. For a parser function the first one is the text after the
    /// colon.
    pub fn arguments(&self) -> impl Iterator<Item = Argument<'s>> + use<'s, 't> {
        let Self { source, tree, node } = *self;
        let mut position = 0;
        tree.children(node).filter(move |&child| tree.kind(child) == NodeKind::Argument).map(
            move |argument| {
                let view = Argument::new(source, tree, argument, position + 1);
                position += u32::from(view.name.is_none());
                view
            },
        )
    }

    /// The span from the opening braces to the first argument's `|` or colon, or to the end.
    fn name_part(&self) -> Span {
        let span = self.tree.span(self.node);
        let braces = if self.tree.kind(self.node) == NodeKind::Parameter { 3 } else { 2 };
        let first_argument = self
            .tree
            .children(self.node)
            .find(|&child| self.tree.kind(child) == NodeKind::Argument);
        let end =
            first_argument.map_or(span.end - braces, |argument| self.tree.span(argument).start - 1);
        Span::new(span.start + braces, end.max(span.start + braces))
    }
}

/// One argument of a template, parser function or parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument<'s> {
    /// The node of kind [`NodeKind::Argument`].
    pub node: NodeId,
    /// The whole argument, without its `|`.
    pub span: Span,
    /// The name before `=`, trimmed and without comments; `None` for a positional argument.
    pub name: Option<Cow<'s, str>>,
    /// The name before `=` as written; empty, at the start, for a positional argument.
    pub name_span: Span,
    /// The value as written, with the white space round it.
    pub value_span: Span,
    /// What a positional argument is called, counted from 1; `None` if it is named.
    pub position: Option<u32>,
}

impl<'s> Argument<'s> {
    /// The name of the parameter that the argument sets: its own, or its number.
    pub fn key(&self) -> Cow<'s, str> {
        match (&self.name, self.position) {
            (Some(name), _) => name.clone(),
            (None, position) => Cow::Owned(position.unwrap_or_default().to_string()),
        }
    }

    /// The value, trimmed and without comments.
    pub fn value(&self, source: &'s str, tree: &Tree) -> Cow<'s, str> {
        trim_cow(without_comments(source, tree, self.node, self.value_span))
    }

    /// The value without the white space round it.
    pub fn trimmed_value_span(&self, source: &str) -> Span {
        trim_span(source, self.value_span)
    }

    /// Whether a template or parameter stands in the value, so that only MediaWiki knows it.
    pub fn is_dynamic(&self, tree: &Tree) -> bool {
        tree.children(self.node).any(|child| is_dynamic(tree.kind(child)))
    }

    fn new(source: &'s str, tree: &Tree, node: NodeId, next_position: u32) -> Self {
        let span = tree.span(node);
        let first = tree.children(node).next();
        let name_node = first.filter(|&child| tree.kind(child) == NodeKind::ArgumentName);
        let name_span = name_node.map_or(Span::new(span.start, span.start), |name| tree.span(name));
        let name = name_node.map(|name| trim_cow(without_comments(source, tree, name, name_span)));
        let value_start = if name.is_some() { name_span.end + 1 } else { span.start };
        let position = name.is_none().then_some(next_position);
        let value_span = Span::new(value_start, span.end);
        Self { node, span, name, name_span, value_span, position }
    }
}

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
        let marked_end = end_of_marks(source, tree, node);
        let marks = u32::from(level);
        let start = span.start + marks;
        let end = marked_end.saturating_sub(marks).max(start);
        Some(Self { level, text_span: trim_span(source, Span::new(start, end)), source })
    }

    /// The text between the `=`, as written.
    pub fn text(&self) -> &'s str {
        self.text_span.of(self.source)
    }
}

/// `[[target|label]]`.
#[derive(Clone, Copy, Debug)]
pub struct Wikilink<'s> {
    /// The target, trimmed, with its `#fragment`.
    pub target_span: Span,
    /// The text after the first `|`.
    pub label_span: Option<Span>,
    source: &'s str,
}

impl<'s> Wikilink<'s> {
    /// The view of a link, file link, category link or interlanguage link in brackets; `None`
    /// for other nodes.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        use NodeKind::{CategoryLink, FileLink, InterlanguageLink, Wikilink};
        let kind = tree.kind(node);
        if !matches!(kind, Wikilink | FileLink | CategoryLink | InterlanguageLink) {
            return None;
        }
        let span = tree.span(node);
        let inner = span.of(source).strip_prefix("[[")?;
        let start = span.start + 2;
        // What follows the brackets is the trail.
        let end = start + inner.rfind("]]")? as u32;
        let inner = Span::new(start, end);
        let bar = memchr::memchr(b'|', inner.of(source).as_bytes());
        let bar = bar.map(|offset| start + offset as u32);
        let target_span = trim_span(source, Span::new(start, bar.unwrap_or(end)));
        Some(Self { target_span, label_span: bar.map(|bar| Span::new(bar + 1, end)), source })
    }

    /// The target as written.
    pub fn target(&self) -> &'s str {
        self.target_span.of(self.source)
    }
}

fn is_dynamic(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Template | NodeKind::Parameter | NodeKind::ParserFunction | NodeKind::MagicWord
    )
}

/// The end of the closing `=` of a heading, which comments and spaces may follow.
fn end_of_marks(source: &str, tree: &Tree, heading: NodeId) -> u32 {
    let span = tree.span(heading);
    let trimmed = |end: u32| {
        let text = Span::new(span.start, end).of(source).trim_ascii_end();
        span.start + text.len() as u32
    };
    let mut end = trimmed(span.end);
    for (_, node) in tree.descendants(heading).rev() {
        // A comment on its own line takes the newline too, and so may reach past the trimmed end.
        if node.kind() != NodeKind::Comment || node.span().end < end {
            break;
        }
        end = trimmed(node.span().start);
    }
    end
}

/// The text of `span` without the comments that are children of `parent`.
pub(crate) fn without_comments<'s>(
    source: &'s str,
    tree: &Tree,
    parent: NodeId,
    span: Span,
) -> Cow<'s, str> {
    let mut kept = String::new();
    let mut copied = span.start;
    for child in tree.children(parent) {
        let comment = tree.span(child);
        if tree.kind(child) == NodeKind::Comment && span.contains(comment) {
            kept.push_str(Span::new(copied, comment.start).of(source));
            copied = comment.end;
        }
    }
    let rest = Span::new(copied, span.end).of(source);
    if copied == span.start { Cow::Borrowed(rest) } else { Cow::Owned(kept + rest) }
}

fn trim_span(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_ascii_start().len()) as u32;
    Span::new(start, start + text.trim_ascii().len() as u32)
}

fn trim_cow(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
    }
}

#[cfg(test)]
mod tests {
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
}
