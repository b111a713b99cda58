//! What is shown between the words of a page.

use lsp_types::InlayHint;

use crate::lsp::page::Page;
use crate::text::Span;

/// What is shown between the words of a part of a page.
pub(in crate::lsp) fn inlay_hints(_page: &Page<'_>, _part: Span) -> Vec<InlayHint> {
    Vec::new()
}
