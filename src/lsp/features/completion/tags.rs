//! Tags and their attributes.

use lsp_types::CompletionItemKind;

use super::items::{Item, Items};
use super::place::Tag;
use crate::site::ExtensionTag;

/// Names of extension tags. Tags of HTML are left to the extensions of editors for HTML.
pub(super) fn names(items: &mut Items<'_, '_>, is_end: bool) {
    let site = items.page.doc.site;
    let is_closed = items.rest_of_line().starts_with('>');
    for tag in &site.extension_tags {
        let label = tag.name.clone();
        let kind = Some(CompletionItemKind::Keyword);
        if is_end {
            let text = if is_closed { label.clone() } else { format!("{label}>") };
            items.push(Item { label, text, kind, ..Item::default() });
            continue;
        }
        if items.takes_snippets() && !is_closed {
            for (label, text) in snippets(tag) {
                let kind = Some(CompletionItemKind::Snippet);
                items.push(Item { label, text, is_snippet: true, kind, ..Item::default() });
            }
        } else {
            items.push(Item { label, kind, ..Item::default() });
        }
    }
}

/// A tag with stops for the cursor.
fn snippets(tag: &ExtensionTag) -> Vec<(String, String)> {
    let name = &tag.name;
    match &**name {
        "ref" => vec![
            ("ref".to_owned(), "ref>$0</ref>".to_owned()),
            ("ref name".to_owned(), "ref name=\"$1\">$0</ref>".to_owned()),
            ("ref again".to_owned(), "ref name=\"$1\" />$0".to_owned()),
        ],
        "references" => vec![
            ("references".to_owned(), "references />$0".to_owned()),
            ("references with refs".to_owned(), "references>\n$0\n</references>".to_owned()),
        ],
        "templatestyles" => vec![(name.clone(), "templatestyles src=\"$1\" />$0".to_owned())],
        _ => vec![(name.clone(), format!("{name}>$0</{name}>"))],
    }
}

/// Attributes of refs and lists that the tag does not have.
pub(super) fn attributes(items: &mut Items<'_, '_>, tag: &Tag) {
    let mut known = match &*tag.name {
        "ref" => vec!["name", "group", "follow", "dir"],
        "references" => vec!["group", "responsive"],
        _ => Vec::new(),
    };
    if tag.name == "ref" && items.page.doc.site.sub_referencing {
        known.push("details");
    }
    let is_given = |name: &str| tag.others.iter().any(|(other, _)| other == name);
    for name in known.into_iter().filter(|name| !is_given(name)) {
        let is_snippet = items.takes_snippets();
        let text = if is_snippet { format!("{name}=\"$1\"$0") } else { format!("{name}=") };
        items.push(Item {
            label: name.to_owned(),
            text,
            is_snippet,
            kind: Some(CompletionItemKind::Property),
            ..Item::default()
        });
    }
}
