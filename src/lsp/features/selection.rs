//! What encloses a place.

use lsp_types::SelectionRange;

use crate::lsp::page::Page;
use crate::text::Span;

/// What encloses a byte offset, from the smallest to the whole page.
pub(in crate::lsp) fn selection_range(page: &Page<'_>, at: u32) -> SelectionRange {
    SelectionRange::new(page.range(Span::new(at, at)), None)
}
