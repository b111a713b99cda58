use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An ISSN that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// Readers find a journal by this number. Its last digit is a check digit, which tells most
    /// slips.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |issn=0317-8470}}
    /// ```
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |issn=03178471}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mills |journal=Mill Review |issn=0317-8471}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |issn=0317-8471}}
    /// ```
    struct IdIssn {}
    name: "id-issn",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdIssn {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Issn, Kind::Eissn]);
    }
}
