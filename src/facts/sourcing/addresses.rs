//! The web addresses of a page, and what each is there for.

use crate::facts::Document;
use crate::facts::rendered::Dialect;
use crate::facts::sections;
use crate::site::{Parameter, SectionKind, SiteId, fold_parameter, split_address};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::ExternalLink;
use crate::text::Span;

/// One web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress {
    /// The address as written.
    pub url: Span,
    /// The whole link, with its brackets and its label.
    pub span: Span,
    /// The link's node; `None` on a rendered page.
    pub node: Option<NodeId>,
    /// Where it stands.
    pub place: AddressPlace,
    /// What kind of text its section holds.
    pub section: SectionKind,
    /// Whether it says where something on the page is from.
    pub is_source: bool,
    /// The host, without `www.`; that of the page itself where this is the address of a copy in an
    /// archive. Empty for what is no address on the web.
    pub host: Span,
    /// What follows the host and its slash.
    pub rest: Span,
    /// What is known of the site.
    pub site: Option<SiteId>,
}

/// Where a web address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressPlace {
    /// In the text of a ref, or of an entry of a list of references.
    Ref,
    /// In a citation, as the address of its source.
    Citation,
    /// In the text of the page, or in a list.
    Text,
    /// In a table.
    Table,
    /// In a template of which no more is known, or as the address of a copy.
    Other,
}

/// The addresses of a page, in source order.
pub(in crate::facts) fn collect(doc: &Document<'_>) -> Vec<WebAddress> {
    if doc.dialect == Dialect::Rendered {
        // There links are no nodes, and only sources show their address.
        let urls = doc.plain_index.entries.iter().filter_map(|entry| entry.url);
        let address = |url| {
            WebAddress::new(doc, url, (url, None), AddressPlace::Ref, SectionKind::References)
        };
        return urls.map(address).collect();
    }
    let kinds = doc.section_kinds();
    let mut found = Vec::new();
    let mut refs = doc.refs.refs.iter().peekable();
    // Where the outermost ref, template and table end that have been entered.
    let (mut ref_end, mut template_end, mut table_end) = (0, 0, 0);
    for (id, node) in doc.tree.preorder() {
        let span = node.span();
        match node.kind() {
            NodeKind::ExternalLink => {}
            NodeKind::Template | NodeKind::ParserFunction => {
                template_end = template_end.max(span.end);
                continue;
            }
            NodeKind::Table => {
                table_end = table_end.max(span.end);
                continue;
            }
            _ => continue,
        }
        while let Some(tag) = refs.next_if(|tag| tag.span.start <= span.start) {
            ref_end = ref_end.max(tag.span.end);
        }
        let is_in_ref = span.start < ref_end;
        let place = match of_argument(doc, id) {
            Some(place) => place,
            None if is_in_ref => AddressPlace::Ref,
            None if span.start < template_end => AddressPlace::Other,
            None if span.start < table_end => AddressPlace::Table,
            None => AddressPlace::Text,
        };
        let kind = kinds[sections::index_at(&doc.sections, span.start)];
        if let Some(link) = ExternalLink::new(doc.text, &doc.tree, id) {
            let mut address = WebAddress::new(doc, link.url_span, (span, Some(id)), place, kind);
            address.is_source |= is_in_ref && place == AddressPlace::Citation;
            found.push(address);
        }
    }
    found
}

impl WebAddress {
    fn new(
        doc: &Document<'_>,
        url: Span,
        (span, node): (Span, Option<NodeId>),
        place: AddressPlace,
        section: SectionKind,
    ) -> Self {
        let is_source = match place {
            AddressPlace::Ref => true,
            AddressPlace::Citation => !matches!(section, SectionKind::Links | SectionKind::Works),
            AddressPlace::Text | AddressPlace::Table => section == SectionKind::References,
            AddressPlace::Other => false,
        };
        let (host, rest) = split(doc, url);
        let site = doc.site.domains.find(host.of(doc.text), rest.of(doc.text));
        Self { url, span, node, place, section, is_source, host, rest, site }
    }
}

/// Host and rest of an address, or of that which an archive's address holds.
fn split(doc: &Document<'_>, url: Span) -> (Span, Span) {
    let of = |url: Span| {
        let (host, rest) = split_address(url.of(doc.text))?;
        let on_page = |part: Span| Span::new(url.start + part.start, url.start + part.end);
        Some((on_page(host), on_page(rest)))
    };
    let Some((host, rest)) = of(url) else { return (Span::default(), Span::default()) };
    if doc.site.sources.is_archive(host.of(doc.text)) {
        let after = rest.of(doc.text);
        let inner = ["http://", "https://"].iter().filter_map(|scheme| after.find(scheme)).min();
        let inner = inner.map(|at| Span::new(rest.start + at as u32, rest.end));
        return inner.and_then(of).unwrap_or((host, rest));
    }
    (host, rest)
}

/// What an address is that stands in an argument of a template.
fn of_argument(doc: &Document<'_>, link: NodeId) -> Option<AddressPlace> {
    let argument = doc.tree.parent(link)?;
    if doc.tree.kind(argument) != NodeKind::Argument {
        return None;
    }
    let template = doc.tree.parent(argument)?;
    let Ok(at) = doc.citations.binary_search_by_key(&template, |it| it.node) else {
        // Templates that make refs show their arguments as text.
        let is_ref = doc.refs.of_node(template, doc.tree.span(template)).next().is_some();
        return (!is_ref).then_some(AddressPlace::Other);
    };
    let citation = &doc.citations[at];
    let is_address = |name: &str| matches!(name, "url" | "chapter-url");
    // The arguments are in source order, as are the nodes.
    let at = citation.arguments.binary_search_by_key(&argument, |it| it.node).ok()?;
    let is_own = if citation.schema.is_some() {
        citation.setting_at(at).is_some_and(|it| is_address(it.name))
    } else {
        let given = &citation.arguments[at];
        let key = fold_parameter(&given.key()).0;
        matches!(doc.site.sources.parameter(&key), Some(Parameter::Field(name)) if is_address(name))
    };
    Some(if is_own { AddressPlace::Citation } else { AddressPlace::Other })
}
