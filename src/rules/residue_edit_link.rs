use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An edit link of a section that was copied with its heading.
    ///
    /// ## Why is this bad?
    /// MediaWiki prints the link beside every heading by itself. Copied as text it does nothing, shows in
    /// the table of contents, and breaks links to the section.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == History[edit] ==
    /// The foundry was set up in 1742.
    /// ```
    /// ```wikitext,good
    /// == History ==
    /// The foundry was set up in 1742.
    /// ```
    struct ResidueEditLink {}
    name: "residue-edit-link",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueEditLink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
