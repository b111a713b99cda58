//! A new name in all places.

use lsp_types::{PrepareRenameResult, WorkspaceEdit};

use crate::lsp::page::Page;

/// What would be renamed at a byte offset; `None` if there is no name.
pub(in crate::lsp) fn prepare_rename(_page: &Page<'_>, _at: u32) -> Option<PrepareRenameResult> {
    None
}

/// Renames what stands at a byte offset. The error says why the name cannot be taken.
pub(in crate::lsp) fn rename(
    _page: &Page<'_>,
    _at: u32,
    _name: &str,
) -> Result<Option<WorkspaceEdit>, String> {
    Ok(None)
}
