use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A link to the pages for telephones.
    ///
    /// ## Why is this bad?
    /// The plain address serves every screen; the one for telephones shows a narrow page on a desk too, and
    /// such addresses go out of use first.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// See [https://en.m.wikipedia.org/wiki/Bell Bell] for more.
    /// ```
    /// ```wikitext,good
    /// See [https://en.wikipedia.org/wiki/Bell Bell] for more.
    /// ```
    struct ResidueMobileUrl {}
    name: "residue-mobile-url",
    group: Residue,
    severity: Info,
}

impl Rule for ResidueMobileUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
