//! What can be folded away.

use lsp_types::FoldingRange;

use crate::lsp::page::Page;

/// What can be folded away.
pub(in crate::lsp) fn folding_ranges(_page: &Page<'_>) -> Vec<FoldingRange> {
    Vec::new()
}
