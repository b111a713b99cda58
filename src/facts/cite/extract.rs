//! From the tree to refs and lists, and to the order in which MediaWiki comes to them.
//!
//! MediaWiki handles a tag where it stands, but a function or template only after its arguments.
//! The content of a ref waits until a list prints it, so its events stand apart.

use super::content::Content;
use super::error::mark_covered;
use super::index::{ListId, Origin, RefId, RefIndex, RefTag, ReferenceList};
use super::stack::{self, Event};
use crate::facts::short::ShortCitation;
use crate::site::{Site, TemplateRole};
use crate::syntax::attributes::Attribute;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{ExtensionTag, Template};
use crate::text::Span;

/// Collects refs and lists while the nodes of a tree pass by in preorder.
pub(in crate::facts) struct Extractor<'s, 't> {
    pub(super) text: &'s str,
    pub(super) tree: &'t Tree,
    pub(super) site: &'s Site,
    pub(super) index: RefIndex<'s>,
    /// Every short citation, whether it makes a footnote or not.
    pub(super) short: Vec<ShortCitation<'s>>,
    pub(super) events: Vec<Event>,
    /// The refs and lists that the walk is in, innermost last.
    open: Vec<Open>,
    /// Where the last of the templates and functions ends that may leave out their arguments.
    arguments_until: u32,
}

/// A ref or list that the walk is in.
struct Open {
    /// Offset at which it ends.
    end: u32,
    construct: Construct,
    /// How many refs stand directly in its content.
    refs: u32,
}

#[derive(Clone, Copy)]
enum Construct {
    /// A tag, whose event stands at this place and is to be told where its content ends; `tag` if
    /// it is a ref.
    Tag { event: usize, tag: Option<RefId> },
    /// A function or template that makes one ref, to be handled at its end.
    Ref(RefId),
    /// A function or template that prints a list.
    List(ListId),
}

impl<'s, 't> Extractor<'s, 't> {
    pub(in crate::facts) fn new(text: &'s str, tree: &'t Tree, site: &'s Site) -> Self {
        // Refs are large, and their vector would be moved several times while it grows.
        let count = tree.preorder().filter(|(_, node)| node.kind() == NodeKind::Ref).count();
        Self {
            text,
            tree,
            site,
            index: RefIndex { refs: Vec::with_capacity(count), ..RefIndex::default() },
            short: Vec::new(),
            events: Vec::new(),
            open: Vec::new(),
            arguments_until: 0,
        }
    }

    /// Takes the next node of the walk. `role` is that of a template.
    pub(in crate::facts) fn enter(&mut self, node: NodeId, role: Option<TemplateRole<'s>>) {
        self.close_until(self.tree.span(node).start);
        match self.tree.kind(node) {
            NodeKind::Ref => self.enter_ref_tag(node),
            NodeKind::References => self.enter_references_tag(node),
            NodeKind::ParserFunction => {
                self.enter_function(node);
                if !self.is_tag_function(node) {
                    self.enter_arguments(node);
                }
            }
            NodeKind::Template => {
                self.enter_template(node, role);
                if !matches!(role, Some(TemplateRole::List(_) | TemplateRole::Ref(_))) {
                    self.enter_arguments(node);
                }
            }
            NodeKind::Parameter => self.index.suspects.push(node),
            _ => {}
        }
    }

    /// The innermost ref that the last node stands in or makes.
    pub(in crate::facts) fn current_ref(&self) -> Option<RefId> {
        self.open.iter().rev().find_map(|open| match open.construct {
            Construct::Tag { tag, .. } => tag,
            Construct::Ref(tag) => Some(tag),
            Construct::List(_) => None,
        })
    }

    /// Ends the walk, and lets Cite's model run. The short citations were read for the footnotes that
    /// they make, and are given out so that nobody reads them again; they are in source order.
    pub(in crate::facts) fn finish(mut self) -> (RefIndex<'s>, Vec<ShortCitation<'s>>) {
        self.close_until(u32::MAX);
        stack::run(&mut self.index, &self.events, self.text, self.site);
        let is_doubtful =
            !self.index.suspects.is_empty() || self.index.refs.iter().any(RefTag::has_dynamic_key);
        if is_doubtful {
            self.index.errors.iter_mut().for_each(super::CiteError::doubt);
        }
        mark_covered(&mut self.index.errors);
        (self.index, self.short)
    }

    fn close_until(&mut self, start: u32) {
        while let Some(open) = self.open.pop_if(|open| open.end <= start) {
            let next = self.events.len() as u32;
            match open.construct {
                Construct::Tag { event, .. } => match &mut self.events[event] {
                    Event::Ref { body_end, .. } | Event::List { body_end, .. } => *body_end = next,
                    _ => {}
                },
                Construct::Ref(tag) => self.events.push(Event::Ref { tag, body_end: next + 1 }),
                Construct::List(list) => {
                    self.events.push(Event::FunctionListEnd { list, refs: open.refs });
                }
            }
        }
    }

