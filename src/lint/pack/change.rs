//! The edits of packs.

use super::data::{Change, PackFix};
use crate::facts::Document;
use crate::lint::fix::Edit;
use crate::syntax::tree::{NodeId, NodeKind};
use crate::text::Span;

/// What a fix puts in the place of a match, with the names of groups in it.
pub(super) fn replacement(fix: &PackFix) -> Option<&str> {
    if let Change::Replace(template) = &fix.change { Some(template) } else { None }
}

/// The edit of a fix for a match that starts in `node`; `None` where it does not apply.
pub(super) fn edit(
    fix: &PackFix,
    doc: &Document<'_>,
    node: NodeId,
    cut: Span,
    replacement: String,
) -> Option<Edit> {
    match fix.change {
        Change::Replace(_) => Some(Edit::replace(cut, replacement)),
        Change::Delete => Some(Edit::delete(with_empty_line(doc.text, cut))),
        Change::DeleteTemplate => {
            let span = doc.tree.span(node);
            let starts_here = doc.tree.kind(node) == NodeKind::Template && span.start == cut.start;
            starts_here.then(|| Edit::delete(with_empty_line(doc.text, span)))
        }
    }
}

/// The span, with its line if nothing else stands there, and with one of two blank lines that
/// would then meet.
fn with_empty_line(text: &str, span: Span) -> Span {
    let before = &text[..span.start as usize];
    let after = &text[span.end as usize..];
    let kept_before = before.trim_end_matches([' ', '\t']);
    let kept_after = after.trim_start_matches([' ', '\t']);
    let starts_line = kept_before.is_empty() || kept_before.ends_with('\n');
    let Some(rest) = after_newline(kept_after) else {
        // On the last line of a page: what ends the line before it stays.
        let ends_page = starts_line && kept_after.is_empty();
        let start = if ends_page { kept_before.len() as u32 } else { span.start };
        let end = if ends_page { text.len() as u32 } else { span.end };
        return Span::new(start, end);
    };
    if !starts_line {
        return span;
    }
    let follows_blank = kept_before.is_empty() || ends_in_blank_line(kept_before);
    let rest = if follows_blank { after_newline(rest).unwrap_or(rest) } else { rest };
    Span::new(kept_before.len() as u32, (text.len() - rest.len()) as u32)
}

fn after_newline(text: &str) -> Option<&str> {
    text.strip_prefix('\n').or_else(|| text.strip_prefix("\r\n"))
}

fn ends_in_blank_line(text: &str) -> bool {
    text.ends_with("\n\n") || text.ends_with("\n\r\n")
}

#[cfg(test)]
mod tests {
    use super::with_empty_line;
    use crate::text::Span;

    fn without(text: &str, cut: &str) -> String {
        let start = text.find(cut).expect("it is there") as u32;
        let span = with_empty_line(text, Span::new(start, start + cut.len() as u32));
        text[..span.start as usize].to_owned() + &text[span.end as usize..]
    }

    #[test]
    fn a_line_goes_with_all_that_stood_on_it() {
        assert_eq!(without("a\n x \nb", "x"), "a\nb");
        assert_eq!(without("a x\nb", " x"), "a\nb");
        assert_eq!(without("a\n\nx\n\nb", "x"), "a\n\nb");
        assert_eq!(without("a\r\n\r\nx\r\n\r\nb", "x"), "a\r\n\r\nb");
        assert_eq!(without("x\n\nb", "x"), "b");
        assert_eq!(without("a\nx", "x"), "a\n");
        assert_eq!(without("x", "x"), "");
        assert_eq!(without("a x b", " x"), "a b");
    }
}
