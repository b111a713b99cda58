use crate::facts::dates::AddressKind;
use crate::lint::citing::delete_at;
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};
use crate::site::CommonField;

declare_rule! {
    /// A citation that says whether its link works, without a copy to choose instead.
    ///
    /// ## Why is this bad?
    /// `url-status` only tells the template which of two links comes first, the original or the
    /// copy; without `archive-url` it does nothing. A link that no longer works is marked with
    /// `{{dead link}}`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |url-status=live}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock }}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://archive.ph/AbC12 |archive-date=5 May 2022 |url-status=live}}</ref>
    /// ```
    struct UrlStatusWithoutArchive {}
    name: "url-status-without-archive",
    group: Dates,
    severity: Info,
}

impl Rule for UrlStatusWithoutArchive {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, dates) in cx.dated_citations() {
            let Some(status) = citation.common(CommonField::UrlStatus) else { continue };
            if dates.address(AddressKind::ArchiveUrl).is_some() || citation.is_open() {
                continue;
            }
            let value = status.argument.trimmed_value_span(cx.doc.text);
            let is_live = value.of(cx.doc.text) == "live";
            let edit = delete_at(cx.doc.text, status.argument.span);
            let found = cx.report(value, "`url-status` does nothing without `archive-url`");
            found.help(if is_live {
                "leave it out, or add a copy"
            } else {
                "add a copy; if there is none, write `{{dead link}}` behind the template"
            });
            // That the link is dead must not be lost.
            if let Some(edit) = edit.filter(|_| is_live) {
                found.fix(Fix::new("remove `url-status`", Applicability::Safe, [edit]));
            }
        }
    }
}
