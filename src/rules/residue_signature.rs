use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A signature, or a link to a user, in an article.
    ///
    /// ## Why is this bad?
    /// Articles are written together and are not signed: the history names who wrote what. Tildes become
    /// the signature of whoever saves the page next.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bell is cracked. --~~~~
    /// ```
    /// ```wikitext,good
    /// The bell is cracked.
    /// ```
    struct ResidueSignature {}
    name: "residue-signature",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueSignature {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
