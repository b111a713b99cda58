use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of Semantic Scholar that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |s2cid=37220927a}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |s2cid=37220927}}
    /// ```
    struct IdS2cid {}
    name: "id-s2cid",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdS2cid {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::S2cid]);
    }
}
