//! The edits of a fix, each with a little of the text round it.

use std::borrow::Cow;

use maud::{Markup, html};

use super::page::Page;
use super::text::{Shown, counted};
use crate::lint::Edit;

/// So many edits of one fix are shown.
const MOST_EDITS: usize = 5;

/// How much of the text is shown before and after an edit, in characters.
const CONTEXT: usize = 30;

/// How much is shown of what an edit deletes or inserts, in characters.
const LONGEST: usize = 240;

/// What the edits do to the text.
pub(super) fn diff(page: &Page<'_>, edits: &[Edit]) -> Markup {
    let more = edits.len().saturating_sub(MOST_EDITS);
    html! {
        @for edit in edits.iter().take(MOST_EDITS) { (one(page, edit)) }
        @if more > 0 { p.more { "and " (counted(more, "more place")) } }
    }
}

fn one(page: &Page<'_>, edit: &Edit) -> Markup {
    let source = page.report.source;
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    let before = source[..start].rsplit('\n').next().unwrap_or_default();
    let after = source[end..].split(['\n', '\r']).next().unwrap_or_default();
    let deleted = visible(&source[start..end]);
    let inserted = visible(&edit.text);
    html! {
        p.diff {
            (Shown(last(before)))
            @if !deleted.is_empty() { del { (Shown(&deleted)) } }
            @if !inserted.is_empty() { ins { (Shown(&inserted)) } }
            (Shown(first(after)))
        }
    }
}

/// A text of which everything can be seen, without the middle if it is long.
fn visible(text: &str) -> Cow<'_, str> {
    let kept = LONGEST / 2;
    let head = text.char_indices().nth(kept).map_or(text.len(), |(at, _)| at);
    let tail = text.char_indices().nth_back(kept - 1).map_or(0, |(at, _)| at);
    let text = if head < tail {
        Cow::Owned(format!("{}…{}", &text[..head], &text[tail..]))
    } else {
        Cow::Borrowed(text)
    };
    if text.trim().is_empty() {
        Cow::Owned(text.replace('\r', "").replace(' ', "␣").replace('\n', "↵\n"))
    } else if text.contains('\n') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\n', "↵\n"))
    } else {
        text
    }
}

fn first(text: &str) -> &str {
    text.char_indices().nth(CONTEXT).map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str) -> &str {
    text.char_indices().nth_back(CONTEXT - 1).map_or(text, |(start, _)| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, first, last, visible};

    #[test]
    fn white_space_can_be_seen() {
        assert_eq!(visible(" \r\n"), "␣↵\n");
        assert_eq!(visible("a \r\nb"), "a ↵\nb");
        assert_eq!(visible("a b"), "a b");
    }

    #[test]
    fn long_texts_lose_their_middle() {
        let long = "é".repeat(LONGEST + 1);
        let half = "é".repeat(LONGEST / 2);
        assert_eq!(visible(&long), format!("{half}…{half}"));
        assert_eq!(visible(&long[2..]), &long[2..]);
        assert_eq!(first(&long).chars().count(), 30);
        assert_eq!(last(&long).chars().count(), 30);
        assert_eq!((first("ab"), last("ab")), ("ab", "ab"));
    }
}
