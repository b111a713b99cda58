//! What can be opened.

use lsp_types::{DocumentLink, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::identifier::Kind;
use crate::lsp::page::Page;
use crate::syntax::attributes::decode_character_references;
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::{ExternalLink, Wikilink};
use crate::text::Span;

/// What MediaWiki leaves as it is in the address of a page.
const IN_TITLES: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/')
    .remove(b':')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'#')
    .remove(b'@');

/// What can be opened: web addresses, identifiers such as a DOI or an ISBN, and links to pages, if
/// the address of the wiki is known.
pub(in crate::lsp) fn document_links(page: &Page<'_>) -> Vec<DocumentLink> {
    let doc = page.doc;
    let mut links = Vec::new();
    let mut add = |span: Span, address: &str, tooltip: Option<String>| {
        if let Ok(target) = address.parse::<Uri>() {
            let range = page.range(span);
            links.push(DocumentLink { range, target: Some(target), tooltip, data: None });
        }
    };
    for (id, node) in doc.tree.preorder() {
        use NodeKind::{CategoryLink, FileLink, InterlanguageLink};
        match node.kind() {
            NodeKind::ExternalLink => {
                if let Some((span, address)) = web_address(page, id) {
                    add(span, &address, None);
                }
            }
            NodeKind::Wikilink | CategoryLink | FileLink | InterlanguageLink => {
                if let Some((span, address)) = page_address(page, id) {
                    add(span, &address, None);
                }
            }
            _ => {}
        }
    }
    for identifier in &doc.identifiers {
        let Some(value) = identifier.canonical() else { continue };
        if let Some(address) = identifier_address(page, identifier.kind, value) {
            add(identifier.span, &address, Some(format!("{} {value}", identifier.kind)));
        }
    }
    links.sort_by_key(|link| link.range.start);
    links
}

/// The address where an identifier can be looked up.
pub(super) fn identifier_address(page: &Page<'_>, kind: Kind, value: &str) -> Option<String> {
    let link = page.doc.site.identifiers.link(kind)?;
    Some(link.replace("$1", &utf8_percent_encode(value, IN_TITLES).to_string()))
}

fn web_address(page: &Page<'_>, node: NodeId) -> Option<(Span, String)> {
    let link = ExternalLink::new(page.doc.text, &page.doc.tree, node)?;
    let address = link.url();
    // Only MediaWiki knows the rest of it.
    if address.contains("{{") || address.contains("<!--") {
        return None;
    }
    let address = decode_character_references(address);
    let scheme = if address.starts_with("//") { "https:" } else { "" };
    Some((link.url_span, format!("{scheme}{address}")))
}

fn page_address(page: &Page<'_>, node: NodeId) -> Option<(Span, String)> {
    let path = &page.doc.site.article_path;
    let link = Wikilink::new(page.doc.text, &page.doc.tree, node)?;
    let target = decode_character_references(link.target());
    let target = target.trim_start_matches(':').trim();
    // A link within the page, to a subpage of it, or made by a template.
    if path.is_empty()
        || target.is_empty()
        || target.starts_with(['#', '/'])
        || target.contains(['{', '<'])
    {
        return None;
    }
    let title = target.split([' ', '_']).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("_");
    let encoded = utf8_percent_encode(&title, IN_TITLES).to_string();
    Some((link.target_span, path.replace("$1", &encoded)))
}

#[cfg(test)]
mod tests {
    use super::document_links;
    use crate::lsp::testing::{text_of, with_page, with_site};
    use crate::site::Site;

    fn links(page: &crate::lsp::page::Page<'_>) -> Vec<(String, String)> {
        let links = document_links(page);
        let link = |it: &lsp_types::DocumentLink| {
            let target = it.target.as_ref().expect("a target").to_string();
            (text_of(page, it.range).to_owned(), target)
        };
        links.iter().map(link).collect()
    }

    #[test]
    fn addresses_and_identifiers_can_be_opened() {
        let text = "é🙂[http://example.org/?a=1&amp;b=2 x] //no [//example.org y] {{cite web|\
            url=https://example.org/z|doi=10.1000/182|isbn=0-306-40615-2|isbn=1}} PMID 17322060 \
            [http://example.org/{{x}} z] [[Page]]";
        let expected = [
            ("http://example.org/?a=1&amp;b=2", "http://example.org/?a=1&b=2"),
            ("//example.org", "https://example.org/"),
            ("https://example.org/z", "https://example.org/z"),
            ("10.1000/182", "https://doi.org/10.1000/182"),
            ("0-306-40615-2", "https://en.wikipedia.org/wiki/Special:BookSources/9780306406157"),
            ("17322060", "https://pubmed.ncbi.nlm.nih.gov/17322060"),
        ];
        let expected = expected.map(|(text, target)| (text.to_owned(), target.to_owned()));
        with_page(text, |page, _| assert_eq!(links(page), expected));
    }

    #[test]
    fn pages_can_be_opened_where_the_wiki_is_known() {
        let layer = "article-path = 'https://wiki.example/w/$1'".parse().expect("TOML");
        let site = Site::extended([layer]).expect("a valid layer");
        let text = "[[Old  mill|x]] [[Größe#A_b]] [[:Category:C&D]] [[#here]] [[/sub]] [[{{x}}]]";
        let expected = [
            ("Old  mill", "https://wiki.example/w/Old_mill"),
            ("Größe#A_b", "https://wiki.example/w/Gr%C3%B6%C3%9Fe#A_b"),
            (":Category:C&D", "https://wiki.example/w/Category:C%26D"),
        ];
        let expected = expected.map(|(text, target)| (text.to_owned(), target.to_owned()));
        with_site(text, &site, |page, _| assert_eq!(links(page), expected));
    }
}
