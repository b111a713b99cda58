//! Short citations (`{{sfn|Orme|1904}}`) and the anchors that they lead to.
//!
//! `pointer` reads short citations, `anchor` the full citations with their names and `year`,
//! `data` says which templates are what, and `near` finds what a wrong one may mean.

mod anchor;
mod near;
mod pointer;
#[cfg(test)]
mod tests;
mod year;

pub use anchor::Anchor;
pub(crate) use anchor::anchor_text;
pub use near::{Mismatch, NearAnchors};
pub use pointer::{ShortCitation, ShortSource, Target};

use rustc_hash::{FxHashMap, FxHashSet};

use self::anchor::{Made, Named};
use super::citations::{Citation, TemplateUse};
use super::sections::{self, Section};
use crate::site::{ShortCitations, Site, SourceTemplate, normalize_name};
use crate::syntax::attributes::{self, Attribute};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{Argument, HtmlTag, Template, Wikilink};
use crate::text::Span;

/// The short citations of a page and what they can lead to.
#[derive(Clone, Debug, Default)]
pub struct ShortCites<'s> {
    /// Every short citation, in source order.
    pub citations: Vec<ShortCitation<'s>>,
    /// Links within the page to anchors of citations, `[[#CITEREF…]]`, in source order.
    pub links: Vec<AnchorLink>,
    /// Every anchor, in source order. Gathered only where something leads to one.
    pub anchors: Vec<Anchor>,
    /// The anchors that full citations with `ref=none` would make, in source order.
    pub withheld: Vec<Anchor>,
    /// A template that may hold full citations which are not to be seen here.
    pub unknown_source: Option<Span>,
    /// Templates that are known nowhere and are all there is in an entry of a list.
    unknown_entries: Vec<Span>,
    by_id: FxHashMap<String, Vec<u32>>,
    /// What is known of anchors that only MediaWiki knows whole: their names, or their years.
    unknown: UnknownAnchors,
}

/// A link within the page to the anchor of a citation.
#[derive(Clone, Debug)]
pub struct AnchorLink {
    /// The target as written, with its `#`.
    pub span: Span,
    /// The anchor as MediaWiki normalises it.
    pub id: String,
}

#[derive(Clone, Debug, Default)]
struct UnknownAnchors {
    names: FxHashSet<String>,
    years: FxHashSet<String>,
    any: bool,
}

/// What the names of anchors of citations start with.
const PREFIX: &str = "CITEREF";

