//! One page as the features see it.

use lsp_types::{Position, Range, Uri};

use super::client::Client;
use super::positions::Positions;
use crate::facts::Document;
use crate::lint::RuleSet;
use crate::text::Span;

/// One version of a page, with all that a feature may ask.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    /// The address of the page.
    pub(super) uri: &'a Uri,
    /// Its text, tree and facts.
    pub(super) doc: &'a Document<'a>,
    /// The rules that run on it.
    pub(super) rules: &'a RuleSet,
    /// Its places as the client counts them.
    pub(super) positions: Positions<'a>,
    /// The client.
    pub(super) client: &'a Client,
}

impl Page<'_> {
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
}
