use crate::lint::{Context, Rule, declare_rule, tag_name};
use crate::syntax::SyntaxErrorKind;

declare_rule! {
    /// A tag such as `<nowiki>` or `<gallery>` without its end tag.
    ///
    /// ## Why is this bad?
    /// MediaWiki shows the tag as plain text, and reads what follows as if it were not there.
    /// `<includeonly>` is worse: without its end, it hides all of the page after it.
    ///
    /// Footnotes and reference lists have rules of their own: `ref-unclosed` and
    /// `references-unclosed`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// <gallery>
    /// File:Mill.jpg|The mill in 1900
    /// ```
    /// ```wikitext,good
    /// <gallery>
    /// File:Mill.jpg|The mill in 1900
    /// </gallery>
    /// ```
    struct UnclosedTag {}
    name: "unclosed-tag",
    group: Markup,
    severity: Error,
}

impl Rule for UnclosedTag {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.syntax_errors(SyntaxErrorKind::UnclosedExtensionTag) {
            let name = tag_name(cx.doc.text, error.span).to_ascii_lowercase();
            if matches!(&*name, "ref" | "references") {
                continue;
            }
            let tag = cx.code_of(error.span);
            cx.report(error.span, format!("{tag} is never closed: readers see it as plain text"))
                .help(format!("add `</{name}>` where it ends, or remove the tag"));
        }
        for error in cx.syntax_errors(SyntaxErrorKind::UnclosedIncludeonly) {
            let message = "`<includeonly>` is never closed: the rest of the page is hidden";
            cx.report(error.span, message).help("add `</includeonly>` where it ends");
        }
    }
}
