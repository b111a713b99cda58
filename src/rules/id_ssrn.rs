use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of the Social Science Research Network that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |ssrn=19}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |ssrn=1900856}}
    /// ```
    struct IdSsrn {}
    name: "id-ssrn",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdSsrn {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Ssrn]);
    }
}
