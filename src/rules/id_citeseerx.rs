use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of CiteSeerX that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite CiteSeerX |title=Mills |citeseerx=10.1.1}}
    /// ```
    /// ```wikitext,good
    /// {{cite CiteSeerX |title=Mills |citeseerx=10.1.1.176.341}}
    /// ```
    struct IdCiteseerx {}
    name: "id-citeseerx",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdCiteseerx {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Citeseerx]);
    }
}
