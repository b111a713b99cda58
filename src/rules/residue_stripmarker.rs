use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A marker that MediaWiki uses inside, in place of a tag.
    ///
    /// ## Why is this bad?
    /// While it renders a page, MediaWiki keeps places for refs, formulas and the like with markers such as
    /// `UNIQ--ref-00000001-QINU`. Where one is seen, a tool or a template has cut it in two or saved it, and
    /// what it stood for is gone.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bell is cracked.?UNIQ--ref-0000000B-QINU?
    /// ```
    /// ```wikitext,good
    /// The bell is cracked.<ref>Dorin, p. 11.</ref>
    /// ```
    struct ResidueStripmarker {}
    name: "residue-stripmarker",
    group: Residue,
    severity: Error,
}

impl Rule for ResidueStripmarker {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
