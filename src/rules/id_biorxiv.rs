use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of bioRxiv or medRxiv that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the preprint. It is a whole DOI, whose number has six
    /// digits on bioRxiv and eight on medRxiv, today with a date before it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite bioRxiv |title=Mill mice |biorxiv=10.1101/2020.13.24.220400}}
    /// ```
    /// ```wikitext,bad
    /// {{cite bioRxiv |title=Mill mice |biorxiv=078733}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite bioRxiv |title=Mill mice |biorxiv=10.1101/078733}}
    /// ```
    /// ```wikitext,good
    /// {{cite bioRxiv |title=Mill mice |biorxiv=10.1101/078733}}
    /// ```
    /// ```wikitext,good
    /// {{cite medRxiv |title=Mill lung |medrxiv=10.1101/2020.02.16.20023754}}
    /// ```
    struct IdBiorxiv {}
    name: "id-biorxiv",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdBiorxiv {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Biorxiv, Kind::Medrxiv]);
    }
}
