//! The outline of a page.

use lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind, WorkspaceSymbol,
};

use crate::facts::source::Description;
use crate::lsp::names::plain_heading;
use crate::lsp::page::Page;
use crate::report::refs::{describe, summary};
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// The outline of a page: the sections, and in them the footnotes with their numbers, the citations
/// that stand in no footnote, and the tables.
pub(in crate::lsp) fn document_symbols(page: &Page<'_>) -> DocumentSymbolResponse {
    let entries = entries(page);
    let text_document = page.client.capabilities.text_document.as_ref();
    let symbols = text_document.and_then(|it| it.document_symbol.as_ref());
    if symbols.and_then(|it| it.hierarchical_document_symbol_support) == Some(true) {
        return DocumentSymbolResponse::DocumentSymbolList(nested(page, entries));
    }
    let mut section = None;
    let flat = entries.into_iter().map(|entry| {
        let location = Location::new(page.uri.clone(), page.range(entry.name_span));
        let is_section = entry.level.is_some();
        let container = if is_section { None } else { section.clone() };
        if is_section {
            section = Some(entry.name.clone());
        }
        let base = BaseSymbolInformation::new(entry.name, entry.kind, None, container);
        SymbolInformation::new(None, location, base)
    });
    DocumentSymbolResponse::SymbolInformationList(flat.collect())
}

/// The sections, footnotes and citations of a page that a query asks for: its letters stand in their
/// names in this order.
pub(in crate::lsp) fn workspace_symbols(page: &Page<'_>, query: &str) -> Vec<WorkspaceSymbol> {
    let found = entries(page).into_iter().filter_map(|entry| {
        let name = match &entry.detail {
            Some(detail) if entry.level.is_none() => format!("{} {detail}", entry.name),
            _ => entry.name,
        };
        if !is_meant(query, &name) {
            return None;
        }
        let location = Location::new(page.uri.clone(), page.range(entry.name_span));
        let base = BaseSymbolInformation::new(name, entry.kind, None, None);
        Some(WorkspaceSymbol::new(location.into(), None, base))
    });
    found.collect()
}

fn is_meant(query: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query.chars().flat_map(char::to_lowercase).all(|wanted| letters.any(|it| it == wanted))
}

/// One line of the outline.
struct Entry {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    span: Span,
    name_span: Span,
    /// The level of a section.
    level: Option<u8>,
}

/// The lines of the outline in source order.
fn entries(page: &Page<'_>) -> Vec<Entry> {
    let mut entries = sections(page);
    entries.extend(footnotes(page));
    entries.extend(citations(page));
    entries.extend(tables(page));
    entries.sort_by_key(|entry| (entry.span.start, entry.level.is_none()));
    entries
}

fn sections(page: &Page<'_>) -> Vec<Entry> {
    let doc = page.doc;
    let titled = doc.sections.iter().filter(|section| section.level > 0);
    let entries = titled.map(|section| {
        let plain = section.heading.and_then(|node| plain_heading(doc.text, &doc.tree, node));
        let name = plain.unwrap_or_else(|| section.title_span.of(doc.text).to_owned());
        Entry {
            name: named(name, "(no title)"),
            detail: None,
            kind: SymbolKind::String,
            span: section.span,
            name_span: section.title_span,
            level: Some(section.level),
        }
    });
    entries.collect()
}

fn footnotes(page: &Page<'_>) -> Vec<Entry> {
    let refs = &page.doc.refs;
    let defined = refs.footnotes.iter().filter_map(|footnote| {
        let tag = refs.tag(footnote.definition?);
        let label = footnote.label();
        let written = tag.attribute("name").filter(|it| !it.value_span.is_empty());
        let number = if label.is_empty() { "[–]".to_owned() } else { format!("[{label}]") };
        let name = written.map_or(String::new(), |it| format!(" {}", it.value));
        Some(Entry {
            name: number + &name,
            detail: Some(describe(page.doc, footnote)),
            kind: SymbolKind::Key,
            span: tag.span,
            name_span: written.map_or(tag.start_span, |it| it.value_span),
            level: None,
        })
    });
    // Of several that `{{r}}` makes, the start lies before the part.
    let inside = |entry: &Entry| entry.span.contains(entry.name_span);
    defined.filter(inside).collect()
}

fn citations(page: &Page<'_>) -> Vec<Entry> {
    let doc = page.doc;
    let outside = doc.citations.iter().filter(|citation| citation.in_ref.is_none());
    let entries = outside.map(|citation| {
        let description = Description::new(doc.text, &doc.tree, &doc.site.sources, citation);
        let name = summary(Some(&description), "");
        Entry {
            name: named(name, citation.name_span.of(doc.text)),
            detail: Some(citation.name_span.of(doc.text).to_owned()),
            kind: SymbolKind::Object,
            span: doc.tree.span(citation.node),
            name_span: citation.name_span,
            level: None,
        }
    });
    entries.collect()
}

