use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An error message that was copied as text, or a parameter outside of a template.
    ///
    /// ## Why is this bad?
    /// Readers see a fault that no edit of this page can mend, for what caused it stayed on the other page.
    /// A parameter such as `{{{1}}}` has a meaning in templates only; elsewhere its braces are shown.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It weighs 9.4 tonnes.Cite error: The named reference survey was invoked but never defined.
    /// ```
    /// ```wikitext,good
    /// It weighs 9.4 tonnes.<ref>Survey of 1998, p. 3.</ref>
    /// ```
    struct ResidueParserError {}
    name: "residue-parser-error",
    group: Residue,
    severity: Error,
}

impl Rule for ResidueParserError {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
