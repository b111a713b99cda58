//! From the refs of a page to their sources.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use super::description::Description;
use super::text::{one_spelling, plain, plain_nodes, shallow};
use super::url::{canonical_url, is_home_page};
use super::{Cited, Identity, Place, Source};
use crate::facts::citations::{Citation, TemplateUse};
use crate::facts::cite::{Origin, RefId, RefIndex, RefTag};
use crate::identifier::{Kind, canonical};
use crate::site::{CommonField, Parameter, Site, Sources, fold_parameter};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{Argument, ExternalLink, MagicLink, MagicLinkKind, Template};
use crate::text::Span;

/// The fields that say where in a source to look.
const PARTS: [&str; 5] = ["page", "chapter", "time", "volume", "quote"];

/// What is read of a page.
#[derive(Clone, Copy)]
pub(in crate::facts) struct Page<'a, 's> {
    pub(in crate::facts) text: &'s str,
    pub(in crate::facts) tree: &'a Tree,
    pub(in crate::facts) site: &'a Site,
    pub(in crate::facts) refs: &'a RefIndex<'s>,
    pub(in crate::facts) templates: &'a [TemplateUse<'s>],
    pub(in crate::facts) citations: &'a [Citation<'s>],
}

/// What all refs with content cite that hold no other ref, in source order.
pub(in crate::facts) fn collect(page: Page<'_, '_>) -> Vec<Cited> {
    let refs = &page.refs.refs;
    let mut cited = Vec::new();
    let mut scratch = String::new();
    for (index, tag) in refs.iter().enumerate() {
        let holds_ref = refs.get(index + 1).is_some_and(|next| next.span.start < tag.span.end);
        if holds_ref || !tag.is_definition() || tag.content.pieces().is_none() {
            continue;
        }
        cited.extend(page.cited(RefId(index as u32), tag, &mut scratch));
    }
    cited
}

/// Reads all that is known of a source.
pub(in crate::facts) fn read(page: Page<'_, '_>, cited: &Cited) -> Source {
    let data = &page.site.sources;
    let (root, body) = cited.content;
    let nodes = shallow(page.tree, root, body);
    let words = plain_nodes(page.text, page.tree, &nodes, false);
    let citation = cited.citation.map(|at| &page.citations[at]);
    let description = citation.map(|it| Description::new(page.text, page.tree, data, it));
    let mut url = None;
    if citation.is_none() && !cited.identities.is_empty() {
        let urls = nodes.iter().filter_map(|&node| ExternalLink::new(page.text, page.tree, node));
        url = urls.map(|link| link.url().to_owned()).next();
    }
    let value = |name| description.as_ref().and_then(|it| it.value(name)).unwrap_or_default();
    Source {
        tag: cited.tag,
        place: Place::new(page, cited, &words, PARTS.map(value)),
        url,
        words,
        citation: cited.citation,
        description,
        identities: cited.identities.clone(),
    }
}

/// Where in its source a ref looks.
pub(in crate::facts) fn place(page: Page<'_, '_>, cited: &Cited) -> Place {
    let (root, body) = cited.content;
    let words = plain_nodes(page.text, page.tree, &shallow(page.tree, root, body), false);
    let mut values = [const { Cow::Borrowed("") }; PARTS.len()];
    for argument in cited.citation.into_iter().flat_map(|at| &page.citations[at].arguments) {
        let key = argument.key();
        let name = match page.site.sources.parameter(&fold_parameter(&key).0) {
            Some(Parameter::Author(_)) => continue,
            Some(Parameter::Field(name)) => name,
            None => &key,
        };
        let Some(part) = PARTS.iter().position(|it| *it == name) else { continue };
        let value = plain(page.text, page.tree, argument.node, argument.value_span);
        if !value.is_empty() {
            values[part] = value;
        }
    }
    Place::new(page, cited, &words, values.each_ref().map(|it| &**it))
}

/// The content of a ref in one spelling; equal texts look the same to readers, or nearly so.
pub(in crate::facts) fn text(page: Page<'_, '_>, cited: &Cited) -> String {
    let mut text = String::new();
    page.push_comparable(cited.content, &mut text);
    text
}

/// What has been found in the content of a ref.
#[derive(Default)]
struct Found {
    citations: Vec<usize>,
    identities: Vec<(Identity, Span)>,
    has_templates: bool,
}

