use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Veiling words: "passed away", "collateral damage".
    ///
    /// ## Why is this bad?
    /// They hide what happened, and readers of other languages may not understand them at all.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The miller passed away in 1950.
    /// ```
    /// ```wikitext,good
    /// The miller died in 1950.
    /// ```
    struct NpovEuphemism {}
    name: "npov-euphemism",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovEuphemism {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
