use crate::lint::{Context, Rule, declare_rule};
use crate::syntax::SyntaxErrorKind;
use crate::text::Span;

declare_rule! {
    /// A `<!--` without its `-->`.
    ///
    /// ## Why is this bad?
    /// A comment that is not closed hides all of the page after it: text, footnotes and
    /// categories.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The orchard has 90 trees.<!-- count them again
    ///
    /// == History ==
    /// It was planted in 1880.
    /// ```
    /// ```wikitext,good
    /// The orchard has 90 trees.<!-- count them again -->
    ///
    /// == History ==
    /// It was planted in 1880.
    /// ```
    struct UnclosedComment {}
    name: "unclosed-comment",
    group: Markup,
    severity: Error,
}

impl Rule for UnclosedComment {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for error in cx.syntax_errors(SyntaxErrorKind::UnclosedComment) {
            let found =
                cx.report(error.span, "`<!--` is never closed: the rest of the page is hidden");
            found.help("add `-->` where the comment ends");
            if let Some(hidden) = first_line_after(text, error.span) {
                found.related(hidden, "hidden, with all that follows");
            }
        }
    }
}

/// The next line with text in it, after that of the comment.
fn first_line_after(text: &str, comment: Span) -> Option<Span> {
    let mut start = comment.end as usize;
    start += text[start..].find('\n')? + 1;
    let rest = &text[start..];
    start += rest.len() - rest.trim_start().len();
    let line = text[start..].lines().next().filter(|line| !line.is_empty())?;
    Some(Span::new(start as u32, (start + line.trim_end().len()) as u32))
}
