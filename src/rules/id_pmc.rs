use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of PubMed Central that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the full text. The letters `PMC` are put before it by the
    /// template.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmc=18177x}}
    /// ```
    /// ```wikitext,bad
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmc=PMC1817752}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmc=1817752}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mill lung |journal=Mill Review |pmc=1817752}}
    /// ```
    struct IdPmc {}
    name: "id-pmc",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdPmc {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Pmc]);
    }
}
