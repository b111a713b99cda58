//! Proposals in the making.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, Documentation, InsertTextFormat, Range,
    TextEdit,
};

use crate::lsp::page::Page;
use crate::text::Span;

/// The proposals for one place, the best first.
pub(super) struct Items<'a, 'p> {
    pub(super) page: &'a Page<'p>,
    /// What is there already of what is being written.
    pub(super) word: Span,
    range: Range,
    proposals: Vec<CompletionItem>,
}

/// One proposal.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// What the list shows, and what is compared with the word that is there.
    pub(super) label: String,
    /// What is written; the label if it is empty.
    pub(super) text: String,
    /// Whether `text` has stops for the cursor. The client must be able to take it.
    pub(super) is_snippet: bool,
    pub(super) kind: Option<CompletionItemKind>,
    /// What stands beside the label.
    pub(super) detail: String,
    /// What is told of the proposal that is chosen.
    pub(super) documentation: String,
}

impl<'a, 'p> Items<'a, 'p> {
    pub(super) fn new(page: &'a Page<'p>, word: Span) -> Self {
        Self { page, word, range: page.range(word), proposals: Vec::new() }
    }

    /// Adds a proposal behind the others.
    pub(super) fn push(&mut self, item: Item) {
        let Item { label, text, is_snippet, kind, detail, documentation } = item;
        let text = if text.is_empty() { label.clone() } else { text };
        let edit = TextEdit::new(self.range, text);
        let filled = |text: String| (!text.is_empty()).then_some(text);
        self.proposals.push(CompletionItem {
            sort_text: Some(format!("{:05}", self.proposals.len())),
            label,
            kind,
            detail: filled(detail),
            documentation: filled(documentation).map(Documentation::String),
            insert_text_format: is_snippet.then_some(InsertTextFormat::Snippet),
            text_edit: Some(edit.into()),
            ..CompletionItem::default()
        });
    }

    /// Adds a word of which there are only a few.
    pub(super) fn keyword(&mut self, word: &str) {
        self.push(Item {
            label: word.to_owned(),
            kind: Some(CompletionItemKind::EnumMember),
            ..Item::default()
        });
    }

    /// The text behind the cursor, up to the end of its line.
    pub(super) fn rest_of_line(&self) -> &'a str {
        let rest = &self.page.doc.text[self.word.end as usize..];
        rest.lines().next().unwrap_or_default()
    }

    /// Whether the client can go from stop to stop in what is written.
    pub(super) fn takes_snippets(&self) -> bool {
        let text_document = self.page.client.capabilities.text_document.as_ref();
        let item = text_document.and_then(|it| it.completion.as_ref()?.completion_item.as_ref());
        item.and_then(|it| it.snippet_support) == Some(true)
    }

    pub(super) fn finish(self) -> Option<CompletionResponse> {
        (!self.proposals.is_empty())
            .then_some(CompletionResponse::CompletionItemList(self.proposals))
    }
}
