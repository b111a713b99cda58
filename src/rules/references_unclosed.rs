use crate::facts::cite::{CiteErrorKind, ListId};
use crate::lint::{Applicability, Context, Diagnostic, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A `<references>` without its `</references>`.
    ///
    /// ## Why is this bad?
    /// The tag comes out as plain text. If another list follows, MediaWiki takes it for a list in
    /// the list, and shows an error in place of both. An empty list is written `<references />`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The harbour freezes in winter.<ref>''Pilot book'', 1990.</ref>
    ///
    /// == References ==
    /// <references>
    /// ```
    /// ```wikitext,fixed
    /// The harbour freezes in winter.<ref>''Pilot book'', 1990.</ref>
    ///
    /// == References ==
    /// <references />
    /// ```
    /// ```wikitext,good
    /// The harbour freezes in winter.<ref>''Pilot book'', 1990.</ref>
    ///
    /// == References ==
    /// <references />
    /// ```
    ///
    /// MediaWiki shows `cite_error_included_references` where another list follows, and nothing
    /// where none does.
    struct ReferencesUnclosed {}
    name: "references-unclosed",
    group: References,
    severity: Error,
}

impl Rule for ReferencesUnclosed {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let lists = &cx.doc.refs.lists;
        for error in cx.cite_errors(&[CiteErrorKind::IncludedReferences]) {
            let Some(ListId(id)) = error.list else { continue };
            let message = "this reference list holds another one, and neither is shown";
            let found = cx.report_cite(error, message);
            found.help("close the first list before the second, or remove one of them");
            let outer = &lists[id as usize];
            if let Some(inner) =
                lists.get(id as usize + 1).filter(|it| outer.span.contains(it.span))
            {
                found.related(inner.start_span, "the inner list");
            }
        }
        for tag in cx.unclosed_tags("references", CiteErrorKind::IncludedReferences) {
            let text = cx.doc.text;
            let message =
                format!("{} is never closed: readers see it as plain text", cx.code_of(tag));
            advise(cx.report(tag, message), tag, text);
        }
    }
}

fn advise(found: &mut Diagnostic, tag: Span, text: &str) {
    let next = text[tag.end as usize..].trim_start();
    if next.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("<ref")) {
        found.help("add `</references>` after the last footnote of the list");
        return;
    }
    found.help("write `<references />`");
    let edit = Edit::replace(Span::new(tag.end - 1, tag.end), " />");
    found.fix(Fix::new("close the tag", Applicability::Safe, [edit]));
}
