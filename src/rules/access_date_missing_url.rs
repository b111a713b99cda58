use crate::facts::dates::DateKind;
use crate::lint::citing::delete_at;
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};

declare_rule! {
    /// A citation that says when it was read online, but not where.
    ///
    /// ## Why is this bad?
    /// `access-date` is shown only beside an address; without one the template shows readers an
    /// error in red. Links that identifiers such as a DOI make do not count: what they lead to does
    /// not change.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The canal froze.<ref>{{cite book |title=Cold Winters |date=1994 |access-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The canal froze.<ref>{{cite book |title=Cold Winters |date=1994 }}</ref>
    /// ```
    /// ```wikitext,good
    /// The canal froze.<ref>{{cite book |title=Cold Winters |date=1994 |url=https://example.org/winters |access-date=5 May 2020}}</ref>
    /// ```
    struct AccessDateMissingUrl {}
    name: "access-date-missing-url",
    group: Dates,
    severity: Error,
}

impl Rule for AccessDateMissingUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, dates) in cx.dated_citations() {
            let Some(field) = dates.date(DateKind::Access) else { continue };
            if !dates.addresses.is_empty() || citation.is_open() {
                continue;
            }
            let edit = delete_at(cx.doc.text, field.argument);
            let found =
                cx.report(field.argument_span(), "`access-date` does nothing without `url`");
            found.help("add the address that was read, or leave out the date");
            if let Some(edit) = edit {
                found.fix(Fix::new("remove `access-date`", Applicability::Unsafe, [edit]));
            }
        }
    }
}
