use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// "Archived copy" in the place of a source's title.
    ///
    /// ## Why is this bad?
    /// A tool writes it when it finds an archived copy but no title. Readers cannot see what is cited,
    /// and it will be lost if the archive goes.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=Archived copy |archive-url=https://web.archive.org/web/20140503000000/https://example.org/mill |archive-date=3 May 2014}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |archive-url=https://web.archive.org/web/20140503000000/https://example.org/mill |archive-date=3 May 2014}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `archived_copy`.
    struct CiteArchivedCopyTitle {}
    name: "cite-archived-copy-title",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteArchivedCopyTitle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::ArchiveTitle) {
            let message = format!("{} stands in for the title", cx.code_of(value.span));
            cx.report(value.span, message)
                .help("open the archived copy and write the title that it has there");
        }
    }
}
