//! Which parts of a page need sources, and where sources stand.

use crate::facts::prose::{BlockKind, Paragraph, Sentence};
use crate::facts::sections::{self, Section};
use crate::facts::{Document, TemplateUse};
use crate::site::{SectionKind, TagScope};
use crate::syntax::tree::NodeKind;
use crate::syntax::view::{Argument, Template};
use crate::text::Span;

use super::{AddressPlace, Naming};

/// Which parts of a page need sources.
pub(super) struct Scope {
    /// Whether nothing on the page needs a source: it redirects, or lists links.
    pub(super) is_exempt: bool,
    /// What the page names of sources at all.
    pub(super) naming: Naming,
    /// What is a source, or may be one, in source order.
    sources: Vec<Span>,
    /// Where somebody asks for a source, or doubts one, in source order.
    asked: Vec<Span>,
    /// Templates that show a quotation with the name of its source, in source order.
    attributed: Vec<Span>,
    /// For each section whether its text needs sources.
    needs: Vec<bool>,
    /// For each section whether a banner in it asks for sources.
    has_banner: Vec<bool>,
}

impl Scope {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let mut scope = Self {
            is_exempt: doc.tree.preorder().take(4).any(|(_, it)| it.kind() == NodeKind::Redirect),
            naming: naming(doc),
            sources: sources(doc),
            asked: Vec::new(),
            attributed: Vec::new(),
            needs: Vec::new(),
            has_banner: vec![false; doc.sections.len()],
        };
        scope.read_templates(doc);
        let body = doc.sections.first().map_or(0, |lead| lead.own_span.end);
        let body_cites = scope.has_source(Span::new(body, doc.text.len() as u32));
        scope.needs = needs(doc, doc.section_kinds(), &scope.has_banner, body_cites);
        scope
    }

    /// Whether a block is running text that needs a source.
    pub(super) fn needs_source(&self, paragraph: &Paragraph) -> bool {
        paragraph.kind == BlockKind::Paragraph
            && self.needs.get(paragraph.section as usize).copied().unwrap_or_default()
    }

    /// Whether a source starts in this stretch of the page.
    pub(super) fn has_source(&self, span: Span) -> bool {
        starts_in(&self.sources, span)
    }

    /// Whether somebody asks for a source in this stretch of the page.
    pub(super) fn is_asked(&self, span: Span) -> bool {
        starts_in(&self.asked, span)
    }

    /// Whether a template round this stretch of the page names the source of a quotation.
    pub(super) fn is_attributed(&self, span: Span) -> bool {
        let next = self.attributed.partition_point(|it| it.start <= span.start);
        next.checked_sub(1).is_some_and(|at| self.attributed[at].contains(span))
    }

    /// Whether a sentence has a source, or somebody asks for one.
    pub(super) fn is_settled(&self, sentence: &Sentence) -> bool {
        let span = sentence.span;
        sentence.holds.are_cited() || self.has_source(span) || self.is_asked(span)
    }

    /// Whether a section needs sources, and neither it nor a subsection has one, or is known to
    /// have none.
    pub(super) fn is_bare(&self, section: &Section) -> bool {
        !self.has_source(section.span) && !self.is_asked(section.span)
    }

    fn read_templates(&mut self, doc: &Document<'_>) {
        for template in &doc.templates {
            let name = &*template.name;
            let span = doc.tree.span(template.node);
            self.is_exempt |= doc.site.statements.is_exempt_page(name);
            if let Some(tag) = doc.site.sourcing_tags.get(name) {
                match tag.banner {
                    Some(TagScope::Section) => {
                        self.has_banner[sections::index_at(&doc.sections, span.start)] = true;
                    }
                    Some(TagScope::Page) => {}
                    None => self.asked.push(span),
                }
            } else if doc.site.prose.asks_for_source(name) {
                self.asked.push(span);
            } else if self.is_attributed_quotation(doc, template) {
                self.attributed.push(span);
            }
        }
    }

    /// Whether a template shows a quotation and names its source.
    fn is_attributed_quotation(&self, doc: &Document<'_>, template: &TemplateUse<'_>) -> bool {
        if !doc.site.prose.shows_quotation(&template.name) {
            return false;
        }
        let is_given = |argument: &Argument<'_>| {
            !argument.trimmed_value_span(doc.text).is_empty()
                && doc.site.statements.names_quoted_source(&argument.key())
        };
        let view = Template::new(doc.text, &doc.tree, template.node);
        self.has_source(doc.tree.span(template.node))
            || view.is_some_and(|view| view.arguments().any(|argument| is_given(&argument)))
    }
}

/// For each section whether its text needs sources. The lead does where nothing below it cites.
fn needs(
    doc: &Document<'_>,
    kinds: &[SectionKind],
    has_banner: &[bool],
    body_cites: bool,
) -> Vec<bool> {
    // The sections that a section stands in, with whether they, and so all in them, need sources.
    let mut open: Vec<(u8, bool)> = Vec::new();
    let sections = doc.sections.iter().zip(kinds).zip(has_banner);
    let needs = sections.map(|((section, kind), has_banner): ((&Section, _), _)| {
        if section.level == 0 {
            return !body_cites && !has_banner;
        }
        while open.pop_if(|(level, _)| *level >= section.level).is_some() {}
        let title = section.title_span.of(doc.text);
        let needs = open.last().is_none_or(|it| it.1)
            && *kind == SectionKind::Body
            && !has_banner
            && !doc.site.statements.is_exempt_section(title);
        open.push((section.level, needs));
        needs
    });
    needs.collect()
}

fn naming(doc: &Document<'_>) -> Naming {
    let has_refs = doc.refs.refs.iter().any(|tag| tag.in_list.is_none());
    if has_refs || !doc.short.citations.is_empty() || !doc.plain_index.markers.is_empty() {
        Naming::Inline
    } else if !doc.citations.is_empty() || doc.addresses().iter().any(|it| it.is_source) {
        Naming::Listed
    } else {
        Naming::None
    }
}

/// What is a source of the text, or may be one, in source order.
fn sources(doc: &Document<'_>) -> Vec<Span> {
    let refs = doc.refs.refs.iter().filter(|tag| tag.in_list.is_none()).map(|tag| tag.span);
    let short = doc.short.citations.iter().map(|it| doc.tree.span(it.node));
    let citations = doc.citations.iter().filter(|it| it.in_ref.is_none());
    let citations = citations.map(|it| doc.tree.span(it.node));
    let markers = doc.plain_index.markers.iter().map(|marker| marker.whole);
    let links = doc.addresses().iter().filter(|it| it.place == AddressPlace::Text);
    let in_text = doc.templates.iter().filter(|it| doc.site.statements.is_source_in_text(&it.name));
    let in_text = in_text.map(|it| doc.tree.span(it.node));
    let links = links.map(|it| it.span);
    let mut sources: Vec<Span> =
        refs.chain(short).chain(citations).chain(markers).chain(links).chain(in_text).collect();
    sources.sort_unstable();
    sources
}

fn starts_in(sorted: &[Span], span: Span) -> bool {
    let next = sorted.partition_point(|it| it.start < span.start);
    sorted.get(next).is_some_and(|it| it.start < span.end)
}
