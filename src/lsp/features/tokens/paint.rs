//! The kinds of all pieces of a page, from the leaves of its tree.

use super::kinds::{Kind, Modifier};
use crate::facts::Document;
use crate::facts::cite::{Origin, RefTag};
use crate::syntax::attributes::Attribute;
use crate::syntax::tree::{Leaf, NodeId, NodeKind};
use crate::syntax::view::{ExtensionTag, ExternalLink, HtmlTag, Template, Wikilink};
use crate::text::Span;

/// One piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) modifiers: u32,
}

/// The pieces of a page that are more than its text, in source order.
pub(super) fn paint(doc: &Document<'_>) -> Vec<Paint> {
    let mut painter = Painter {
        doc,
        painted: Vec::new(),
        parts: Vec::new(),
        parts_of: None,
        refs: doc.refs.refs.iter().peekable(),
        footnote_end: 0,
        heading_end: 0,
    };
    doc.tree.leaves().for_each(|leaf| painter.leaf(leaf));
    painter.painted
}

struct Painter<'a, 's> {
    doc: &'a Document<'s>,
    painted: Vec<Paint>,
    /// The parts of the node that the last markup belongs to, in source order.
    parts: Vec<(Span, Kind)>,
    parts_of: Option<NodeId>,
    refs: std::iter::Peekable<std::slice::Iter<'a, RefTag<'s>>>,
    /// Where the content of the outermost open footnote ends.
    footnote_end: u32,
    /// Where the heading ends that the walk is in.
    heading_end: u32,
}

impl Painter<'_, '_> {
    fn leaf(&mut self, leaf: Leaf) {
        use NodeKind::{
            ArgumentName, Bold, CategoryLink, Comment, Definition, ExtensionTag, ExternalLink,
            FileLink, FileOption, Heading, HorizontalRule, HtmlTag, InclusionTag,
            InterlanguageLink, Italic, LanguageVariant, List, ListItem, MagicLink, MagicWord,
            Nowiki, Parameter, ParserFunction, Redirect, Ref, References, Signature, Table,
            TableAttributes, TableCaption, TableCell, TableRow, Template, Text, Wikilink,
        };
        let Leaf { node, span, is_markup } = leaf;
        let kind = self.doc.tree.kind(node);
        if kind == Heading && span.start == self.doc.tree.span(node).start {
            self.heading_end = self.doc.tree.span(node).end;
        }
        match kind {
            Comment => self.add(span, Kind::Comment),
            ArgumentName => self.add_trimmed(span, Kind::ArgumentName),
            MagicWord | Signature => self.add(span, Kind::MagicWord),
            NodeKind::Entity => self.add(span, Kind::Entity),
            Redirect | InclusionTag if is_markup || kind == InclusionTag => {
                self.add_trimmed(span, Kind::Keyword);
            }
            FileOption | TableAttributes => self.add_trimmed(span, Kind::Attribute),
            MagicLink => self.add(span, Kind::Value),
            HorizontalRule => self.add(span, Kind::Mark),
            NodeKind::Argument if is_markup && span.of(self.doc.text).starts_with('=') => {
                self.add(span, Kind::Mark);
            }
            Bold | Italic | LanguageVariant | Definition | Table | TableCaption | TableRow
            | TableCell | List | ListItem
                if is_markup || matches!(kind, TableRow) =>
            {
                self.add_trimmed(span, Kind::Mark);
            }
            TableCell | TableCaption | ListItem => self.first_mark(node, span),
            Heading if is_markup => self.add_trimmed(span, Kind::Mark),
            Ref | References | ExtensionTag | Nowiki | HtmlTag | Template | ParserFunction
            | Parameter | Wikilink | FileLink | CategoryLink | InterlanguageLink | ExternalLink => {
                self.add_parts(node, kind, span);
            }
            Text if self.is_name(node) => self.add_trimmed(span, Kind::ArgumentName),
            Text | Heading if span.start < self.heading_end => {
                self.add_trimmed(span, Kind::Heading);
            }
            _ => self.add_text(span),
        }
    }

    fn is_name(&self, text: NodeId) -> bool {
        self.doc
            .tree
            .parent(text)
            .is_some_and(|it| self.doc.tree.kind(it) == NodeKind::ArgumentName)
    }

    /// Text matters only where it is not the text of the page.
    fn add_text(&mut self, span: Span) {
        self.enter_footnotes(span.start);
        if span.start < self.footnote_end {
            self.add_trimmed(span, Kind::Text);
        }
    }

    /// The mark at the start of a line, of a node that has nothing else in it.
    fn first_mark(&mut self, node: NodeId, span: Span) {
        let text = span.of(self.doc.text);
        let marks = if self.doc.tree.kind(node) == NodeKind::ListItem { "*#:;" } else { "|!+" };
        let rest = text.trim_start_matches(|c: char| marks.contains(c));
        let end = span.start + (text.len() - rest.len()) as u32;
        self.add(Span::new(span.start, end), Kind::Mark);
        self.add_text(Span::new(end, span.end));
    }

