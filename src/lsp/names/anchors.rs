//! Sections, anchors and full citations, and the links and short citations that lead to them.

use super::{Form, Key, Names, Place, Role, footnotes, heading};
use crate::facts::Document;
use crate::facts::short::{ShortCitation, ShortSource, Target, anchor_text};
use crate::site::normalize_name;
use crate::syntax::attributes::{self, Attribute};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::{Argument, HtmlTag, Template, Wikilink};
use crate::text::Span;

/// Values of `ref` that are no anchors but settings.
const SETTINGS: [&str; 3] = ["", "harv", "none"];

/// Adds all that links lead to, and the links.
pub(super) fn collect(doc: &Document<'_>, names: &mut Names) {
    let mut anchors = Anchors { doc, names };
    for (at, id) in heading::ids(doc).into_iter().enumerate() {
        if let Some(id) = id {
            anchors.section(at, id);
        }
    }
    for template in &doc.templates {
        if let Some(data) = doc.site.short_citations.anchor(&template.name) {
            anchors.template(template.node, &data.ids);
        }
    }
    for (id, node) in doc.tree.preorder() {
        match node.kind() {
            NodeKind::Wikilink => anchors.link(id),
            NodeKind::HtmlTag => {
                let tag = HtmlTag::new(doc.text, &doc.tree, id);
                let given = tag.into_iter().flat_map(|tag| tag.attributes());
                anchors.tag(node.span(), given, Form::Attribute);
            }
            NodeKind::TableAttributes => {
                let given = attributes::attributes(doc.text, node.span());
                anchors.tag(node.span(), given, Form::TableAttribute);
            }
            _ => {}
        }
    }
    anchors.citations();
    doc.short.citations.iter().for_each(|citation| anchors.short(citation));
}

struct Anchors<'a, 'd, 's> {
    doc: &'a Document<'s>,
    names: &'d mut Names,
}

