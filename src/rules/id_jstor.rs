use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of JSTOR that is not written as it should be.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to JSTOR, and an address or a label before it makes that
    /// link lead nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |jstor=https://www.jstor.org/stable/2118559}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mills |journal=Mill Review |jstor=2118559}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |jstor=2118559}}
    /// ```
    struct IdJstor {}
    name: "id-jstor",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdJstor {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Jstor]);
    }
}
