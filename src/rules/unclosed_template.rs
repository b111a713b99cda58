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
        let refs = &cx.doc.refs.refs;
        let links = cx.syntax_errors(SyntaxErrorKind::UnclosedLink);
        let mut links: Vec<_> =
            links.filter_map(|link| Some((link.span, link.swallowed?))).collect();
        links.sort();
        for error in cx.syntax_errors(SyntaxErrorKind::UnclosedTemplate) {
            let braces = error.span.of(cx.doc.text);
            let closing = "}".repeat(braces.len());
            let message =
                format!("`{braces}` is never closed: readers see its source as plain text");
            // A link hides closing braces of the footnote that it stands in only.
            let before = refs.partition_point(|it| it.span.start < error.span.start);
            let end = refs[..before].last().map(|footnote| footnote.span.end);
            let end = end.filter(|end| *end > error.span.start).unwrap_or(u32::MAX);
            let next = links.partition_point(|(link, _)| *link < error.span);
            let link = links.get(next).filter(|(link, _)| link.start < end);
            let found = cx.report(error.span, message);
            if let Some(&(link, hidden)) = link {
                found
                    .help("close the link with `]]`, so that the template ends where it should")
                    .related(link, "this link is not closed")
                    .related(hidden, "so these braces close nothing");
            } else {
                found.help(format!("add `{closing}` where the template ends"));
            }
        }
    }
}
