use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of Open Library that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// The number is made into a link. It ends in a letter that says whether it leads to an
    /// edition, a work or an author.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |title=Mills |ol=18319}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Mills |ol=18319M}}
    /// ```
    struct IdOl {}
    name: "id-ol",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdOl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Ol]);
    }
}
