use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Worn figures of speech: "the lion's share", "stood the test of time".
    ///
    /// ## Why is this bad?
    /// They do not say what is meant, and those who read English as a second language, or in translation,
    /// take them literally.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lion's share of the flour went to Bern.
    /// ```
    /// ```wikitext,good
    /// Two thirds of the flour went to Bern.
    /// ```
    struct NpovCliche {}
    name: "npov-cliche",
    group: Neutrality,
    severity: Info,
}

impl Rule for NpovCliche {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
