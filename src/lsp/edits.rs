//! Edits as the protocol wants them.

use std::collections::HashMap;

use lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::{DiffOp, TextDiff};

use super::client::Client;
use crate::lint::Edit;
use crate::text::Span;

/// Edits of one file, which must still be of this version where it is open.
pub(super) fn workspace_edit(
    client: &Client,
    uri: &Uri,
    version: Option<i32>,
    edits: Vec<TextEdit>,
) -> WorkspaceEdit {
    if client.takes_document_changes() {
        let change = document_edit(uri, version, edits);
        return WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() };
    }
    let changes = HashMap::from([(uri.clone(), edits)]);
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Edits of one file, among other changes.
pub(super) fn document_edit(
    uri: &Uri,
    version: Option<i32>,
    edits: Vec<TextEdit>,
) -> DocumentChange {
    let text_document_identifier = TextDocumentIdentifier::new(uri.clone());
    let text_document =
        OptionalVersionedTextDocumentIdentifier { version, text_document_identifier };
    let edits = edits.into_iter().map(Into::into).collect();
    DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })
}

/// Edits that turn one text into another, line by line: what is not touched keeps its cursors,
/// folds and marks.
pub(super) fn difference(old: &str, new: &str) -> Vec<Edit> {
    let [old_lines, new_lines] =
        [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let offsets = |lines: &[&str]| {
        let ends = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect::<Vec<usize>>()
    };
    let (old_at, new_at) = (offsets(&old_lines), offsets(&new_lines));
    let diff = TextDiff::configure().diff_slices(&old_lines, &new_lines);
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edit = |op: &DiffOp| {
        let (old, from) = (op.old_range(), op.new_range());
        let span = Span::new(old_at[old.start] as u32, old_at[old.end] as u32);
        Edit::replace(span, &new[new_at[from.start]..new_at[from.end]])
    };
    changed.map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_difference_leaves_equal_lines_alone() {
        let (old, new) = ("a\nb\r\nc\nd", "a\nB\r\nc\nx\nd");
        let edits = difference(old, new);
        let mut text = old.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        assert_eq!(text, new);
        assert_eq!(edits.len(), 2, "{edits:?}");
    }
}
