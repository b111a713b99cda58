//! Rules in comments for citelint, and behaviour switches.

use lsp_types::CompletionItemKind;

use super::items::{Item, Items};
use crate::lint::docs::summary;

/// Adds all rules.
pub(super) fn rules(items: &mut Items<'_, '_>) {
    for rule in items.page.rules.all() {
        items.push(Item {
            label: rule.name.to_owned(),
            kind: Some(CompletionItemKind::Value),
            detail: summary(rule.docs).to_owned(),
            ..Item::default()
        });
    }
}

/// Adds all behaviour switches.
pub(super) fn switches(items: &mut Items<'_, '_>) {
    for switch in &items.page.doc.site.behavior_switches {
        items.push(Item {
            label: format!("__{switch}__"),
            kind: Some(CompletionItemKind::Constant),
            ..Item::default()
        });
    }
}
