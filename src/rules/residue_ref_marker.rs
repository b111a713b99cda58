use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A note or a maintenance tag such as `[citation needed]`, typed as text.
    ///
    /// ## Why is this bad?
    /// A template puts the page into the lists where editors look for work, and a `<ref>` leads to its
    /// note. Text that only looks like either does neither. Numbers in brackets have rules of their own.
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
