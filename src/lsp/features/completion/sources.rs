//! Names and years in short citations.

use lsp_types::CompletionItemKind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::items::{Item, Items};
use super::place::Argument;
use crate::facts::source::Description;
use crate::lsp::page::Page;
use crate::report::refs::summary;
use crate::site::ShortTemplate;

/// How many names belong to a short citation.
const MOST_NAMES: usize = 4;

/// `{{sfn|…}}`.
pub(super) fn in_short(items: &mut Items<'_, '_>, argument: &Argument, data: &ShortTemplate) {
    let parameters = items.page.doc.site.references.short_parameters();
    match &argument.parameter {
        Some(name) if parameters.group.contains(name) || name.parse::<u32>().is_err() => return,
        _ => {}
    }
    let given = argument.before.iter().filter(|(name, _)| name.is_none());
    let given: Vec<&str> = given.map(|(_, value)| &**value).collect();
    // With several sources, those before are given whole: two parameters each.
    let given = if data.several { &given[given.len() - given.len() % 2..] } else { &given[..] };
    let mut known = FxHashSet::default();
    for (parts, title) in sources(items.page) {
        let is_meant = parts.len() > given.len() && given.iter().zip(&parts).all(|(a, b)| a == b);
        let rest = parts[given.len().min(parts.len())..].join("|");
        if is_meant && known.insert(rest.clone()) {
            items.push(Item {
                label: parts[given.len()..].join(" "),
                text: rest,
                kind: Some(CompletionItemKind::Reference),
                detail: title,
                ..Item::default()
            });
        }
    }
    if !given.is_empty() {
        let all = [&parameters.page, &parameters.pages, &parameters.location];
        for name in all.into_iter().filter_map(|names| names.first()) {
            items.push(Item {
                label: name.clone(),
                text: format!("{name}="),
                kind: Some(CompletionItemKind::Property),
                ..Item::default()
            });
        }
    }
}

/// The full citations of a page: names and year, and what they are.
fn sources(page: &Page<'_>) -> Vec<(Vec<String>, String)> {
    let doc = page.doc;
    let anchors: FxHashMap<_, _> = doc.short.anchors.iter().map(|it| (it.node, it)).collect();
    let mut found = Vec::new();
    for citation in &doc.citations {
        let description = Description::new(doc.text, &doc.tree, &doc.site.sources, citation);
        let anchor = anchors.get(&citation.node);
        let parts: Vec<String> = if let Some(anchor) = anchor.filter(|it| !it.names.is_empty()) {
            anchor.names.iter().chain([&anchor.year]).cloned().collect()
        } else {
            // The anchors are known only once something leads to one.
            let names = description.authors.iter().map(|it| it.family.clone());
            let year = description.year().map(str::to_owned);
            names.take(MOST_NAMES).chain(year).collect()
        };
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            found.push((parts, summary(Some(&description), "")));
        }
    }
    found
}
