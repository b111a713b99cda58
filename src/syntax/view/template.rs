//! Views of what stands in braces.

use std::borrow::Cow;
use std::iter;

use super::trim_span;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::text::Span;

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

    /// The name without the white space round it; empty, at the start, for a positional argument.
    pub fn trimmed_name_span(&self, source: &str) -> Span {
        trim_span(source, self.name_span)
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

fn is_dynamic(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Template | NodeKind::Parameter | NodeKind::ParserFunction | NodeKind::MagicWord
    )
}

/// The text of `span` without the comments that are children of `parent`.
pub(crate) fn without_comments<'s>(
    source: &'s str,
    tree: &Tree,
    parent: NodeId,
    span: Span,
) -> Cow<'s, str> {
    let comment = |child| {
        let it = tree.span(child);
        (tree.kind(child) == NodeKind::Comment && span.contains(it)).then_some(it)
    };
    let mut comments = tree.children(parent).filter_map(comment);
    match comments.next() {
        None => Cow::Borrowed(span.of(source)),
        Some(first) => Cow::Owned(cut_out(source, span, iter::once(first).chain(comments))),
    }
}

/// The text of `span` without the parts in it.
fn cut_out(source: &str, span: Span, parts: impl Iterator<Item = Span>) -> String {
    let mut kept = String::new();
    let mut copied = span.start;
    for part in parts {
        kept.push_str(Span::new(copied, part.start).of(source));
        copied = part.end;
    }
    kept + Span::new(copied, span.end).of(source)
}

fn trim_cow(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::view::parsed;

    #[test]
    fn templates_have_names_and_arguments() {
        let source = "{{ cite <!--c-->web |url = x |two}}";
        let (tree, node) = parsed(source, NodeKind::Template);
        let view = super::Template::new(source, &tree, node).unwrap();
        assert_eq!(view.name(), "cite web");
        let arguments: Vec<_> = view.arguments().collect();
        assert_eq!(arguments[0].key(), "url");
        assert_eq!(arguments[0].value(source, &tree), "x");
        assert_eq!(arguments[1].position, Some(1));
        assert_eq!(arguments[1].value_span.of(source), "two");
    }
}