impl<'s> ShortCites<'s> {
    /// Gathers what the short citations of a page can lead to. They, the templates and the full
    /// citations are in source order.
    pub(super) fn new(
        text: &'s str,
        tree: &Tree,
        site: &'s Site,
        citations: Vec<ShortCitation<'s>>,
        templates: &[TemplateUse<'s>],
        full: &[Citation<'s>],
        sections: &[Section],
    ) -> Self {
        let mut short = Self { citations, ..Self::default() };
        let has_prefix = memchr::memmem::find(text.as_bytes(), PREFIX.as_bytes()).is_some();
        if short.citations.is_empty() && !has_prefix {
            return short;
        }
        let mut names = templates.iter().peekable();
        let mut full = full.iter().peekable();
        for (id, node) in tree.preorder() {
            match node.kind() {
                NodeKind::Template => {
                    if let Some(template) = names.next_if(|template| template.node == id) {
                        let citation = full.next_if(|citation| citation.node == id);
                        short.enter_template(text, tree, site, template, citation);
                    }
                }
                NodeKind::ParserFunction => {
                    short.enter_function(text, tree, &site.short_citations, id);
                }
                NodeKind::Wikilink if has_prefix => short.enter_link(text, tree, id),
                NodeKind::HtmlTag if has_prefix => {
                    let attributes = HtmlTag::new(text, tree, id).map(|tag| tag.attributes());
                    short.enter_tag(id, node.span(), attributes.into_iter().flatten());
                }
                NodeKind::TableAttributes if has_prefix => {
                    short.enter_tag(id, node.span(), attributes::attributes(text, node.span()));
                }
                _ => {}
            }
        }
        for (anchor, index) in short.anchors.iter().zip(0..) {
            short.by_id.entry(anchor.id.clone()).or_default().push(index);
        }
        if short.unknown_source.is_none() {
            short.unknown_source = short.unknown_entry(tree, sections);
        }
        short
    }

    /// The first entry of a list that may be a full citation: one among others that short citations
    /// lead to, or anywhere if there are no such.
    fn unknown_entry(&self, tree: &Tree, sections: &[Section]) -> Option<Span> {
        let section = |span: Span| sections::index_at(sections, span.start);
        let targets = self.citations.iter().flat_map(|citation| &citation.sources);
        let cited = targets.filter_map(|source| match &source.target {
            Target::Anchor(id) => self.anchors_of(id).next(),
            _ => None,
        });
        let is_entry = |anchor: &&Anchor| {
            tree.parent(anchor.node).is_some_and(|it| tree.kind(it) == NodeKind::ListItem)
        };
        let cited = cited.filter(is_entry).map(|anchor| section(anchor.span));
        let cited: FxHashSet<usize> = cited.collect();
        let may_be = |entry: &&Span| cited.is_empty() || cited.contains(&section(**entry));
        self.unknown_entries.iter().find(may_be).copied()
    }

    /// The anchors of this name, in source order.
    pub fn anchors_of(&self, id: &str) -> impl ExactSizeIterator<Item = &Anchor> {
        let indices = self.by_id.get(id).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|&index| &self.anchors[index as usize])
    }

    /// Whether the source may be a full citation whose names or year only MediaWiki knows.
    pub fn may_be_unknown(&self, source: &ShortSource<'_>) -> bool {
        let joined = || source.names.iter().map(|name| anchor_text(name)).collect::<String>();
        let year = source.year.as_deref().map(anchor_text).unwrap_or_default();
        self.unknown.any
            || self.unknown.years.contains(&year)
            || (!self.unknown.names.is_empty() && self.unknown.names.contains(&joined()))
    }

    /// Whether there are anchors that only MediaWiki knows whole.
    pub fn has_unknown_anchors(&self) -> bool {
        let unknown = &self.unknown;
        unknown.any || !unknown.years.is_empty() || !unknown.names.is_empty()
    }

    fn enter_template(
        &mut self,
        text: &'s str,
        tree: &Tree,
        site: &Site,
        template: &TemplateUse<'s>,
        citation: Option<&Citation<'s>>,
    ) {
        let data = &site.short_citations;
        let (node, span) = (template.node, template.name_span);
        let name = &*template.name;
        let made = |source: &SourceTemplate| {
            if let Some(citation) = citation {
                let named = Named { node, span, arguments: &citation.arguments };
                return anchor::made_by(text, tree, data, named, source);
            }
            let arguments: Vec<_> = arguments(text, tree, node).collect();
            let named = Named { node, span, arguments: &arguments };
            anchor::made_by(text, tree, data, named, source)
        };
        if let Some(source) = data.source(name) {
            self.add(made(source));
        } else if let Some(anchor) = data.anchor(name) {
            self.enter_anchor_template(text, tree, data, template, &anchor.ids);
        } else {
            match doubt(text, tree, site, template) {
                Doubt::None => return,
                Doubt::Entry => self.unknown_entries.push(template.name_span),
                Doubt::Source => {
                    self.unknown_source.get_or_insert(template.name_span);
                }
            }
            // It may make an anchor as others do, or any other.
            let any = SourceTemplate::default();
            if let made @ Made::Anchor(_) = made(&any) {
                self.add(made);
            }
        }
    }

    fn enter_anchor_template(
        &mut self,
        text: &'s str,
        tree: &Tree,
        data: &ShortCitations,
        template: &TemplateUse<'s>,
        ids: &[String],
    ) {
        let (node, span) = (template.node, template.name_span);
        for argument in arguments(text, tree, node) {
            let key = argument.key();
            let is_id = |id: &String| *id == *key || (id == "#" && key.parse::<u32>().is_ok());
            if !ids.iter().any(is_id) {
                continue;
            }
            match anchor::given_by(text, tree, data, &argument) {
                Some((id, names, year)) => {
                    let is_needless = false;
                    self.anchors.push(Anchor { id, node, span, names, year, is_needless });
                }
                None => self.unknown.any = true,
            }
        }
    }

    /// `{{#invoke:cite|book|…}}` is a full citation; parts of other pages may hold any.
    fn enter_function(&mut self, text: &'s str, tree: &Tree, data: &ShortCitations, node: NodeId) {
        let Some(view) = Template::new(text, tree, node) else { return };
        let name = view.name();
        if name.eq_ignore_ascii_case("#invoke") {
            let module = view.arguments().next().map(|it| it.value(text, tree));
            let module = module.as_deref().map(normalize_name).unwrap_or_default();
            if module == "cite" || module.starts_with("cite ") || module == "citation/cs1" {
                let arguments: Vec<_> = view.arguments().collect();
                let named = Named { node, span: view.name_span(), arguments: &arguments };
                self.add(anchor::made_by(text, tree, data, named, &SourceTemplate::default()));
            }
        } else if data.transcludes(&name) {
            self.unknown_source.get_or_insert(view.name_span());
        }
    }

    fn enter_link(&mut self, text: &'s str, tree: &Tree, node: NodeId) {
        let Some(link) = Wikilink::new(text, tree, node) else { return };
        if let Some(fragment) = link.target().strip_prefix('#')
            && fragment.starts_with(PREFIX)
            && !fragment.contains("{{")
        {
            self.links.push(AnchorLink { span: link.target_span, id: anchor_text(fragment) });
        }
    }

    fn enter_tag(
        &mut self,
        node: NodeId,
        span: Span,
        mut attributes: impl Iterator<Item = Attribute<'s>>,
    ) {
        if let Some(id) = attributes.find(|it| it.name == "id" && it.value.starts_with(PREFIX)) {
            self.anchors.push(Anchor::given(anchor_text(&id.value), node, span));
        }
    }

    fn add(&mut self, made: Made) {
        match made {
            Made::Anchor(anchor) => self.anchors.push(anchor),
            Made::Withheld(anchor) => self.withheld.push(anchor),
            Made::Nothing => {}
            Made::Unknown { names: Some(names), .. } => {
                self.unknown.names.insert(names.concat());
            }
            Made::Unknown { names: None, year: Some(year) } => {
                self.unknown.years.insert(year);
            }
            Made::Unknown { names: None, year: None } => self.unknown.any = true,
        }
    }
}

/// The arguments of a template.
fn arguments<'s>(text: &'s str, tree: &Tree, node: NodeId) -> impl Iterator<Item = Argument<'s>> {
    Template::new(text, tree, node).into_iter().flat_map(|view| view.arguments())
}

