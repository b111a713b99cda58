use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of zbMATH that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the review, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |zbl=0823.1102}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |zbl=0823.11029}}
    /// ```
    struct IdZbl {}
    name: "id-zbl",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdZbl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Zbl]);
    }
}
