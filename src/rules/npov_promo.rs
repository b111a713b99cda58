use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The language of advertisements: "cutting-edge", "one-stop shop", "committed to excellence".
    ///
    /// ## Why is this bad?
    /// Such phrases are written to sell, and fit any company. Readers take the article for an
    /// advertisement, and articles that read like one are deleted.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The firm offers cutting-edge solutions for mills.
    /// ```
    /// ```wikitext,good
    /// The firm makes water wheels of steel in four sizes.<ref>Lindt, ''Wheels'', p. 3.</ref>
    /// ```
    struct NpovPromo {}
    name: "npov-promo",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovPromo {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
