use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A footnote in a reference list without content.
    ///
    /// ## Why is this bad?
    /// A list is where footnotes get their content. One without any is an error there, even if
    /// the content stands in the text.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The ferry sank in 1953.<ref name="Inquiry">''Report of the Inquiry'', 1954.</ref>
    /// <references>
    /// <ref name="Inquiry" />
    /// </references>
    /// ```
    /// ```wikitext,good
    /// The ferry sank in 1953.<ref name="Inquiry" />
    /// <references>
    /// <ref name="Inquiry">''Report of the Inquiry'', 1954.</ref>
    /// </references>
    /// ```
    ///
    /// MediaWiki shows `cite_error_empty_references_define`.
    struct RefListEntryEmpty {}
    name: "ref-list-entry-empty",
    group: References,
    severity: Error,
}

impl Rule for RefListEntryEmpty {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        for error in cx.cite_errors(&[CiteErrorKind::EmptyReferencesDefine]) {
            let message = match error.argument.as_deref() {
                None | Some("") => "this footnote in a reference list has no content".to_owned(),
                Some(name) => format!("{} has no content in the reference list", code(name)),
            };
            let found = cx.report_cite(error, message);
            found.help("add the source here, or remove it if the text has the source");
            if let Some(list) = error.list.map(|list| refs.list(list)) {
                found.related(list.start_span, "the list that it stands in");
            }
        }
    }
}
