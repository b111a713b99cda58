use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A Handle that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// A Handle is made into a link, and a space or a full stop too many leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite web |title=Mills |hdl=hdl:4263537/4000}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite web |title=Mills |hdl=4263537/4000}}
    /// ```
    /// ```wikitext,good
    /// {{cite web |title=Mills |hdl=4263537/4000}}
    /// ```
    struct IdHdl {}
    name: "id-hdl",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdHdl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Hdl]);
    }
}
