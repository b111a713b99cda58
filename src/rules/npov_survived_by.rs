use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The formula of obituaries: "he was survived by his wife".
    ///
    /// ## Why is this bad?
    /// It tells who was alive at one moment, and nothing about them. An article names relatives where it
    /// tells of the family, and only if they matter to it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Lindt was survived by two daughters.
    /// ```
    /// ```wikitext,good
    /// Lindt had two daughters, who sold the mill in 1951.
    /// ```
    struct NpovSurvivedBy {}
    name: "npov-survived-by",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovSurvivedBy {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
