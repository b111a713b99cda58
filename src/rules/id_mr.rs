use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of Mathematical Reviews that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the review, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |mr=0096297 (20 #2785)}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |mr=0096297}}
    /// ```
    struct IdMr {}
    name: "id-mr",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdMr {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Mr]);
    }
}
