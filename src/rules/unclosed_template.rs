use crate::lint::{Context, Rule, declare_rule};
use crate::syntax::SyntaxErrorKind;

declare_rule! {
    /// A `{{` or `{{{` without the braces that close it.
    ///
    /// ## Why is this bad?
    /// MediaWiki shows the braces and all that follows them as plain text, so readers see the
    /// source of the template in the middle of the page, and a citation in it is lost. Often the
    /// closing braces are there, but a `[[` inside the template that is never closed hides them.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The town has 500 inhabitants.<ref>{{cite web |title=Census |url=http://example.org/</ref>
    /// ```
    /// ```wikitext,good
    /// The town has 500 inhabitants.<ref>{{cite web |title=Census |url=http://example.org/}}</ref>
    /// ```
    struct UnclosedTemplate {}
    name: "unclosed-template",
    group: Markup,
    severity: Error,
}

impl Rule for UnclosedTemplate {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in &cx.doc.errors {
            if error.kind != SyntaxErrorKind::UnclosedTemplate {
                continue;
            }
            let braces = error.span.of(cx.doc.text);
            let closing = "}".repeat(braces.len());
            let message =
                format!("`{braces}` is never closed: readers see its source as plain text");
            let found = cx.report(error.span, message);
            match error.swallowed {
                Some(swallowed) => found
                    .help("close the `[[` or `{{` that stands between the two")
                    .related(swallowed, "these braces cannot close it"),
                None => found.help(format!("add `{closing}` where the template ends")),
            };
        }
    }
}
