//! What the pointer rests on.

use lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use crate::facts::cite::RefTag;
use crate::lsp::page::Page;

/// What is known of what stands at a byte offset.
pub(in crate::lsp) fn hover(page: &Page<'_>, at: u32) -> Option<Hover> {
    let holds = |tag: &&RefTag<'_>| tag.span.start <= at && at < tag.span.end;
    let tag = page.doc.refs.refs.iter().rev().find(holds)?;
    let text = format!("```wikitext\n{}\n```", tag.span.of(page.doc.text));
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent::new(MarkupKind::Markdown, text)),
        range: Some(page.range(tag.span)),
    })
}
