//! The headings and lines of a rendered page as wikitext.

use super::entries::{Entries, outside, with_line_end};
use super::escape;
use crate::facts::Document;
use crate::lint::Edit;
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// Turns the lines that were headings into headings. `tags` are the places of markers that become
/// tags.
pub(super) fn replace_headings(
    doc: &Document<'_>,
    entries: &Entries<'_, '_>,
    tags: &[Span],
    edits: &mut Vec<Edit>,
) {
    for heading in &doc.plain_index.headings {
        if entries.replaces(heading.span.start) {
            continue;
        }
        let marks = "=".repeat(usize::from(heading.level));
        let before = Span::new(heading.span.start, heading.title.start);
        let after = Span::new(heading.title.end, heading.span.end);
        edits.push(Edit::replace(before, format!("{marks} ")));
        let tags = &tags[tags.partition_point(|tag| tag.end <= heading.title.start)..];
        edits.extend(outside(escape::inline(doc.text, heading.title), tags));
        edits.push(Edit::replace(after, format!(" {marks}")));
    }
}

/// Keeps the other lines of a rendered page what they are, and drops the table of contents, since
/// MediaWiki makes its own from the headings. `tags` are the places of markers that become tags.
pub(super) fn replace_lines(
    doc: &Document<'_>,
    entries: &Entries<'_, '_>,
    tags: &[Span],
    edits: &mut Vec<Edit>,
) {
    let text = doc.text;
    let contents = doc.plain_index.contents;
    if let Some(contents) = contents {
        let mut dropped = with_line_end(text, contents);
        let next = with_line_end(text, Span::new(dropped.end, dropped.end));
        if next.of(text).trim().is_empty() {
            dropped.end = next.end;
        }
        edits.push(Edit::delete(dropped));
    }
    let mut headings = doc.plain_index.headings.iter().map(|it| it.span).peekable();
    let mut kept = Vec::new();
    for (_, node) in doc.tree.preorder().filter(|(_, node)| node.kind() == NodeKind::Text) {
        let leaf = node.span();
        let mut start = leaf.start;
        while start < leaf.end {
            let rest = &text.as_bytes()[start as usize..leaf.end as usize];
            let end = memchr::memchr(b'\n', rest).map_or(leaf.end, |at| start + at as u32);
            let line = Span::new(start, end);
            start = end + 1;
            while headings.next_if(|heading| heading.end <= line.start).is_some() {}
            // Behind a comment it starts before the text does.
            let is_heading = headings.peek().is_some_and(|heading| heading.start <= line.start);
            let is_contents = contents.is_some_and(|contents| contents.contains(line));
            if is_heading || is_contents || entries.replaces(line.start) || is_blank(text, line) {
                continue;
            }
            // Behind a comment, a line does not start.
            let starts_line = line.start == 0 || text.as_bytes()[line.start as usize - 1] == b'\n';
            let first = if starts_line { escape::line_start(text, line) } else { None };
            let from = first.as_ref().map_or(line.start, |edit| edit.span.end);
            kept.extend(first);
            kept.extend(escape::inline(text, Span::new(from, line.end)));
        }
    }
    edits.extend(outside(kept.into_iter(), tags));
}

fn is_blank(text: &str, line: Span) -> bool {
    line.of(text).trim().is_empty()
}
