//! The prose of a page that was copied from its rendered form: each line is a block.

use super::mark::MarkKind;
use super::output::Output;
use super::{BlockKind, Page};
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// How an item of a list may start.
const BULLETS: [char; 6] = ['•', '*', '·', '◦', '▪', '#'];

/// Gathers the text, the marks and the contexts of a page.
pub(super) fn build(page: Page<'_, '_>) -> Output {
    let mut builder = Builder { page, output: Output::default(), next_marker: 0, next_heading: 0 };
    for (_, node) in page.tree.preorder().filter(|(_, node)| node.kind() == NodeKind::Text) {
        let span = node.span();
        let mut from = span.start;
        for newline in memchr::memchr_iter(b'\n', span.of(page.text).as_bytes()) {
            let end = span.start + newline as u32;
            builder.line(Span::new(from, end));
            builder.output.end_block();
            from = end + 1;
        }
        // A comment in the line cuts it into several texts.
        builder.line(Span::new(from, span.end));
    }
    builder.output
}

struct Builder<'a, 's> {
    page: Page<'a, 's>,
    output: Output,
    /// The next marker, as an index.
    next_marker: usize,
    /// The next heading, as an index.
    next_heading: usize,
}

impl Builder<'_, '_> {
    /// A line without its end, or a part of one.
    fn line(&mut self, line: Span) {
        let Page { text, plain_index, .. } = self.page;
        let is_listed = plain_index.entry_at(line.start).is_some();
        let is_contents = plain_index.contents.is_some_and(|contents| contents.contains(line));
        if line.is_empty() || is_listed || is_contents {
            return;
        }
        let headings = &plain_index.headings;
        while headings.get(self.next_heading).is_some_and(|it| it.span.end <= line.start) {
            self.next_heading += 1;
        }
        let heading = headings.get(self.next_heading).filter(|it| line.contains(it.title));
        let trimmed = line.of(text).trim_start();
        let indent = line.len() - trimmed.len() as u32;
        let after_bullet = trimmed.trim_start_matches(BULLETS);
        let bullet = (trimmed.len() - after_bullet.len()) as u32;
        let (kind, span) = match heading {
            Some(heading) => (BlockKind::Heading, heading.title),
            None if bullet > 0 => {
                (BlockKind::ListItem, Span::new(line.start + indent + bullet, line.end))
            }
            None if line.of(text).contains('\t') => (BlockKind::TableCell, line),
            None => (BlockKind::Paragraph, line),
        };
        if kind != self.output.kind() {
            self.output.start_block(kind);
        }
        self.text(span);
    }

    fn text(&mut self, span: Span) {
        let Page { text, plain_index, .. } = self.page;
        let mut from = span.start;
        while let Some(marker) = plain_index.markers.get(self.next_marker) {
            let whole = marker.whole;
            if whole.start >= span.end {
                break;
            }
            if whole.start >= from {
                self.output.verbatim(text, Span::new(from, whole.start));
                self.output.mark(MarkKind::Ref, whole);
                from = whole.end.min(span.end);
            }
            self.next_marker += 1;
        }
        self.output.verbatim(text, Span::new(from, span.end));
    }
}
