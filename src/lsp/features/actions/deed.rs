//! What an action does, in a form that goes to the client and comes back.

use lsp_types::{TextDocumentIdentifier, WorkspaceEdit};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::turn_off::turn_off;
use crate::fix::{fix, silence};
use crate::lint::Applicability;
use crate::lsp::edits::difference;
use crate::lsp::page::Page;

/// An action that was offered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    text_document: TextDocumentIdentifier,
    pub(super) version: Option<i32>,
    pub(super) deed: Deed,
}

/// What it does.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Deed {
    /// Applies all safe fixes.
    FixAll,
    /// Writes a comment that silences a rule where a finding starts, in bytes.
    Silence { rule: String, start: u32 },
    /// Turns a rule off for all pages.
    TurnOff { rule: String },
}

impl Data {
    pub(super) fn new(page: &Page<'_>, deed: Deed) -> Self {
        let text_document = TextDocumentIdentifier::new(page.uri.clone());
        Self { text_document, version: page.version, deed }
    }

    pub(super) fn value(&self) -> Value {
        serde_json::to_value(self).expect("plain data")
    }
}

impl Deed {
    /// The edit that does it.
    pub(super) fn edit(&self, page: &Page<'_>) -> Result<WorkspaceEdit, String> {
        let (text, site) = (page.doc.text, page.doc.site);
        let new = match self {
            Self::FixAll => fix(text, site, page.rules, Applicability::Safe).text,
            Self::Silence { rule, start } => {
                let is_it =
                    |it: &&crate::lint::Diagnostic| it.rule.name == rule && it.span.start == *start;
                let found: Vec<_> = page.found().iter().filter(is_it).cloned().collect();
                let done = silence(text, site, page.rules, &found, "");
                if done.silenced.is_empty() {
                    return Err(format!("no comment can silence `{rule}` here"));
                }
                done.text
            }
            Self::TurnOff { rule } => return turn_off(page, rule),
        };
        Ok(page.edit(&difference(text, &new)))
    }
}
