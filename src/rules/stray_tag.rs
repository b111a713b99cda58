use crate::lint::{Context, Rule, declare_rule, tag_name};
use crate::syntax::SyntaxErrorKind;

declare_rule! {
    /// An end tag such as `</nowiki>` or `</gallery>` that closes nothing.
    ///
    /// ## Why is this bad?
    /// MediaWiki shows it as plain text. Its start tag was lost or misspelt, or an earlier end tag
    /// has closed it. A stray `</ref>` has a rule of its own: `ref-stray-close`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The sign reads [[no entry]]</nowiki> in red letters.
    /// ```
    /// ```wikitext,good
    /// The sign reads <nowiki>[[no entry]]</nowiki> in red letters.
    /// ```
    struct StrayTag {}
    name: "stray-tag",
    group: Markup,
    severity: Error,
}

impl Rule for StrayTag {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.syntax_errors(SyntaxErrorKind::StrayExtensionEndTag) {
            let name = tag_name(cx.doc.text, error.span).to_ascii_lowercase();
            if name == "ref" {
                continue;
            }
            let tag = cx.code_of(error.span);
            cx.report(error.span, format!("{tag} closes nothing: readers see it as plain text"))
                .help(format!("add `<{name}>` where it should start, or remove this"));
        }
    }
}
