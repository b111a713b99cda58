use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A standard book number that cannot exist.
    ///
    /// ## Why is this bad?
    /// Books from about 1967 to 1974 carry an SBN: an ISBN without its first 0. With one wrong
    /// digit readers find another book or none.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |title=Mills |date=1969 |sbn=356-02201-4}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Mills |date=1969 |sbn=356-02201-3}}
    /// ```
    struct IdSbn {}
    name: "id-sbn",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdSbn {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Sbn]);
    }
}
