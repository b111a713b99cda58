//! What can be opened.

use lsp_types::DocumentLink;

use crate::lsp::page::Page;

/// What can be opened.
pub(in crate::lsp) fn document_links(_page: &Page<'_>) -> Vec<DocumentLink> {
    Vec::new()
}
