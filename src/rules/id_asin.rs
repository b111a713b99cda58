use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of Amazon that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to a shop. It has ten capital letters and digits.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite AV media |title=Songs of the mill |asin=B00EXAMPL}}
    /// ```
    /// ```wikitext,good
    /// {{cite AV media |title=Songs of the mill |asin=B00EXAMPL0}}
    /// ```
    struct IdAsin {}
    name: "id-asin",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdAsin {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Asin]);
    }
}
