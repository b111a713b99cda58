//! Where a comment can stand without a trace in what readers see.

use crate::facts::Document;
use crate::syntax::tree::NodeKind;
use crate::syntax::view::ExtensionTag;
use crate::text::Span;

/// Extensions whose tags may hold a line with nothing but a comment: they take it for the name of a
/// file, which it cannot be, and leave it out. Others get their content with its comments, and
/// make of each line break what they like, as `<poem>` does.
const TOLERANT: [&str; 1] = ["gallery"];

/// The longest footnote that is looked at for being blank, in bytes.
const LONGEST_BLANK: usize = 1000;

/// The comments of a page of which nothing remains, with the spans that MediaWiki takes out.
pub(super) struct Unseen<'d> {
    text: &'d str,
    /// In source order.
    comments: Vec<Span>,
}

impl<'d> Unseen<'d> {
    pub(super) fn new(doc: &'d Document<'_>) -> Self {
        let mut comments = Vec::new();
        let mut raw_until = 0;
        for (id, node) in doc.tree.preorder() {
            let span = node.span();
            match node.kind() {
                NodeKind::ExtensionTag if span.end > raw_until => {
                    let tag = ExtensionTag::new(doc.text, &doc.tree, id);
                    let is_tolerant = tag.is_some_and(|tag| {
                        TOLERANT.iter().any(|name| tag.name().eq_ignore_ascii_case(name))
                    });
                    raw_until = if is_tolerant { raw_until } else { span.end };
                }
                // With a comment it is no empty footnote any more, of which MediaWiki says so.
                NodeKind::Ref if is_blank(span.of(doc.text)) => raw_until = raw_until.max(span.end),
                NodeKind::Comment if span.start >= raw_until => comments.push(span),
                _ => {}
            }
        }
        Self { text: doc.text, comments }
    }

    /// Whether a comment that was written, with the line breaks round it, leaves no trace; so does
    /// what was added to a comment that is there.
    pub(super) fn holds(&self, written: Span) -> bool {
        let at = self.comments.partition_point(|it| it.end < written.end);
        let Some(&comment) = self.comments.get(at) else { return false };
        let text = written.of(self.text);
        let opening = written.end - text.trim_start().len() as u32;
        let is_addition = comment.start < written.start && written.end < comment.end;
        let is_own = comment.start <= opening
            && Span::new(comment.start, opening).of(self.text).trim().is_empty();
        is_addition || is_own
    }
}

/// Whether a footnote holds nothing but comments and white space.
fn is_blank(footnote: &str) -> bool {
    if footnote.len() > LONGEST_BLANK {
        return false;
    }
    let content = footnote.split_once('>').map_or("", |(_, content)| content);
    let mut content = content.rsplit_once("</").map_or(content, |(content, _)| content);
    while let Some((_, rest)) =
        content.trim_start().strip_prefix("<!--").and_then(|it| it.split_once("-->"))
    {
        content = rest;
    }
    content.trim().is_empty()
}
