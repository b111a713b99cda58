use crate::facts::cite::CiteErrorKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A footnote in a reference list with another group than that of the list.
    ///
    /// ## Why is this bad?
    /// A list holds one group, so MediaWiki ignores the group of the footnote and shows an error
    /// behind it. If the footnote is used in the text with its own group, it has no content there.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bell was cast twice.<ref name="bell" group="note" />
    /// <references group="note">
    /// <ref name="bell" group="notes">In 1702 and, after a crack, in 1840.</ref>
    /// </references>
    /// ```
    /// ```wikitext,good
    /// The bell was cast twice.<ref name="bell" group="note" />
    /// <references group="note">
    /// <ref name="bell">In 1702 and, after a crack, in 1840.</ref>
    /// </references>
    /// ```
    ///
    /// MediaWiki shows `cite_error_references_group_mismatch`.
    struct RefGroupMismatch {}
    name: "ref-group-mismatch",
    group: References,
    severity: Error,
}

impl Rule for RefGroupMismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for error in cx.cite_errors(&[CiteErrorKind::ReferencesGroupMismatch]) {
            let list = error.list.map(|list| cx.doc.refs.list(list));
            let list_group = match list.map(|list| &*list.group) {
                None | Some("") => "this list has no group".to_owned(),
                Some(group) => format!("this list is of group {}", code(group)),
            };
            let message = match error.argument.as_deref() {
                None | Some("") => "the list has a group, but this footnote has none".to_owned(),
                Some(group) => {
                    format!("this footnote is of group {}, its list is not", code(group))
                }
            };
            let found = cx.report_cite(error, message);
            found.help("remove the group, or move the footnote to the list of its group");
            if let Some(list) = list {
                found.related(list.start_span, list_group);
            }
            let before = Span::new(error.span.start.saturating_sub(1), error.span.end);
            if text[before.start as usize..].starts_with(' ') {
                let edit = Edit::delete(before);
                found.fix(Fix::new("remove the group", Applicability::Unsafe, [edit]));
            }
        }
    }
}
