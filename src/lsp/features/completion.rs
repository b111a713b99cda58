//! What may be written next.

use lsp_types::{CompletionContext, CompletionResponse};

use crate::lsp::page::Page;

/// What may be written at a byte offset.
pub(in crate::lsp) fn completion(
    _page: &Page<'_>,
    _at: u32,
    _context: Option<&CompletionContext>,
) -> Option<CompletionResponse> {
    None
}
