use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The number of a request for comments that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the document, and other text in its place leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite web |title=Uniform Resource Identifier |rfc=RFC 3986}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite web |title=Uniform Resource Identifier |rfc=3986}}
    /// ```
    /// ```wikitext,good
    /// {{cite web |title=Uniform Resource Identifier |rfc=3986}}
    /// ```
    struct IdRfc {}
    name: "id-rfc",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdRfc {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Rfc]);
    }
}
