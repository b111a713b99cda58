use crate::lint::{Context, Rule, declare_rule};
use crate::syntax::SyntaxErrorKind;

declare_rule! {
    /// A `[[` without its `]]`.
    ///
    /// ## Why is this bad?
    /// MediaWiki shows the brackets as plain text, and there is no link. Inside a template they
    /// also hide its closing braces, so that the whole template comes out as text.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The river rises in the [[Fell Hills and flows south.
    /// ```
    /// ```wikitext,good
    /// The river rises in the [[Fell Hills]] and flows south.
    /// ```
    struct UnclosedLink {}
    name: "unclosed-link",
    group: Markup,
    severity: Error,
}

impl Rule for UnclosedLink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.syntax_errors(SyntaxErrorKind::UnclosedLink) {
            let found = cx.report(error.span, "`[[` is never closed: readers see it as plain text");
            found.help("add `]]` where the link ends, or write `&#91;[` if it is no link");
            if let Some(swallowed) = error.swallowed {
                found.related(swallowed, "hidden by the link that is not closed");
            }
        }
    }
}
