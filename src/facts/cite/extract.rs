//! From the tree to refs and lists, and to the order in which MediaWiki comes to them.
//!
//! MediaWiki handles a tag where it stands, but a function or template only after its arguments.
//! The content of a ref waits until a list prints it, so its events stand apart.

use std::borrow::Cow;

use super::content::Content;
use super::error::mark_covered;
use super::index::{ListId, Origin, RefId, RefIndex, RefTag, ReferenceList};
use super::stack::{self, Event};
use crate::facts::templates::{
    self, ListTemplate, RefTemplate, ShortTemplate, TemplateRole, UseTemplate,
};
use crate::site::Site;
use crate::syntax::attributes::{Attribute, trim};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{Argument, ExtensionTag, Template};
use crate::text::Span;

/// Collects refs and lists while the nodes of a tree pass by in preorder.
pub(in crate::facts) struct Extractor<'s, 't> {
    text: &'s str,
    tree: &'t Tree,
    index: RefIndex<'s>,
    events: Vec<Event>,
    /// The refs and lists that the walk is in, innermost last.
    open: Vec<Open>,
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
    pub(in crate::facts) fn new(text: &'s str, tree: &'t Tree) -> Self {
        Self { text, tree, index: RefIndex::default(), events: Vec::new(), open: Vec::new() }
    }

