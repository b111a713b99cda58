use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The arrow and letters of a back-link in a list of references.
    ///
    /// ## Why is this bad?
    /// `<references />` prints them by itself, each a link to where its footnote is used. Copied as text
    /// they lead nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// # ^ a b Dorin, ''The Founders of Karsa'', p. 11.
    /// ```
    /// ```wikitext,good
    /// # Dorin, ''The Founders of Karsa'', p. 11.
    /// ```
    struct ResidueBacklink {}
    name: "residue-backlink",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueBacklink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
