use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Verbs in the place of "said" that judge: "claimed", "admitted", "revealed".
    ///
    /// ## Why is this bad?
    /// "Claimed" calls the statement doubtful, "admitted" makes it a fault, "revealed" makes it true.
    /// Often that is not what the source says.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The miller claimed that the wheel was his.
    /// ```
    /// ```wikitext,good
    /// The miller said that the wheel was his.
    /// ```
    struct NpovSaidSynonym {}
    name: "npov-said-synonym",
    group: Neutrality,
    severity: Info,
}

impl Rule for NpovSaidSynonym {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