    /// Markup that is taken apart: of a tag, a template or a link.
    fn add_parts(&mut self, node: NodeId, kind: NodeKind, span: Span) {
        if self.parts_of != Some(node) {
            self.parts_of = Some(node);
            self.parts = parts(self.doc, node, kind);
        }
        let parts = std::mem::take(&mut self.parts);
        let mut position = span.start;
        let first = parts.partition_point(|(part, _)| part.end <= span.start);
        for &(part, kind) in parts[first..].iter().take_while(|(part, _)| part.start < span.end) {
            let inside = Span::new(part.start.max(span.start), part.end.min(span.end));
            self.marks(Span::new(position.min(inside.start), inside.start));
            match kind {
                Kind::Text => self.add_text(inside),
                kind => self.add_trimmed(inside, kind),
            }
            position = inside.end;
        }
        self.marks(Span::new(position, span.end));
        self.parts = parts;
    }

    /// Signs between the parts, without the quotes and spaces round values.
    fn marks(&mut self, span: Span) {
        let text = span.of(self.doc.text);
        let is_sign = |c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '=');
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (start, is_sign(c)) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    let span = Span::new(span.start + from as u32, span.start + at as u32);
                    self.add(span, Kind::Mark);
                    start = None;
                }
                _ => {}
            }
        }
    }

    fn add_trimmed(&mut self, span: Span, kind: Kind) {
        let text = span.of(self.doc.text);
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        self.add(Span::new(start, start + text.trim().len() as u32), kind);
    }

    fn add(&mut self, span: Span, kind: Kind) {
        if span.is_empty() {
            return;
        }
        self.enter_footnotes(span.start);
        let mut modifiers = 0;
        if span.start < self.footnote_end {
            modifiers |= Modifier::Footnote.bit();
        }
        if kind == Kind::RefName && self.is_definition(span) {
            modifiers |= Modifier::Definition.bit();
        }
        self.painted.push(Paint { span, kind, modifiers });
    }

    /// Goes on to the footnotes whose content starts up to this offset.
    fn enter_footnotes(&mut self, offset: u32) {
        while let Some(tag) = self.refs.peek() {
            let Some(body) = tag.body.filter(|_| tag.origin != Origin::TagFunction) else {
                self.refs.next();
                continue;
            };
            if body.start > offset {
                break;
            }
            self.footnote_end = self.footnote_end.max(body.end);
            self.refs.next();
        }
    }

    /// Whether the ref with this name has content.
    fn is_definition(&self, name: Span) -> bool {
        let refs = &self.doc.refs.refs;
        let next = refs.partition_point(|tag| tag.span.start <= name.start);
        next > 0 && refs[next - 1].is_definition()
    }
}

/// The parts of a node's own markup that are more than signs, in source order.
fn parts(doc: &Document<'_>, node: NodeId, kind: NodeKind) -> Vec<(Span, Kind)> {
    use NodeKind::{
        CategoryLink, ExtensionTag as Extension, ExternalLink as External, FileLink,
        HtmlTag as Html, InterlanguageLink, Nowiki, Parameter, Ref, References, Wikilink as Link,
    };
    let (text, tree) = (doc.text, &doc.tree);
    let mut parts = Vec::new();
    match kind {
        Ref | References | Extension | Nowiki => {
            let Some(tag) = ExtensionTag::new(text, tree, node) else { return parts };
            parts.push((tag.name_span(), Kind::Tag));
            let is_cite = matches!(kind, Ref | References);
            tag.attributes().for_each(|it| attribute(&mut parts, &it, is_cite));
            if let Some(body) = tag.body() {
                let content = if kind == Ref { Kind::Text } else { Kind::Value };
                let has_children = tree.children(node).next().is_some();
                if !has_children && kind != References {
                    parts.push((body, content));
                }
                let end = tree.span(node).end;
                if body.end + 3 <= end {
                    parts.push((Span::new(body.end + 2, end - 1), Kind::Tag));
                }
            }
        }
        Html => {
            let Some(tag) = HtmlTag::new(text, tree, node) else { return parts };
            let start = tree.span(node).start + 1 + u32::from(tag.is_closing());
            parts.push((Span::new(start, start + tag.name().len() as u32), Kind::Tag));
            tag.attributes().for_each(|it| attribute(&mut parts, &it, false));
        }
        NodeKind::Template | NodeKind::ParserFunction | Parameter => {
            let kind = if kind == Parameter { Kind::Parameter } else { Kind::Template };
            parts.extend(Template::new(text, tree, node).map(|view| (view.name_span(), kind)));
        }
        Link | FileLink | CategoryLink | InterlanguageLink => {
            let Some(link) = Wikilink::new(text, tree, node) else { return parts };
            parts.push((link.target_span, Kind::Value));
            if let Some(label) = link.label_span.filter(|_| tree.children(node).next().is_none()) {
                parts.push((label, Kind::Text));
            }
            parts.push((link.trail_span, Kind::Text));
        }
        External => {
            let Some(link) = ExternalLink::new(text, tree, node) else { return parts };
            parts.push((link.url_span, Kind::Value));
            if let Some(label) = link.label_span.filter(|_| tree.children(node).next().is_none()) {
                parts.push((label, Kind::Text));
            }
        }
        _ => {}
    }
    parts.retain(|(span, _)| !span.is_empty());
    parts
}

fn attribute(parts: &mut Vec<(Span, Kind)>, attribute: &Attribute<'_>, is_cite: bool) {
    let value = match &*attribute.name {
        "name" | "follow" if is_cite => Kind::RefName,
        "group" if is_cite => Kind::RefGroup,
        _ => Kind::Value,
    };
    parts.push((attribute.name_span, Kind::Attribute));
    parts.push((attribute.value_span, value));
}
