use crate::lint::{Context, Rule, declare_rule};
use crate::syntax::SyntaxErrorKind;

declare_rule! {
    /// A `</ref>` that closes nothing.
    ///
    /// ## Why is this bad?
    /// MediaWiki shows the tag as plain text. Mostly the `<ref>` before it was lost or misspelt,
    /// and then what should be a footnote stands in the sentence.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bridge opened in 1932. Harbour Board, ''Annual report''.</ref>
    /// ```
    /// ```wikitext,good
    /// The bridge opened in 1932.<ref>Harbour Board, ''Annual report''.</ref>
    /// ```
    struct RefStrayClose {}
    name: "ref-stray-close",
    group: References,
    severity: Error,
}

impl Rule for RefStrayClose {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.tag_errors(SyntaxErrorKind::StrayExtensionEndTag, "ref") {
            let tag = cx.code_of(error.span);
            cx.report(error.span, format!("{tag} closes nothing: readers see it as plain text"))
                .help("add the `<ref>` that belongs to it, or remove it");
        }
    }
}
