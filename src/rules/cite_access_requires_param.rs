use crate::lint::citing::report_needy;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// How a source can be read, without the address or identifier that this is about.
    ///
    /// ## Why is this bad?
    /// The template shows an error: there is no link whose lock it could show.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades |doi-access=free}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades }}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades |doi=10.1000/182 |doi-access=free}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `param_access_requires_param`.
    struct CiteAccessRequiresParam {}
    name: "cite-access-requires-param",
    group: Citations,
    severity: Error,
}

impl Rule for CiteAccessRequiresParam {
    fn check(&self, cx: &mut Context<'_, '_>) {
        report_needy(
            cx,
            |field| field.ends_with("-access"),
            "take it out, or add what it is about",
            true,
        );
    }
}
