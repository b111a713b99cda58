//! Citation templates, written evenly.

use lsp_types::{FormattingOptions, TextEdit};

use crate::lsp::page::Page;
use crate::text::Span;

/// Formats the citation templates of a page, or of a part of it.
pub(in crate::lsp) fn formatting(
    _page: &Page<'_>,
    _part: Option<Span>,
    _options: &FormattingOptions,
) -> Vec<TextEdit> {
    Vec::new()
}
