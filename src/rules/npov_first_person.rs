use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An article that says "I", "we" or "our".
    ///
    /// ## Why is this bad?
    /// Articles have no author who speaks. Often such text was copied from the subject's own site, or tells
    /// what an editor thinks.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Our mill was built in 1742.
    /// ```
    /// ```wikitext,good
    /// The mill was built in 1742.
    /// ```
    struct NpovFirstPerson {}
    name: "npov-first-person",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovFirstPerson {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
