//! Sections and anchors in `[[#…`.

use lsp_types::CompletionItemKind;

use super::items::{Item, Items};
use crate::lsp::names::{Form, Key, Names, fragment};

/// Adds all that a link within the page can lead to.
pub(super) fn complete(items: &mut Items<'_, '_>) {
    let names = Names::new(items.page.doc);
    let end = if items.rest_of_line().contains("]]") { "" } else { "]]" };
    let mut found: Vec<_> = names
        .iter()
        .filter_map(|named| {
            let Key::Anchor(id) = &named.key else { return None };
            Some((named.definitions().next()?, id))
        })
        .collect();
    found.sort_by_key(|(place, _)| place.span);
    for (place, id) in found {
        let (kind, detail) = match place.form {
            Form::Heading(section) => {
                let level = items.page.doc.sections[section].level;
                (CompletionItemKind::Module, format!("section, level {level}"))
            }
            _ => (CompletionItemKind::Reference, "anchor".to_owned()),
        };
        items.push(Item {
            label: id.clone(),
            text: fragment(id) + end,
            kind: Some(kind),
            detail,
            ..Item::default()
        });
    }
}
