//! Refs and lists that functions and templates make, from their arguments.

use std::borrow::Cow;

use super::content::Content;
use super::extract::Extractor;
use super::included;
use super::index::{Origin, RefTag};
use super::stack::Event;
use crate::facts::short::ShortCitation;
use crate::site::{ListTemplate, RefTemplate, ShortTemplate, TemplateRole, UseTemplate};
use crate::syntax::attributes::{Attribute, trim};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::{Argument, Template};
use crate::text::Span;

impl<'s> Extractor<'s, '_> {
    pub(super) fn enter_function(&mut self, node: NodeId) {
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
        let attributes = arguments.filter_map(|argument| self.function_attribute(&argument));
        if tag_name.eq_ignore_ascii_case("ref") {
            let attributes = attributes.collect();
            let content =
                text.as_ref().map_or(Content::None, |text| self.text_of(text.node, text.span));
            let body = text.as_ref().map(|text| text.span);
            let holds_start_tag = text.is_some_and(|text| self.holds_start_tag(text.node));
            let tag = self.new_ref(node, Origin::TagFunction, attributes, content, body);
            let tag = RefTag { holds_start_tag, ..tag };
            self.open_ref(tag);
        } else if tag_name.eq_ignore_ascii_case("references") {
            let attributes = attributes.collect();
            let body = text.map(|text| text.span);
            let list = self.new_list(node, Origin::TagFunction, attributes, body);
            self.open_list(list);
        }
    }

    pub(super) fn enter_template(&mut self, node: NodeId, role: Option<TemplateRole<'s>>) {
        match role {
            Some(TemplateRole::List(data)) => self.enter_list_template(node, data),
            Some(TemplateRole::Ref(data)) => self.enter_ref_template(node, data),
            Some(TemplateRole::Use(data)) => self.enter_use_template(node, data),
            Some(TemplateRole::Short(data)) => self.enter_short_template(node, data),
            Some(TemplateRole::Mark(_) | TemplateRole::Note(_) | TemplateRole::Plain) => {}
            None => self.index.suspects.push(node),
        }
    }

    fn enter_list_template(&mut self, node: NodeId, data: &'s ListTemplate) {
        let arguments = self.arguments(node);
        let group = self.group_attribute(node, &arguments, &data.group, &data.default_group);
        let refs = find(&arguments, &data.refs).map(|argument| argument.value_span);
        let list = self.new_list(node, Origin::Template, Vec::from_iter(group), refs);
        self.open_list(list);
    }

    fn enter_ref_template(&mut self, node: NodeId, data: &'s RefTemplate) {
        let arguments = self.arguments(node);
        let mut attributes = Vec::from_iter(self.group_attribute(
            node,
            &arguments,
            &data.group,
            &data.default_group,
        ));
        attributes
            .extend(find(&arguments, &data.name).and_then(|it| self.attribute_from("name", it)));
        let text = data.text.iter().find_map(|name| find(&arguments, name));
        let content =
            text.map_or(Content::Text(""), |text| self.text_of(text.node, text.value_span));
        let body = text.map(|text| text.value_span);
        let holds_start_tag = text.is_some_and(|text| self.holds_start_tag(text.node));
        let tag = self.new_ref(node, Origin::Template, attributes, content, body);
        self.open_ref(RefTag { holds_start_tag, ..tag });
    }

    fn enter_use_template(&mut self, node: NodeId, data: &'s UseTemplate) {
        let arguments = self.arguments(node);
        let group = self.group_attribute(node, &arguments, &data.group, "");
        let is_number = |name: &str| name.parse::<u32>().is_ok();
        for argument in arguments.iter().filter(|argument| is_number(&argument.key())) {
            let Some(name) = self.attribute_from("name", argument) else { continue };
            let span = argument.trimmed_value_span(self.text);
            let attributes = group.clone().into_iter().chain([name]).collect();
            let tag = self.new_ref(node, Origin::Template, attributes, Content::None, None);
            let tag = self.add_ref(RefTag { span, ..tag });
            self.events.push(Event::FunctionRefStart);
            let body_end = self.events.len() as u32 + 1;
            self.events.push(Event::Ref { tag, body_end });
        }
    }

    fn enter_short_template(&mut self, node: NodeId, data: &'s ShortTemplate) {
        let Some(view) = Template::new(self.text, self.tree, node) else { return };
        let short = ShortCitation::new(self.text, self.tree, self.site, view, data);
        if data.footnote {
            self.open_footnote(&short);
        }
        self.short.push(short);
    }

    /// The footnote that a short citation makes.
    fn open_footnote(&mut self, short: &ShortCitation<'s>) {
        let parameters = self.site.references.short_parameters();
        let node = short.node;
        let group = self.group_attribute(node, &short.arguments, &parameters.group, "");
        let name = made_attribute("name", short.footnote_name().into(), short.name_span);
        let name = Attribute { dynamic: short.is_dynamic, ..name };
        let attributes = group.into_iter().chain([name]).collect();
        let tag = self.new_ref(node, Origin::Template, attributes, Content::Unknown, None);
        self.open_ref(tag);
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
        let rest = Span::new(copied, span.end).of(self.text);
        if pieces.is_empty() {
            return Content::Text(rest);
        }
        pieces.push(rest);
        Content::Pieces(pieces)
    }

    /// Whether the text of an argument holds the start tag of a ref that has no end tag. All other
    /// tags, and what stands in them, are gone when Cite sees the text; so is nested markup here.
    fn holds_start_tag(&self, argument: NodeId) -> bool {
        let span = self.tree.span(argument);
        let mut text = String::new();
        let mut copied = span.start;
        for child in self.tree.children(argument) {
            use NodeKind::{Entity, Text};
            if !matches!(self.tree.kind(child), Entity | Text) {
                let child = self.tree.span(child);
                text.push_str(Span::new(copied, child.start).of(self.text));
                copied = child.end;
            }
        }
        text.push_str(Span::new(copied, span.end).of(self.text));
        included::holds_ref_tag(&text)
    }

    /// An argument of `{{#tag:…}}` as an attribute. Its name keeps its case, and positional ones
    /// are nothing.
    fn function_attribute(&self, argument: &Argument<'s>) -> Option<Attribute<'s>> {
        let name = argument.name.clone()?;
        Some(Attribute { name, ..self.attribute_of(argument) })
    }

    /// An argument of a template that it passes on as this attribute, unless it is empty.
    fn attribute_from(&self, name: &'static str, argument: &Argument<'s>) -> Option<Attribute<'s>> {
        let attribute = Attribute { name: name.into(), ..self.attribute_of(argument) };
        (!attribute.value.is_empty()).then_some(attribute)
    }

    fn attribute_of(&self, argument: &Argument<'s>) -> Attribute<'s> {
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
        default: &'s str,
    ) -> Option<Attribute<'s>> {
        let given = names.iter().find_map(|name| find(arguments, name));
        let given = given.and_then(|argument| self.attribute_from("group", argument));
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
