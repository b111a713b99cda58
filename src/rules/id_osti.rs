use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of the Office of Scientific and Technical Information that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite report |title=Mills |osti=DE4367507}}
    /// ```
    /// ```wikitext,good
    /// {{cite report |title=Mills |osti=4367507}}
    /// ```
    struct IdOsti {}
    name: "id-osti",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdOsti {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Osti]);
    }
}