    /// Takes the next node of the walk. `name` is the normalised name of a template.
    pub(in crate::facts) fn enter(&mut self, node: NodeId, name: Option<&str>) {
        self.close_until(self.tree.span(node).start);
        match self.tree.kind(node) {
            NodeKind::Ref => self.enter_ref_tag(node),
            NodeKind::References => self.enter_references_tag(node),
            NodeKind::ParserFunction => self.enter_function(node),
            NodeKind::Template => self.enter_template(node, name.unwrap_or_default()),
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

    /// Ends the walk, and lets Cite's model run.
    pub(in crate::facts) fn finish(mut self, site: &Site) -> RefIndex<'s> {
        self.close_until(u32::MAX);
        stack::run(&mut self.index, &self.events, self.text, site);
        let is_doubtful =
            !self.index.suspects.is_empty() || self.index.refs.iter().any(RefTag::has_dynamic_key);
        if is_doubtful {
            self.index.errors.iter_mut().for_each(super::CiteError::doubt);
        }
        mark_covered(&mut self.index.errors);
        self.index
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

    fn enter_ref_tag(&mut self, node: NodeId) {
        let view = ExtensionTag::of_span(self.text, self.tree.span(node));
        let body = view.body();
        let content = body.map_or(Content::None, |body| Content::Text(vec![body.of(self.text)]));
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

    fn enter_function(&mut self, node: NodeId) {
        let Some(view) = Template::new(self.text, self.tree, node) else { return };
        let name = view.name();
        if name.eq_ignore_ascii_case("#invoke") {
            self.index.suspects.push(node);
        }
        if !name.eq_ignore_ascii_case("#tag") {
            return;
        }
        let mut arguments = view.arguments();
        let Some(tag) = arguments.next() else { return };
        let tag_name = tag.span.of(self.text).trim_ascii();
        let text = arguments.next();
        let attributes = arguments.filter_map(|argument| self.function_attribute(argument));
        if tag_name.eq_ignore_ascii_case("ref") {
            let attributes = attributes.collect();
            let content =
                text.as_ref().map_or(Content::None, |text| self.text_of(text.node, text.span));
            let body = text.map(|text| text.span);
            let tag = self.new_ref(node, Origin::TagFunction, attributes, content, body);
            self.open_ref(tag);
        } else if tag_name.eq_ignore_ascii_case("references") {
            let attributes = attributes.collect();
            let body = text.map(|text| text.span);
            let list = self.new_list(node, Origin::TagFunction, attributes, body);
            self.open_list(list);
        }
    }

    fn enter_template(&mut self, node: NodeId, name: &str) {
        match templates::role(name) {
            Some(TemplateRole::Plain) => {}
            Some(TemplateRole::List(data)) => self.enter_list_template(node, data),
            Some(TemplateRole::Ref(data)) => self.enter_ref_template(node, data),
            Some(TemplateRole::Use(data)) => self.enter_use_template(node, data),
            Some(TemplateRole::Short(data)) => self.enter_short_template(node, data),
            None => self.index.suspects.push(node),
        }
    }

    fn enter_list_template(&mut self, node: NodeId, data: &'static ListTemplate) {
        let arguments = self.arguments(node);
        let group = self.group_attribute(node, &arguments, &data.group, &data.default_group);
        let refs = find(&arguments, &data.refs).map(|argument| argument.value_span);
        let list = self.new_list(node, Origin::Template, Vec::from_iter(group), refs);
        self.open_list(list);
    }

    fn enter_ref_template(&mut self, node: NodeId, data: &'static RefTemplate) {
        let arguments = self.arguments(node);
        let mut attributes = Vec::from_iter(self.group_attribute(
            node,
            &arguments,
            &data.group,
            &data.default_group,
        ));
        attributes.extend(
            find(&arguments, &data.name).and_then(|it| self.attribute_from("name", it.clone())),
        );
        let text = data.text.iter().find_map(|name| find(&arguments, name));
        let content =
            text.map_or(Content::Text(Vec::new()), |text| self.text_of(text.node, text.value_span));
        let body = text.map(|text| text.value_span);
        let tag = self.new_ref(node, Origin::Template, attributes, content, body);
        self.open_ref(tag);
    }

    fn enter_use_template(&mut self, node: NodeId, data: &'static UseTemplate) {
        let arguments = self.arguments(node);
        let group = self.group_attribute(node, &arguments, &data.group, "");
        for argument in arguments.iter().filter(|argument| argument.position.is_some()) {
            let Some(name) = self.attribute_from("name", argument.clone()) else { continue };
            let span = argument.trimmed_value_span(self.text);
            let attributes = group.clone().into_iter().chain([name]).collect();
            let tag = self.new_ref(node, Origin::Template, attributes, Content::None, None);
            let tag = self.add_ref(RefTag { span, ..tag });
            let body_end = self.events.len() as u32 + 1;
            self.events.push(Event::Ref { tag, body_end });
        }
    }

    fn enter_short_template(&mut self, node: NodeId, data: &'static ShortTemplate) {
        let arguments = self.arguments(node);
        let value = |argument: &Argument<'s>| argument.value(self.text, self.tree);
        let mut name = String::from("FOOTNOTE");
        for argument in arguments.iter().filter(|argument| argument.position.is_some()) {
            name.push_str(&value(argument));
        }
        for page in data.pages.iter().filter_map(|page| find(&arguments, page)) {
            name.push_str(&value(page));
        }
        let view = Template::new(self.text, self.tree, node);
        let span = view.map_or(self.tree.span(node), |view| view.name_span());
        let dynamic = arguments.iter().any(|argument| argument.is_dynamic(self.tree));
        let group = self.group_attribute(node, &arguments, &data.group, "");
        let name = Attribute { dynamic, ..made_attribute("name", name.into(), span) };
        let attributes = group.into_iter().chain([name]).collect();
        let tag = self.new_ref(node, Origin::Template, attributes, Content::Unknown, None);
        self.open_ref(tag);
    }

    fn open_ref(&mut self, tag: RefTag<'s>) {
        let end = tag.span.end;
        let construct = Construct::Ref(self.add_ref(tag));
        self.open.push(Open { end, construct, refs: 0 });
    }

    fn open_list(&mut self, list: ReferenceList<'s>) {
        let end = list.span.end;
        let list = self.add_list(list);
        self.events.push(Event::FunctionListStart { list });
        self.open.push(Open { end, construct: Construct::List(list), refs: 0 });
    }

    fn add_ref(&mut self, tag: RefTag<'s>) -> RefId {
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

    fn new_ref(
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
            attributes,
        }
    }

    fn new_list(
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
    fn start_span(&self, node: NodeId) -> Span {
        let span = self.tree.span(node);
        let name = Template::new(self.text, self.tree, node).map(|view| view.name_span());
        name.map_or(span, |name| Span::new(span.start, name.end))
    }

    fn arguments(&self, node: NodeId) -> Vec<Argument<'s>> {
        Template::new(self.text, self.tree, node)
            .map(|view| view.arguments().collect())
            .unwrap_or_default()
    }

    /// The source of a function's content, as Cite gets it: without comments.
    fn text_of(&self, argument: NodeId, span: Span) -> Content<'s> {
        let mut pieces = Vec::new();
        let mut copied = span.start;
        for child in self.tree.children(argument) {
            let comment = self.tree.span(child);
            if self.tree.kind(child) == NodeKind::Comment && span.contains(comment) {
                pieces.push(Span::new(copied, comment.start).of(self.text));
                copied = comment.end;
            }
        }
        pieces.push(Span::new(copied, span.end).of(self.text));
        Content::Text(pieces)
    }

    /// An argument of `{{#tag:…}}` as an attribute. Its name keeps its case, and positional ones
    /// are nothing.
    fn function_attribute(&self, argument: Argument<'s>) -> Option<Attribute<'s>> {
        let name = argument.name.clone()?;
        Some(Attribute { name, ..self.attribute_of(argument) })
    }

    /// An argument of a template that it passes on as this attribute, unless it is empty.
    fn attribute_from(&self, name: &'static str, argument: Argument<'s>) -> Option<Attribute<'s>> {
        let attribute = Attribute { name: name.into(), ..self.attribute_of(argument) };
        (!attribute.value.is_empty()).then_some(attribute)
    }

    fn attribute_of(&self, argument: Argument<'s>) -> Attribute<'s> {
        let value = argument.value(self.text, self.tree);
        Attribute {
            span: argument.span,
            name: Cow::Borrowed(""),
            name_span: argument.name_span,
            value: unquote(value),
            value_span: argument.trimmed_value_span(self.text),
            quoted: false,
            dynamic: argument.is_dynamic(self.tree),
        }
    }

    fn group_attribute(
        &self,
        node: NodeId,
        arguments: &[Argument<'s>],
        names: &[String],
        default: &'static str,
    ) -> Option<Attribute<'s>> {
        let given = names.iter().find_map(|name| find(arguments, name));
        let given = given.and_then(|argument| self.attribute_from("group", argument.clone()));
        let made = || made_attribute("group", default.into(), self.start_span(node));
        given.or_else(|| (!default.is_empty()).then(made))
    }
}

/// The argument that sets this parameter: the last one.
fn find<'a, 's>(arguments: &'a [Argument<'s>], parameter: &str) -> Option<&'a Argument<'s>> {
    arguments.iter().rfind(|argument| argument.key() == parameter)
}

/// An attribute that a template adds of itself.
fn made_attribute<'s>(name: &'static str, value: Cow<'s, str>, span: Span) -> Attribute<'s> {
    Attribute {
        span,
        name: name.into(),
        name_span: Span::new(span.start, span.start),
        value,
        value_span: Span::new(span.start, span.start),
        quoted: false,
        dynamic: false,
    }
}

/// Removes one pair of quotes round a value, as `{{#tag:…}}` does. The two may differ.
fn unquote(value: Cow<'_, str>) -> Cow<'_, str> {
    let is_quoted = value.len() >= 2
        && value.starts_with(['"', '\''])
        && value.ends_with(['"', '\''])
        && (value.len() > 2 || matches!(trim(&value), "\"\"" | "''"));
    match value {
        value if !is_quoted => value,
        Cow::Borrowed(value) => Cow::Borrowed(&value[1..value.len() - 1]),
        Cow::Owned(value) => Cow::Owned(value[1..value.len() - 1].to_owned()),
    }
}