/// Whether a template may hold full citations that are not to be seen.
enum Doubt {
    None,
    /// It is all there is in an entry of a list, as a source would be, or a link.
    Entry,
    /// It is a citation that is not known, all there is in a ref, another page, or its name says so.
    Source,
}

fn doubt(text: &str, tree: &Tree, site: &Site, template: &TemplateUse<'_>) -> Doubt {
    let name = &*template.name;
    if site.is_citation(name) {
        return Doubt::Source;
    }
    if template.role.is_some() {
        return Doubt::None;
    }
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    if name.contains(':')
        || name.starts_with('/')
        || words.any(|word| site.short_citations.is_source_word(word))
        || is_named_after_a_year(name)
    {
        return Doubt::Source;
    }
    let Some(parent) = tree.parent(template.node) else { return Doubt::None };
    let (inner, outer) = (tree.span(template.node), tree.span(parent));
    let before = Span::new(outer.start, inner.start).of(text);
    let after = Span::new(inner.end, outer.end).of(text).trim_start();
    let is_marker = |c: char| c.is_whitespace() || "*#:;".contains(c);
    match tree.kind(parent) {
        NodeKind::ListItem
            if before.trim_end_matches(is_marker).is_empty()
                && after.trim_start_matches(['.', ' ', '\n']).is_empty() =>
        {
            Doubt::Entry
        }
        NodeKind::Ref if before.trim_end().ends_with('>') && after.starts_with("</") => {
            Doubt::Source
        }
        _ => Doubt::None,
    }
}

/// Whether a name is one word that ends in a year, as those for old encyclopedias are.
fn is_named_after_a_year(name: &str) -> bool {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = &name[word.len()..];
    !word.is_empty()
        && word.chars().all(char::is_alphabetic)
        && (1500..2100).contains(&year.parse::<u32>().unwrap_or_default())
}
