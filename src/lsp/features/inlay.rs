//! What is shown between the words of a page.

use lsp_types::{InlayHint, Label, Tooltip};

use crate::lsp::page::Page;
use crate::report::refs::describe;
use crate::text::Span;

/// The numbers of the footnotes before the refs of a part of a page, as MediaWiki will print them:
/// `[2]` in the text, `2.` in a list.
pub(in crate::lsp) fn inlay_hints(page: &Page<'_>, part: Span) -> Vec<InlayHint> {
    let refs = &page.doc.refs;
    let first = refs.refs.partition_point(|tag| tag.span.start < part.start);
    let tags = refs.refs[first..].iter().take_while(|tag| tag.span.start <= part.end);
    let hints = tags.filter_map(|tag| {
        let footnote = refs.footnote(tag.footnote?);
        let label = footnote.label();
        if label.is_empty() {
            return None;
        }
        let label = if tag.in_list.is_some() { format!("{label}.") } else { format!("[{label}]") };
        let tooltip = describe(page.doc, footnote);
        let tooltip = (!tooltip.is_empty()).then_some(Tooltip::String(tooltip));
        Some(InlayHint {
            position: page.positions.position(tag.span.start),
            label: Label::String(label),
            kind: None,
            text_edits: None,
            tooltip,
            padding_left: None,
            padding_right: None,
            data: None,
        })
    });
    hints.collect()
}

#[cfg(test)]
mod tests {
    use lsp_types::Label;

    use super::inlay_hints;
    use crate::lsp::testing::with_page;
    use crate::text::Span;

    /// The labels, written into the page.
    fn shown(text: &str) -> String {
        with_page(text, |page, cursors| {
            let part = match cursors {
                [start, end] => Span::new(*start, *end),
                _ => Span::new(0, page.doc.text.len() as u32),
            };
            let mut shown = page.doc.text.to_owned();
            for hint in inlay_hints(page, part).iter().rev() {
                let Label::String(label) = &hint.label else { panic!("{hint:?}") };
                shown.insert_str(page.offset(hint.position) as usize, label);
            }
            shown
        })
    }

    #[test]
    fn refs_show_the_numbers_that_mediawiki_prints() {
        assert_eq!(
            shown(
                "é🙂<ref>a</ref><ref name=b/><ref group=n>c</ref>{{r|b|d}}\r\n\
                <references><ref name=b>b</ref><ref name=d>d</ref></references>"
            ),
            "é🙂[1]<ref>a</ref>[2]<ref name=b/>[n 1]<ref group=n>c</ref>{{r|[2]b|[3]d}}\r\n\
                <references>2.<ref name=b>b</ref>3.<ref name=d>d</ref></references>"
        );
    }

    #[test]
    fn only_the_part_in_sight_is_answered() {
        assert_eq!(
            shown("<ref>a</ref>‸x<ref>b</ref>‸y<ref>c</ref>"),
            "<ref>a</ref>x[2]<ref>b</ref>y<ref>c</ref>"
        );
    }
}
