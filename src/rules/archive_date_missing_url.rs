use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::citing::delete_at;
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};

declare_rule! {
    /// The day of a copy in an archive without the copy.
    ///
    /// ## Why is this bad?
    /// `archive-date` does nothing alone, and the template shows readers an error in red. Mostly
    /// `archive-url` was lost, or never filled in.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock }}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    struct ArchiveDateMissingUrl {}
    name: "archive-date-missing-url",
    group: Dates,
    severity: Error,
}

impl Rule for ArchiveDateMissingUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, dates) in cx.dated_citations() {
            let Some(field) = dates.date(DateKind::Archive) else { continue };
            if dates.address(AddressKind::ArchiveUrl).is_some() || citation.is_open() {
                continue;
            }
            let edit = delete_at(cx.doc.text, field.argument);
            let url = dates.address(AddressKind::Url);
            let copied = url.filter(|url| url.copy.is_some()).map(|url| url.span);
            let found = cx
                .report(field.argument_span(), "`archive-date` does nothing without `archive-url`");
            if let Some(copy) = copied {
                found.related(copy, "this is the address of a copy");
                found.help("move the address of the copy to `archive-url`");
                continue;
            }
            found.help("add the address of the copy as `archive-url`, or leave out the day");
            if let Some(edit) = edit {
                found.fix(Fix::new("remove `archive-date`", Applicability::Unsafe, [edit]));
            }
        }
    }
}
