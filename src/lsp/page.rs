//! One page as the features see it.

use std::path::Path;
use std::sync::OnceLock;

use lsp_types::{Position, Range, TextEdit, Uri, WorkspaceEdit};

use super::client::Client;
use super::edits::workspace_edit;
use super::positions::Positions;
use crate::facts::Document;
use crate::lint::{Diagnostic, Edit, RuleSet, lint_document};
use crate::text::Span;

/// One version of a page, with all that a feature may ask.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    /// The address of the page.
    pub(super) uri: &'a Uri,
    /// Its version; none for a page that is not open.
    pub(super) version: Option<i32>,
    /// Its text, tree and facts.
    pub(super) doc: &'a Document<'a>,
    /// The rules that run on it.
    pub(super) rules: &'a RuleSet,
    /// Its places as the client counts them.
    pub(super) positions: Positions<'a>,
    /// The client.
    pub(super) client: &'a Client,
    /// The file that settings for the page go into, which may not be there yet.
    pub(super) settings_file: Option<&'a Path>,
    /// Whether settings leave the page out: nothing is reported of it.
    pub(super) is_left_out: bool,
    /// Where findings are kept: see [`Page::found`].
    pub(super) findings: &'a OnceLock<Vec<Diagnostic>>,
}

impl<'a> Page<'a> {
    /// What the rules find, sorted; found when it is first asked for.
    pub(super) fn found(&self) -> &'a [Diagnostic] {
        if self.is_left_out {
            return &[];
        }
        self.findings.get_or_init(|| lint_document(self.doc, self.rules))
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        self.positions.range(span)
    }

    /// The byte offset of a position.
    pub(super) fn offset(&self, at: Position) -> u32 {
        self.positions.offset(at)
    }

    /// The span of a range.
    pub(super) fn span(&self, range: Range) -> Span {
        self.positions.span(range)
    }

    /// Edits of the page.
    pub(super) fn edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let edit = |it: &Edit| TextEdit::new(self.range(it.span), it.text.clone());
        workspace_edit(self.client, self.uri, self.version, edits.iter().map(edit).collect())
    }
}