impl Page<'_, '_> {
    fn cited(&self, id: RefId, tag: &RefTag<'_>, scratch: &mut String) -> Option<Cited> {
        let body = tag.body?;
        let root = if tag.origin == Origin::Tag {
            tag.node
        } else {
            self.tree.children(tag.node).find(|&child| self.tree.span(child).contains(body))?
        };
        let nodes = shallow(self.tree, root, body);
        let mut found = Found::default();
        for &node in &nodes {
            self.look_at(node, &mut found);
        }
        let citation = if let [citation] = found.citations[..] { Some(citation) } else { None };
        let identities = match (citation, &found.citations[..]) {
            (Some(at), _) => self.identities_of(&self.citations[at]),
            (None, []) => only_one(std::mem::take(&mut found.identities)),
            (None, _) => Vec::new(),
        };
        let is_named = citation.is_some() || !identities.is_empty();
        scratch.clear();
        match citation.map(|at| &self.citations[at]).filter(|it| it.schema.is_some()) {
            Some(citation) => self.push_essence(citation, scratch),
            None => self.push_comparable((root, body), scratch),
        }
        Some(Cited {
            tag: id,
            citation,
            identities,
            is_relative: !is_named && self.is_relative(&nodes, found.has_templates),
            fingerprint: FxBuildHasher.hash_one(&*scratch),
            content: (root, body),
        })
    }

    /// Whether what readers see of these nodes means something only where it stands.
    fn is_relative(&self, nodes: &[NodeId], has_templates: bool) -> bool {
        let data = &self.site.sources;
        let text = plain_nodes(self.text, self.tree, nodes, false);
        let text = without_dots(&text);
        let mut words = lower_words(&text);
        let start: Vec<String> = words.by_ref().take(data.longest_phrase()).collect();
        data.starts_relative(&start)
            || !has_templates && start.into_iter().chain(words).all(|word| data.locates(&word))
    }

    /// By what the source of a citation template can be known again.
    fn identities_of(&self, citation: &Citation<'_>) -> Vec<(Identity, Span)> {
        let data = &self.site.sources;
        let of_field = |asked| {
            let argument = field(citation, asked, data)?;
            let value = plain(self.text, self.tree, argument.node, argument.value_span);
            Some((identity(asked, &value, data)?, argument.trimmed_value_span(self.text)))
        };
        // The address of a chapter says more than that of its book.
        let url = of_field(CommonField::ChapterUrl).or_else(|| of_field(CommonField::Url));
        let identifiers = [CommonField::Doi, CommonField::Pmid, CommonField::Isbn];
        let mut identities: Vec<_> = identifiers.into_iter().filter_map(of_field).collect();
        // The address may be that of the DOI.
        identities.extend(url.filter(|(url, _)| identities.iter().all(|(it, _)| it != url)));
        identities
    }

    fn look_at(&self, node: NodeId, found: &mut Found) {
        let (span, data) = (self.tree.span(node), &self.site.sources);
        match self.tree.kind(node) {
            NodeKind::Template => {
                found.has_templates = true;
                if let Ok(at) = self.citations.binary_search_by_key(&node, |it| it.node) {
                    found.citations.push(at);
                } else if let Ok(at) = self.templates.binary_search_by_key(&node, |it| it.node) {
                    found.identities.extend(self.identifier(&self.templates[at]));
                }
            }
            NodeKind::ExternalLink => {
                let Some(link) = ExternalLink::new(self.text, self.tree, node) else { return };
                found
                    .identities
                    .extend(identity_of_url(link.url(), data).map(|it| (it, link.url_span)));
            }
            NodeKind::MagicLink => {
                let Some(link) = MagicLink::new(self.text, self.tree, node) else { return };
                let identity = match link.kind {
                    MagicLinkKind::Isbn => identity_of(Kind::Isbn, link.value),
                    MagicLinkKind::Pmid => identity_of(Kind::Pmid, link.value),
                    MagicLinkKind::Rfc => None,
                };
                found.identities.extend(identity.map(|it| (it, span)));
            }
            _ => {}
        }
    }

    /// What a template such as `{{doi|…}}` identifies.
    fn identifier(&self, template: &TemplateUse<'_>) -> Option<(Identity, Span)> {
        let kind = self.site.identifiers.template(&template.name).first()?.kind;
        let view = Template::new(self.text, self.tree, template.node)?;
        let argument = view.arguments().find(|it| it.position == Some(1))?;
        let value = argument.value(self.text, self.tree);
        Some((identity_of(kind, &value)?, argument.trimmed_value_span(self.text)))
    }
}

