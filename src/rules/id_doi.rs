use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A DOI that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// A DOI is made into a link, and a space, an en dash or a full stop too many leads nowhere.
    /// Only the DOI itself belongs into its parameter, without an address or a label before it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |doi=10.1000/182.}}
    /// ```
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |doi=https://doi.org/10.1000/182}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mills |journal=Mill Review |doi=10.1000/182}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |doi=10.1000/182}}
    /// ```
    struct IdDoi {}
    name: "id-doi",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdDoi {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Doi]);
    }
}
