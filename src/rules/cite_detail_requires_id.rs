use crate::lint::citing::report_needy;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A detail of an identifier in a citation, without the identifier.
    ///
    /// ## Why is this bad?
    /// The date on which a DOI was found not to work, the end of an embargo, or the country of a shop's
    /// number say nothing alone, and the template shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades |doi-broken-date=3 May 2014}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades }}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades |doi=10.1000/182 |doi-broken-date=3 May 2014}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `doibroken_missing_doi`, `embargo_missing_pmc` and
    /// `asintld_missing_asin`.
    struct CiteDetailRequiresId {}
    name: "cite-detail-requires-id",
    group: Citations,
    severity: Error,
}

impl Rule for CiteDetailRequiresId {
    fn check(&self, cx: &mut Context<'_, '_>) {
        report_needy(
            cx,
            |field| matches!(field, "doi-broken-date" | "pmc-embargo-date" | "asin-tld"),
            "add the identifier, or take this out",
            true,
        );
    }
}
