use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of PubMed that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to PubMed. Other text in its place leads nowhere, and a
    /// number higher than any that was known is likely mistyped, or belongs to PubMed Central.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmid=17322060 (abstract)}}
    /// ```
    /// ```wikitext,bad
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmid=PMID 17322060}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmid=17322060}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmid=17322060}}
    /// ```
    struct IdPmid {}
    name: "id-pmid",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdPmid {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Pmid]);
    }
}
