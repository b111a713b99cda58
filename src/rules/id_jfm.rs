use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of the Jahrbuch über die Fortschritte der Mathematik that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the review, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |jfm=54.271.04}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |jfm=54.0271.04}}
    /// ```
    struct IdJfm {}
    name: "id-jfm",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdJfm {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Jfm]);
    }
}
