//! The other places of a name.

use lsp_types::{DocumentHighlight, DocumentHighlightKind};

use crate::lsp::names::{Names, Role};
use crate::lsp::page::Page;

/// The places of what stands at a byte offset: definitions as what is written, uses as what is
/// read.
pub(in crate::lsp) fn document_highlights(page: &Page<'_>, at: u32) -> Vec<DocumentHighlight> {
    let all = Names::new(page.doc);
    let Some((named, _)) = all.at(at) else { return Vec::new() };
    let highlight = |place: &crate::lsp::names::Place| {
        let kind = match place.role {
            Role::Definition => DocumentHighlightKind::Write,
            Role::Use => DocumentHighlightKind::Read,
        };
        DocumentHighlight::new(page.range(place.span), Some(kind))
    };
    named.places.iter().map(highlight).collect()
}

#[cfg(test)]
mod tests {
    use lsp_types::DocumentHighlightKind::{Read, Write};

    use super::document_highlights;
    use crate::lsp::testing::{text_of, with_page};

    #[test]
    fn definitions_and_uses_look_different() {
        let text =
            "<ref name='it‸'>🙂</ref>\r\n<ref name=\"it\"/>{{r|it|its}}<ref name=it group=g/>";
        with_page(text, |page, cursors| {
            let found = document_highlights(page, cursors[0]);
            let kinds: Vec<_> = found.iter().filter_map(|it| it.kind).collect();
            assert_eq!(kinds, [Write, Read, Read]);
            assert!(found.iter().all(|it| text_of(page, it.range) == "it"));
        });
    }
}
