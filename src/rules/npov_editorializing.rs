use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Comments on the statement: "unfortunately", "of course", "it should be noted".
    ///
    /// ## Why is this bad?
    /// They tell readers what to think and feel about the facts. The sentence says the same, and says it
    /// better, without them.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Unfortunately, the mill burned down in 1901.
    /// ```
    /// ```wikitext,good
    /// The mill burned down in 1901.
    /// ```
    struct NpovEditorializing {}
    name: "npov-editorializing",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovEditorializing {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
