use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of WorldCat that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to WorldCat, where readers see which libraries have the
    /// book.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |title=Mills |oclc=ocm1234}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite book |title=Mills |oclc=1234}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Mills |oclc=1234}}
    /// ```
    struct IdOclc {}
    name: "id-oclc",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdOclc {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Oclc]);
    }
}
