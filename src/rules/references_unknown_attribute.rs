use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// An attribute that `<references>` does not have.
    ///
    /// ## Why is this bad?
    /// MediaWiki shows an error in place of the whole list. There are two attributes: `group` and
    /// `responsive`. How a list looks, such as its columns, is a matter for the style sheets of
    /// the wiki, or for a template such as `{{reflist}}`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The dam is 90 m high.<ref>''Dams of the North'', p. 51.</ref>
    /// <references columns="2" />
    /// ```
    /// ```wikitext,good
    /// The dam is 90 m high.<ref>''Dams of the North'', p. 51.</ref>
    /// <references responsive="1" />
    /// ```
    ///
    /// MediaWiki shows `cite_error_references_invalid_parameters`.
    struct ReferencesUnknownAttribute {}
    name: "references-unknown-attribute",
    group: References,
    severity: Error,
}

impl Rule for ReferencesUnknownAttribute {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.cite_errors(&[CiteErrorKind::ReferencesInvalidParameters]) {
            let attribute = code(error.argument.as_deref().unwrap_or_default());
            let message =
                format!("a reference list has no attribute {attribute}, so the list is not shown");
            cx.report_cite(error, message)
                .help("remove it: there are only `group` and `responsive`");
        }
    }
}
