//! The outline of a page.

use lsp_types::{DocumentSymbolResponse, WorkspaceSymbol};

use crate::lsp::page::Page;

/// The outline of a page.
pub(in crate::lsp) fn document_symbols(_page: &Page<'_>) -> DocumentSymbolResponse {
    DocumentSymbolResponse::DocumentSymbolList(Vec::new())
}

/// What a page has that a query asks for.
pub(in crate::lsp) fn workspace_symbols(_page: &Page<'_>, _query: &str) -> Vec<WorkspaceSymbol> {
    Vec::new()
}