    fn is_tag_function(&self, node: NodeId) -> bool {
        let view = Template::new(self.text, self.tree, node);
        view.is_some_and(|view| view.name().eq_ignore_ascii_case("#tag"))
    }

    /// From here on, refs stand in the arguments of a node that may leave them out.
    fn enter_arguments(&mut self, node: NodeId) {
        self.arguments_until = self.arguments_until.max(self.tree.span(node).end);
    }

    fn enter_ref_tag(&mut self, node: NodeId) {
        let view = ExtensionTag::of_span(self.text, self.tree.span(node));
        let body = view.body();
        let content = body.map_or(Content::None, |body| Content::Text(body.of(self.text)));
        let tag = RefTag {
            start_span: view.start_tag_span(),
            ..self.new_ref(node, Origin::Tag, view.attributes().collect(), content, body)
        };
        let tag = self.add_ref(tag);
        self.open_tag(node, Event::Ref { tag, body_end: 0 }, Some(tag));
    }

    fn enter_references_tag(&mut self, node: NodeId) {
        let view = ExtensionTag::of_span(self.text, self.tree.span(node));
        let list = self.add_list(ReferenceList {
            start_span: view.start_tag_span(),
            ..self.new_list(node, Origin::Tag, view.attributes().collect(), view.body())
        });
        self.open_tag(node, Event::List { list, body_end: 0 }, None);
    }

    fn open_tag(&mut self, node: NodeId, event: Event, tag: Option<RefId>) {
        let construct = Construct::Tag { event: self.events.len(), tag };
        self.events.push(event);
        self.open.push(Open { end: self.tree.span(node).end, construct, refs: 0 });
    }

    pub(super) fn open_ref(&mut self, tag: RefTag<'s>) {
        let end = tag.span.end;
        let construct = Construct::Ref(self.add_ref(tag));
        self.events.push(Event::FunctionRefStart);
        self.open.push(Open { end, construct, refs: 0 });
    }

    pub(super) fn open_list(&mut self, list: ReferenceList<'s>) {
        let end = list.span.end;
        let list = self.add_list(list);
        self.events.push(Event::FunctionListStart);
        self.open.push(Open { end, construct: Construct::List(list), refs: 0 });
    }

    pub(super) fn add_ref(&mut self, tag: RefTag<'s>) -> RefId {
        let id = RefId(self.index.refs.len() as u32);
        self.index.refs.push(tag);
        if let Some(open) = self.open.last_mut() {
            open.refs += 1;
        }
        id
    }

    fn add_list(&mut self, list: ReferenceList<'s>) -> ListId {
        let id = ListId(self.index.lists.len() as u32);
        self.index.lists.push(list);
        if let Some(Open { construct: Construct::List(outer), .. }) = self.open.last() {
            self.index.lists[outer.0 as usize].holds_list = true;
        }
        id
    }

    pub(super) fn new_ref(
        &self,
        node: NodeId,
        origin: Origin,
        attributes: Vec<Attribute<'s>>,
        content: Content<'s>,
        body: Option<Span>,
    ) -> RefTag<'s> {
        let span = self.tree.span(node);
        let value = |name: &str| {
            let attribute = attributes.iter().rfind(|attribute| attribute.name == name);
            attribute.map(|attribute| attribute.value.clone())
        };
        RefTag {
            node,
            span,
            start_span: self.start_span(node),
            origin,
            content,
            body,
            group: value("group").unwrap_or_default(),
            name: value("name").filter(|name| !name.is_empty()),
            in_list: None,
            footnote: None,
            is_in_argument: span.start < self.arguments_until,
            holds_start_tag: false,
            attributes,
        }
    }

    pub(super) fn new_list(
        &self,
        node: NodeId,
        origin: Origin,
        attributes: Vec<Attribute<'s>>,
        body: Option<Span>,
    ) -> ReferenceList<'s> {
        let group = attributes.iter().rfind(|attribute| attribute.name == "group");
        ReferenceList {
            node: Some(node),
            span: self.tree.span(node),
            start_span: self.start_span(node),
            origin,
            group: group.map(|group| group.value.clone()).unwrap_or_default(),
            attributes,
            is_broken: false,
            footnotes: Vec::new(),
            body,
            holds_list: false,
        }
    }

    /// The braces with the name of a function or template.
    pub(super) fn start_span(&self, node: NodeId) -> Span {
        let span = self.tree.span(node);
        let name = Template::new(self.text, self.tree, node).map(|view| view.name_span());
        name.map_or(span, |name| Span::new(span.start, name.end))
    }
}
