use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A maintenance tag such as `[citation needed]`, typed as text.
    ///
    /// ## Why is this bad?
    /// The template of that name puts the page into the lists where editors look for work; text that
    /// only looks like it does not. Markers of footnotes have rules of their own: see
    /// `ref-index-mixed` and its kin.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The foundry is the oldest of the town.[citation needed]
    /// ```
    /// ```wikitext,good
    /// The foundry is the oldest of the town.{{citation needed|date=May 2021}}
    /// ```
    struct ResidueRefMarker {}
    name: "residue-ref-marker",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueRefMarker {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