fn tables(page: &Page<'_>) -> Vec<Entry> {
    let (text, tree) = (page.doc.text, &page.doc.tree);
    let tables = tree.preorder().filter(|(_, node)| node.kind() == NodeKind::Table);
    let entries = tables.map(|(id, node)| {
        let caption = tree.children(id).find(|&it| tree.kind(it) == NodeKind::TableCaption);
        let caption = caption.map(|it| tree.span(it).of(text).trim_start_matches("|+").trim());
        let name = caption.unwrap_or_default().lines().next().unwrap_or_default();
        let first_line = node.span().of(text).lines().next().unwrap_or_default().len() as u32;
        Entry {
            name: named(name.to_owned(), "table"),
            detail: None,
            kind: SymbolKind::Array,
            span: node.span(),
            name_span: Span::new(node.span().start, node.span().start + first_line),
            level: None,
        }
    });
    entries.collect()
}

/// The protocol allows no empty names.
fn named(name: String, otherwise: &str) -> String {
    if !name.trim().is_empty() {
        name
    } else if otherwise.is_empty() {
        "–".to_owned()
    } else {
        otherwise.to_owned()
    }
}

/// Puts each line under the section that it stands in.
fn nested(page: &Page<'_>, entries: Vec<Entry>) -> Vec<DocumentSymbol> {
    let mut top = Vec::new();
    let mut open: Vec<(u8, DocumentSymbol)> = Vec::new();
    for entry in entries {
        if let Some(level) = entry.level {
            while open.last().is_some_and(|(other, _)| *other >= level) {
                close(&mut open, &mut top);
            }
        }
        let (range, selection) = (page.range(entry.span), page.range(entry.name_span));
        let Entry { name, detail, kind, level, .. } = entry;
        let symbol = DocumentSymbol::new(name, detail, kind, None, None, range, selection, None);
        match (level, open.last_mut()) {
            (Some(level), _) => open.push((level, symbol)),
            (None, Some((_, section))) => section.children.get_or_insert_default().push(symbol),
            (None, None) => top.push(symbol),
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut top);
    }
    top
}

/// Ends the innermost section.
fn close(open: &mut Vec<(u8, DocumentSymbol)>, top: &mut Vec<DocumentSymbol>) {
    let Some((_, section)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, outer)) => outer.children.get_or_insert_default().push(section),
        None => top.push(section),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use lsp_types::{
        ClientCapabilities, DocumentSymbol, DocumentSymbolClientCapabilities,
        DocumentSymbolResponse, TextDocumentClientCapabilities,
    };

    use super::{document_symbols, workspace_symbols};
    use crate::lsp::client::Client;
    use crate::lsp::testing::{with_client, with_page};

    const PAGE: &str = "Lead<ref name=\"a b\">{{cite book|last=Orme|title=Mills|year=1904}}</ref>\r\n\
        == ''Early'' life ==\r\n=== Youth 🙂 ===\r\nx<ref group=n>Note.</ref>{{r|a b}}\r\n\
        {|\r\n|+ Locks\r\n| a\r\n|}\r\n== Sources ==\r\n\
        * {{cite web|title=Tolls|url=http://example.org}}\r\n<references><ref name=z>Z</ref></references>";

    fn outline(symbols: &[DocumentSymbol], depth: usize, out: &mut String) {
        for it in symbols {
            let detail = it.detail.as_deref().map_or(String::new(), |it| format!(" ({it})"));
            writeln!(out, "{:depth$}{}{detail}", "", it.name).expect("a string");
            assert!(it.range.start <= it.selection_range.start);
            assert!(it.selection_range.end <= it.range.end);
            outline(it.children.as_deref().unwrap_or_default(), depth + 1, out);
        }
    }

    #[test]
    fn the_outline_is_nested_by_sections() {
        let symbol = DocumentSymbolClientCapabilities {
            hierarchical_document_symbol_support: Some(true),
            ..DocumentSymbolClientCapabilities::default()
        };
        let text_document = Some(TextDocumentClientCapabilities {
            document_symbol: Some(symbol),
            ..TextDocumentClientCapabilities::default()
        });
        let capabilities = ClientCapabilities { text_document, ..ClientCapabilities::default() };
        with_client(PAGE, &Client::new(capabilities), |page, _| {
            let DocumentSymbolResponse::DocumentSymbolList(symbols) = document_symbols(page) else {
                panic!("nested symbols")
            };
            let mut found = String::new();
            outline(&symbols, 0, &mut found);
            assert_eq!(
                found,
                "[1] a b (Orme, Mills, 1904)\nEarly life\n Youth 🙂\n  [n 1] (Note.)\n  Locks\n\
                 Sources\n Tolls (cite web)\n [–] z (Z)\n"
            );
        });
    }

    #[test]
    fn clients_without_nesting_get_a_flat_list() {
        with_page(PAGE, |page, _| {
            let DocumentSymbolResponse::SymbolInformationList(symbols) = document_symbols(page)
            else {
                panic!("flat symbols")
            };
            let base = |at: usize| &symbols[at].base_symbol_information;
            assert_eq!(base(2).name, "Youth 🙂");
            assert_eq!(base(3).container_name.as_deref(), Some("Youth 🙂"));
        });
    }

    #[test]
    fn workspace_symbols_are_found_by_their_letters() {
        with_page(PAGE, |page, _| {
            let found = |query| {
                let symbols = workspace_symbols(page, query);
                symbols.into_iter().map(|it| it.base_symbol_information.name).collect::<Vec<_>>()
            };
            assert_eq!(found("yuth"), ["Youth 🙂"]);
            assert_eq!(found("MILLS"), ["[1] a b Orme, Mills, 1904"]);
            assert_eq!(found("zzz"), [""; 0]);
            assert!(found("").len() > 5);
        });
    }
}
