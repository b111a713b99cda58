use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A table of contents that was copied as text.
    ///
    /// ## Why is this bad?
    /// MediaWiki makes the table from the headings. A copy of it leads nowhere and is out of date as soon
    /// as a heading changes.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Contents
    /// 1 History
    /// 2 Bells
    /// 2.1 The bell of 1903
    /// ```
    /// ```wikitext,good
    /// == History ==
    /// The foundry was set up in 1742.
    ///
    /// == Bells ==
    /// The largest is cracked.
    ///
    /// === The bell of 1903 ===
    /// Its note is a low A.
    /// ```
    struct ResidueToc {}
    name: "residue-toc",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueToc {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