impl Anchors<'_, '_, '_> {
    fn section(&mut self, at: usize, id: String) {
        let section = &self.doc.sections[at];
        let Some(heading) = section.heading else { return };
        let whole = self.doc.tree.span(heading);
        let (span, form) = (section.title_span, Form::Heading(at));
        let role = Role::Definition;
        let place = Place { area: whole, other_area: None, span, whole, role, form };
        self.names.add(Key::Anchor(id), place);
    }

    /// `{{anchor|…}}`.
    fn template(&mut self, node: NodeId, ids: &[String]) {
        let Document { text, ref tree, .. } = *self.doc;
        let Some(view) = Template::new(text, tree, node) else { return };
        for argument in view.arguments() {
            let key = argument.key();
            let is_id = |id: &String| *id == *key || id == "#" && key.parse::<u32>().is_ok();
            if ids.iter().any(is_id) {
                self.given(node, view.name_span(), &argument);
            }
        }
    }

    /// An anchor that an argument gives; whether it gives one.
    fn given(&mut self, node: NodeId, name_span: Span, argument: &Argument<'_>) -> bool {
        let Document { text, ref tree, .. } = *self.doc;
        let value = argument.trimmed_value_span(text);
        let (id, span, form) = if argument.is_dynamic(tree) {
            let Some((id, span, form)) = self.names_and_year(argument) else { return false };
            (id, span, form)
        } else {
            let form = Form::Argument { positional: argument.name.is_none() };
            (anchor_text(value.of(text)), value, form)
        };
        if id.is_empty() {
            return false;
        }
        let (whole, role) = (tree.span(node), Role::Definition);
        let place = Place { area: span, other_area: Some(name_span), span, whole, role, form };
        self.names.add(Key::Anchor(id), place);
        true
    }

    /// What `{{sfnref|Orme|1904}}`, the value of an argument, makes.
    fn names_and_year(&self, argument: &Argument<'_>) -> Option<(String, Span, Form)> {
        let Document { text, ref tree, .. } = *self.doc;
        let inner = tree.children(argument.node).find(|&it| tree.kind(it) == NodeKind::Template)?;
        let view = Template::new(text, tree, inner)?;
        let is_target = self.doc.site.short_citations.is_target(&normalize_name(&view.name()));
        let parts: Vec<_> = view.arguments().collect();
        let is_all = argument.trimmed_value_span(text) == tree.span(inner);
        if !is_target || !is_all || parts.iter().any(|it| it.is_dynamic(tree)) {
            return None;
        }
        let (first, last) = (parts.first()?, parts.last()?);
        let ends = [first, last].map(|it| it.trimmed_value_span(text));
        let values = parts.iter().filter(|it| it.key().parse::<u32>().is_ok());
        let joined: String = values.map(|it| anchor_text(&it.value(text, tree))).collect();
        let is_plain = parts.iter().all(|it| it.name.is_none());
        let form = if is_plain { Form::NamesAndYear } else { Form::Made };
        let id = anchor_text(&format!("CITEREF{joined}"));
        Some((id, Span::new(ends[0].start, ends[1].end), form))
    }

    /// Full citations, with the anchors that they make.
    fn citations(&mut self) {
        let Document { text, ref tree, site, .. } = *self.doc;
        for anchor in &self.doc.short.anchors {
            let Some(view) = Template::new(text, tree, anchor.node) else { continue };
            if tree.kind(anchor.node) == NodeKind::Template {
                let name = normalize_name(&view.name()).into_owned();
                if site.short_citations.anchor(&name).is_some() {
                    continue;
                }
            }
            let target = view.arguments().filter(|it| it.key() == "ref").last();
            let target = target.filter(|it| !SETTINGS.contains(&&*it.value(text, tree)));
            if target.is_some_and(|target| self.given(anchor.node, anchor.span, &target)) {
                continue;
            }
            let (span, whole, role) = (anchor.span, tree.span(anchor.node), Role::Definition);
            let place = Place { area: span, other_area: None, span, whole, role, form: Form::Made };
            self.names.add(Key::Anchor(anchor.id.clone()), place);
        }
    }

    /// The `id` of a tag.
    fn tag<'s>(
        &mut self,
        whole: Span,
        attributes: impl Iterator<Item = Attribute<'s>>,
        form: fn(Span) -> Form,
    ) {
        let Some(id) = attributes.filter(|it| it.name == "id").last() else { return };
        if id.value.is_empty() || id.value.contains("{{") {
            return;
        }
        let span = id.value_span;
        let form = form(footnotes::with_quotes(self.doc.text, &id));
        let role = Role::Definition;
        let place = Place { area: span, other_area: None, span, whole, role, form };
        self.names.add(Key::Anchor(anchor_text(&id.value)), place);
    }

    /// `[[#…]]`.
    fn link(&mut self, node: NodeId) {
        let Some(link) = Wikilink::new(self.doc.text, &self.doc.tree, node) else { return };
        let Some(fragment) = link.target().strip_prefix('#') else { return };
        // With a comment in it, or with a template, it cannot be told where it stands.
        if fragment.is_empty()
            || fragment.contains("{{")
            || link.target().len() != link.target_span.len() as usize
        {
            return;
        }
        let span = Span::new(link.target_span.start + 1, link.target_span.end);
        let area = self.doc.tree.span(node);
        let (role, form) = (Role::Use, Form::Fragment);
        let place = Place { area, other_area: Some(span), span, whole: area, role, form };
        self.names.add(Key::Anchor(heading::id_of_fragment(fragment)), place);
    }

    fn short(&mut self, citation: &ShortCitation<'_>) {
        let whole = self.doc.tree.span(citation.node);
        let mut name_span = Some(citation.name_span);
        for source in &citation.sources {
            let Target::Anchor(id) = &source.target else { continue };
            let (span, form) = self.pointer(citation, source, id);
            let other_area = name_span.take();
            let place = Place { area: source.span, other_area, span, whole, role: Role::Use, form };
            self.names.add(Key::Anchor(id.clone()), place);
        }
    }

    /// Where a short citation says what it leads to.
    fn pointer(
        &self,
        citation: &ShortCitation<'_>,
        source: &ShortSource<'_>,
        id: &str,
    ) -> (Span, Form) {
        let text = self.doc.text;
        let parts = source.names.iter().chain(&source.year).map(|part| &**part);
        let own = anchor_text(&parts.collect::<String>());
        if id.strip_prefix("CITEREF") == Some(own.as_str()) {
            let is_plain = !source.span.of(text).contains(['=', '{', '<']);
            return (source.span, if is_plain { Form::NamesAndYear } else { Form::Made });
        }
        let parameters = &self.doc.site.references.short_parameters().target;
        let is_target = |it: &&Argument<'_>| parameters.iter().any(|name| *name == *it.key());
        match citation.arguments.iter().rfind(is_target).filter(|_| !citation.template.several) {
            Some(target) => (target.trimmed_value_span(text), Form::Argument { positional: false }),
            None => (source.span, Form::Made),
        }
    }
}
