use crate::facts::cite::{CiteErrorKind, Origin};
use crate::lint::{Context, Rule, StrayEnds, declare_rule};

declare_rule! {
    /// A footnote without content and without a name.
    ///
    /// ## Why is this bad?
    /// It says nothing and points to nothing, so readers see an error in the middle of the
    /// sentence. A tag that ends in `/>` is complete: what follows it is plain text.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The theatre seats 640 people.<ref></ref>
    /// ```
    /// ```wikitext,bad
    /// The theatre seats 640 people.<ref "Playbill" />
    /// ```
    /// ```wikitext,good
    /// The theatre seats 640 people.<ref>''Playbill'', 3 May 2011, p. 2.</ref>
    /// ```
    ///
    /// MediaWiki shows `cite_error_ref_no_input`, or `cite_error_ref_no_key` where the tag ends in
    /// `/>`.
    struct RefEmpty {}
    name: "ref-empty",
    group: References,
    severity: Error,
}

impl Rule for RefEmpty {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let mut stray_ends = StrayEnds::default();
        for error in cx.cite_errors(&[CiteErrorKind::RefNoInput, CiteErrorKind::RefNoKey]) {
            let Some(id) = error.tag else { continue };
            let tag = refs.tag(id);
            let is_self_closed = error.kind == CiteErrorKind::RefNoKey;
            let stray_end = stray_ends.after(cx, id).filter(|_| is_self_closed);
            let has_bare_quotes = tag.origin == Origin::Tag
                && tag.attributes.is_empty()
                && tag.start_span.of(cx.doc.text).contains(['"', '\'', '“', '”']);
            let found = cx.report_cite(error, "this footnote has neither content nor a name");
            if let Some(stray_end) = stray_end {
                found.related(stray_end, "this has nothing left to close");
            }
            found.help(if stray_end.is_some() {
                "the `/` ends the footnote before its content: remove it"
            } else if has_bare_quotes {
                "write the name of the footnote as `name=\"…\"`"
            } else if is_self_closed {
                "say which footnote is meant, as in `<ref name=\"…\" />`"
            } else {
                "add the source between `<ref>` and `</ref>`, or remove both"
            });
        }
    }
}
