//! Headings as rendering prints them, and the table of contents.

use rustc_hash::FxHashMap;

use super::Marker;
use super::line::{contents_line, entry_prefix, lines, title_before_edit_link};
use crate::site::RenderedWords;
use crate::text::Span;

/// A line that was a heading on the rendered page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedHeading {
    /// The line, without its end.
    pub span: Span,
    /// The title, without the edit link.
    pub title: Span,
    /// The level: what the table of contents says, else 2.
    pub level: u8,
}

/// The level of a heading of which nothing is known.
const USUAL_LEVEL: u8 = 2;

/// The headings among the lines of a page. `is_open` tells lines that can be headings.
///
/// A line is a heading if it ends with an edit link, if the table of contents has it, or if it
/// says "References" or the like and entries follow.
pub(super) fn find(
    text: &str,
    words: &RenderedWords,
    all: &[Span],
    contents: Option<Span>,
    is_open: impl Fn(Span) -> bool,
) -> Vec<PrintedHeading> {
    let mut levels = FxHashMap::default();
    if let Some(contents) = contents {
        for line in lines(text, contents).skip(1) {
            if let Some((depth, title)) = contents_line(line.of(text)) {
                levels.entry(title).or_insert((depth + 1).min(6));
            }
        }
    }
    let mut headings = Vec::new();
    let after = contents.map_or(0, |contents| contents.end);
    for (index, &line) in all.iter().enumerate() {
        let (before, trimmed) = (line.of(text), line.of(text).trim_start());
        let edited = title_before_edit_link(trimmed, words);
        let title = edited.unwrap_or(trimmed);
        let listed = levels.get(title).copied().filter(|_| line.start >= after);
        let is_heading = edited.is_some()
            || listed.is_some()
            || (words.is_list_heading(title) && entries_follow(text, words, &all[index + 1..]));
        if is_heading && !title.is_empty() && is_open(line) {
            let start = line.start + (before.len() - trimmed.len()) as u32;
            headings.push(PrintedHeading {
                span: line,
                title: Span::new(start, start + title.len() as u32),
                level: listed.unwrap_or(USUAL_LEVEL),
            });
        }
    }
    headings
}

/// Whether the next line that is not blank is an entry of a list.
fn entries_follow(text: &str, words: &RenderedWords, lines: &[Span]) -> bool {
    let next = lines.iter().map(|line| line.of(text)).find(|line| !line.is_empty());
    next.is_some_and(|line| entry_prefix(line, words).is_some())
}

/// The table of contents among the lines of a page, from its first line to the end of its last.
/// MediaWiki leaves footnotes out of it: a line with a marker is text.
pub(super) fn contents(
    text: &str,
    words: &RenderedWords,
    all: &[Span],
    markers: &[Marker<'_>],
) -> Option<Span> {
    let first = all.iter().position(|line| words.is_contents_heading(line.of(text).trim()))?;
    let has_marker = |line: &Span| {
        let next = markers.partition_point(|it| it.whole.end <= line.start);
        markers.get(next).is_some_and(|it| it.whole.start < line.end)
    };
    let is_title = |line: &&Span| contents_line(line.of(text)).is_some() && !has_marker(line);
    let last = all[first + 1..].iter().take_while(is_title).last()?;
    Some(Span::new(all[first].start, last.end))
}
