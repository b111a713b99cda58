use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An article that speaks to "you".
    ///
    /// ## Why is this bad?
    /// An article describes its subject; it does not advise its readers. Instructions belong into a manual
    /// or a travel guide.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// You can see the mill from the road.
    /// ```
    /// ```wikitext,good
    /// The mill can be seen from the road.
    /// ```
    struct NpovSecondPerson {}
    name: "npov-second-person",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovSecondPerson {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
