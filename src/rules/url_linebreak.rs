use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A line break in the words of an external link.
    ///
    /// ## Why is this bad?
    /// The words of a link end with the line. Readers see a bare address between brackets instead of a
    /// link.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// See [https://example.org/mill the old
    /// mill] on the Sarn.
    /// ```
    /// ```wikitext,fixed
    /// See [https://example.org/mill the old mill] on the Sarn.
    /// ```
    /// ```wikitext,good
    /// See [https://example.org/mill the old mill] on the Sarn.
    /// ```
    struct UrlLinebreak {}
    name: "url-linebreak",
    group: Markup,
    severity: Error,
}

/// How far the closing bracket may be away for the words to be those of one link, in bytes.
const FARTHEST: usize = 300;

impl Rule for UrlLinebreak {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for node in doc.external_links.iter().map(|&link| doc.tree.node(link)) {
            if node.is_bracketed() {
                continue;
            }
            let span = node.span();
            let Some(open) = span.start.checked_sub(1) else { continue };
            let is_opened = doc.text.as_bytes()[open as usize] == b'[';
            let is_doubled = open > 0 && doc.text.as_bytes()[open as usize - 1] == b'[';
            if !is_opened || is_doubled {
                continue;
            }
            let after = &doc.text.as_bytes()[span.end as usize..];
            let after = &after[..after.len().min(FARTHEST)];
            let Some(line_end) = memchr::memchr(b'\n', after) else { continue };
            let Some(end) = after.iter().position(|it| matches!(it, b']' | b'[' | b'{' | b'<'))
            else {
                continue;
            };
            let has_one_break =
                memchr::memchr(b'\n', &after[line_end + 1..end.max(line_end + 1)]).is_none();
            if after[end] != b']' || end < line_end || !has_one_break {
                continue;
            }
            let start =
                if line_end > 0 && after[line_end - 1] == b'\r' { line_end - 1 } else { line_end };
            let at = |offset: usize| span.end + offset as u32;
            let line_break = Span::new(at(start), at(line_end + 1));
            let found = cx
                .report(Span::new(open, span.end), "this link ends with its line, before its `]`");
            found.related(line_break, "the line ends here");
            found.help("write the address and its words on one line");
            // On a line of its own, this could be markup.
            let starts_markup = after[line_end + 1..].starts_with(b" ")
                || after.get(line_end + 1).is_some_and(|it| b"*#:;=|!".contains(it));
            if !starts_markup {
                let edits = [Edit::replace(line_break, " ")];
                found.fix(Fix::new("join the lines", Applicability::Safe, edits));
            }
        }
    }
}
