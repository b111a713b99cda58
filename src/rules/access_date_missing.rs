use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation of a page on the web that does not say when it was read.
    ///
    /// ## Why is this bad?
    /// Pages on the web change. With the day on which one was read, others can find the state that
    /// was cited in an archive. Citations with a copy in an archive, and those that say when they
    /// came out, need it less and are left alone.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2020}}</ref>
    /// ```
    struct AccessDateMissing {}
    name: "access-date-missing",
    group: Dates,
    severity: Info,
    optional: true,
}

/// Identifiers that lead to what does not change.
const LASTING: [&str; 8] = ["doi", "pmid", "pmc", "isbn", "jstor", "arxiv", "hdl", "bibcode"];

impl Rule for AccessDateMissing {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, dates) in cx.dated_citations() {
            let Some(url) = dates.address(AddressKind::Url) else { continue };
            let has_copy = dates.address(AddressKind::ArchiveUrl).is_some() || url.copy.is_some();
            let is_lasting =
                citation.fields().any(|setting| LASTING.contains(&setting.name)) || has_copy;
            let is_dated = dates.published().is_some() || dates.date(DateKind::Access).is_some();
            if is_lasting || is_dated || citation.is_open() {
                continue;
            }
            let found = cx.report(url.span, "nothing says when this page was read");
            found.help("read it again, and add `access-date` with the day");
        }
    }
}
