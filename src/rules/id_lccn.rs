use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of the Library of Congress that cannot exist.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the catalogue. It has up to three letters, then the year
    /// in two or four digits, and six digits more; of those, zeros may be left out after a hyphen.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |title=Mills |lccn=8900045}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Mills |lccn=89-456}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Mills |lccn=n2001050268}}
    /// ```
    struct IdLccn {}
    name: "id-lccn",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdLccn {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Lccn]);
    }
}
