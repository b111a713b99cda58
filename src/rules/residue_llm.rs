use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// What a chat assistant leaves in the text that it wrote.
    ///
    /// ## Why is this bad?
    /// Assistants make up sources and facts that sound right. Text that shows signs of one needs to be
    /// checked statement by statement and source by source; removing the sign alone hides the problem.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bell is cracked. :contentReference[oaicite:3]{index=3}
    /// ```
    /// ```wikitext,good
    /// The bell is cracked.<ref>Dorin, p. 11.</ref>
    /// ```
    struct ResidueLlm {}
    name: "residue-llm",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueLlm {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
