//! Names of templates, variables and parser functions.

use lsp_types::CompletionItemKind;
use rustc_hash::FxHashMap;

use super::items::{Item, Items};
use crate::site::{Schema, TemplateSchema};

/// Adds the templates that describe sources, those that make refs and lists, those that the page
/// uses already, and what MediaWiki itself knows in double braces.
pub(super) fn names(items: &mut Items<'_, '_>) {
    let doc = items.page.doc;
    for schema in doc.site.citations.schemas() {
        for template in schema.templates() {
            citation(items, schema, template);
        }
    }
    for name in doc.site.references.templates() {
        plain(items, name, CompletionItemKind::Function, "makes or lists footnotes".to_owned());
    }
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for template in &doc.templates {
        // The one that is being written is none yet.
        if template.name_span.end != items.word.end {
            *counts.entry(template.name_span.of(doc.text)).or_default() += 1;
        }
    }
    let mut used: Vec<_> = counts.into_iter().collect();
    used.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    for (name, count) in used {
        if !doc.site.is_citation(&crate::site::normalize_name(name)) {
            plain(items, name, CompletionItemKind::Function, format!("on this page: {count}"));
        }
    }
    for name in &doc.site.parser_functions {
        plain(items, &format!("{name}:"), CompletionItemKind::Method, "parser function".to_owned());
    }
    for name in &doc.site.variables {
        plain(items, name, CompletionItemKind::Constant, "variable".to_owned());
    }
}

fn plain(items: &mut Items<'_, '_>, name: &str, kind: CompletionItemKind, detail: String) {
    items.push(Item { label: name.to_owned(), kind: Some(kind), detail, ..Item::default() });
}

/// A citation template, with the parameters that it needs if the client can go from stop to stop.
fn citation(items: &mut Items<'_, '_>, schema: &Schema, template: &TemplateSchema) {
    let title = template.title.first().filter(|it| !template.requires.contains(it));
    let needed = template.requires.iter().chain(title);
    let names = needed.map(|&id| schema.usual_parameter(template, id));
    let names: Vec<String> = names.flatten().collect();
    let rest = items.rest_of_line();
    let is_snippet = items.takes_snippets() && (rest.is_empty() || rest.starts_with("}}"));
    let mut text = template.name.clone();
    if is_snippet {
        let stops = names.iter().zip(1..).map(|(name, stop)| format!(" |{name}=${stop}"));
        text.extend(stops);
        text += if rest.is_empty() { "$0}}" } else { "$0" };
    }
    items.push(Item {
        label: template.name.clone(),
        text,
        is_snippet,
        kind: Some(CompletionItemKind::Class),
        detail: "citation".to_owned(),
        ..Item::default()
    });
}
