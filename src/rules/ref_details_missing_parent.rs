use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// Details that belong to no footnote.
    ///
    /// ## Why is this bad?
    /// `details` holds what one use of a source adds to it, such as a page. MediaWiki makes a
    /// footnote below the main one of it, which it finds by its name; without a name, or inside
    /// a reference list, it drops the details or the whole footnote. This concerns wikis with
    /// sub-references only, see `site.sub-referencing`.
    ///
    /// ## Examples
    /// ```wikitext,bad,site.sub-referencing=true
    /// The tower leans by two degrees.<ref details="p. 14">Brandt, ''Towers''.</ref>
    /// ```
    /// ```wikitext,bad,site.sub-referencing=true
    /// The tower leans by two degrees.<ref details="p. 14" />
    /// ```
    /// ```wikitext,good,site.sub-referencing=true
    /// The tower leans by two degrees.<ref name="Brandt" details="p. 14">Brandt, ''Towers''.</ref>
    /// ```
    ///
    /// MediaWiki shows `cite_error_details_missing_parent`,
    /// `cite_error_ref_with_details_no_name` or `cite_error_details_unsupported_context`.
    struct RefDetailsMissingParent {}
    name: "ref-details-missing-parent",
    group: References,
    severity: Error,
}

impl Rule for RefDetailsMissingParent {
    fn check(&self, cx: &mut Context<'_, '_>) {
        const KINDS: [CiteErrorKind; 3] = [
            CiteErrorKind::DetailsMissingParent,
            CiteErrorKind::RefWithDetailsNoName,
            CiteErrorKind::DetailsUnsupportedContext,
        ];
        for error in cx.cite_errors(&KINDS) {
            let details = code(error.argument.as_deref().unwrap_or_default());
            let (message, help) = match error.kind {
                CiteErrorKind::DetailsMissingParent => (
                    "these details belong to no footnote".to_owned(),
                    "add the name of the footnote that they belong to, as in `name=\"…\"`",
                ),
                CiteErrorKind::RefWithDetailsNoName => (
                    format!("the details {details} are lost: the footnote has no name"),
                    "add a name, as in `name=\"…\"`, or move the details into the content",
                ),
                _ => (
                    "details are lost in a reference list".to_owned(),
                    "move them to where the text uses the footnote",
                ),
            };
            cx.report_cite(error, message).help(help);
        }
    }
}