/// The identity of a value of this field.
fn identity(field: CommonField, value: &str, data: &Sources) -> Option<Identity> {
    match field {
        CommonField::Doi => identity_of(Kind::Doi, value),
        CommonField::Pmid => identity_of(Kind::Pmid, value),
        CommonField::Isbn => identity_of(Kind::Isbn, value),
        CommonField::ChapterUrl | CommonField::Url => identity_of_url(value, data),
        _ => None,
    }
}

/// The identity of an identifier.
fn identity_of(kind: Kind, value: &str) -> Option<Identity> {
    let identity = match kind {
        Kind::Doi => Identity::Doi,
        Kind::Pmid => Identity::Pmid,
        Kind::Isbn => Identity::Isbn,
        _ => return None,
    };
    canonical(kind, value).map(identity)
}

/// What an address leads to. The home page of a site is no source of its own.
fn identity_of_url(url: &str, data: &Sources) -> Option<Identity> {
    let canonical = canonical_url(url, data)?;
    let path = |host: &str| canonical.strip_prefix(host).and_then(|rest| rest.strip_prefix('/'));
    let doi = path("doi.org").or(path("dx.doi.org"));
    let pubmed = path("pubmed.ncbi.nlm.nih.gov").or(path("ncbi.nlm.nih.gov/pubmed"));
    let doi = doi.and_then(|it| identity_of(Kind::Doi, it));
    let identity = doi.or_else(|| identity_of(Kind::Pmid, pubmed?));
    identity.or_else(|| (!is_home_page(&canonical)).then_some(Identity::Url(canonical)))
}

/// The argument that sets this field: of several that are not empty, the last one. Where nothing is
/// known of the template, names that are usual in several languages count.
fn field<'a, 's>(
    citation: &'a Citation<'s>,
    asked: CommonField,
    data: &Sources,
) -> Option<&'a Argument<'s>> {
    if citation.schema.is_some() {
        return Some(citation.common(asked)?.argument);
    }
    citation.arguments.iter().rfind(|argument| {
        let is_field = || {
            let folded = fold_parameter(&argument.key()).0;
            data.parameter(&folded) == Some(Parameter::Field(asked.name()))
        };
        !argument.value_span.is_empty() && is_field()
    })
}

/// Of the identities in running text, one of each kind; nothing if two of a kind differ, since
/// then the text names several sources.
fn only_one(mut all: Vec<(Identity, Span)>) -> Vec<(Identity, Span)> {
    all.sort();
    all.dedup_by(|one, two| one.0 == two.0);
    let differ = |pair: &[(Identity, Span)]| {
        std::mem::discriminant(&pair[0].0) == std::mem::discriminant(&pair[1].0)
    };
    if all.windows(2).any(differ) { Vec::new() } else { all }
}

impl Place {
    /// `words`: the text round the citation; `values`: those of [`PARTS`], empty where there is
    /// none.
    fn new(page: Page<'_, '_>, cited: &Cited, words: &str, values: [&str; PARTS.len()]) -> Self {
        let data = &page.site.sources;
        let words: Vec<String> = lower_words(&without_dots(words)).collect();
        // In running text, only the number after "p." is known to be a place.
        let mut numbers = String::new();
        for pair in words.windows(2) {
            if data.is_locator(&pair[0]) && pair[1].starts_with(|c: char| c.is_ascii_digit()) {
                numbers.push_str(&pair[1]);
                numbers.push(' ');
            }
        }
        let is_book = |(identity, _): &(Identity, Span)| match identity {
            Identity::Isbn(_) => true,
            Identity::Url(url) => data.is_book(url),
            _ => false,
        };
        let is_book_template =
            cited.citation.is_some_and(|at| page.citations[at].name.contains("book"));
        Self {
            parts: values.map(comparable_part),
            numbers,
            is_book: is_book_template || cited.identities.iter().any(is_book),
        }
    }
}

/// A value as it is compared: in one spelling, in lower case and without spaces.
fn comparable_part(value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let mut part = one_spelling(value).to_lowercase();
    part.retain(|c| c != ' ');
    part
}

/// The text with an abbreviation as one word.
fn without_dots(text: &str) -> Cow<'_, str> {
    const DOTTED: &str = "a.a.O.";
    if memchr::memmem::find(text.as_bytes(), DOTTED.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(DOTTED, "aao"))
}

/// The words in lower case, without signs.
fn lower_words(text: &str) -> impl Iterator<Item = String> {
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '–');
    let words = text.split(is_sign).map(|word| word.trim_matches(['-', '–']));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}
