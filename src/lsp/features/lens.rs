//! What is shown above the lines of a page.

use lsp_types::CodeLens;

use crate::lsp::page::Page;

/// What is shown above the lines of a page.
pub(in crate::lsp) fn code_lenses(_page: &Page<'_>) -> Vec<CodeLens> {
    Vec::new()
}
