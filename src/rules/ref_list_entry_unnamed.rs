use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A footnote in a reference list without a name.
    ///
    /// ## Why is this bad?
    /// The text can use a footnote of a list by its name only. Without one, nothing can point to
    /// it, and MediaWiki shows an error in the list.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The pass is at 2,140 m.
    /// <references>
    /// <ref>Alpine Club, ''Map 14'', 1997.</ref>
    /// </references>
    /// ```
    /// ```wikitext,good
    /// The pass is at 2,140 m.<ref name="Map14" />
    /// <references>
    /// <ref name="Map14">Alpine Club, ''Map 14'', 1997.</ref>
    /// </references>
    /// ```
    ///
    /// MediaWiki shows `cite_error_references_no_key`.
    struct RefListEntryUnnamed {}
    name: "ref-list-entry-unnamed",
    group: References,
    severity: Error,
}

impl Rule for RefListEntryUnnamed {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        for error in cx.cite_errors(&[CiteErrorKind::ReferencesNoKey]) {
            let found = cx.report_cite(
                error,
                "this footnote in a reference list has no name, so the text cannot use it",
            );
            found.help("add `name=\"…\"` here, and use it in the text as `<ref name=\"…\" />`");
            if let Some(list) = error.list.map(|list| refs.list(list)) {
                found.related(list.start_span, "the list that it stands in");
            }
        }
    }
}
