use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Markdown in wikitext.
    ///
    /// ## Why is this bad?
    /// MediaWiki does not read Markdown: readers see asterisks and brackets, and lines that start with `#`
    /// or `**` become lists.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The **largest bell** is described in [the register](https://example.org/bells).
    /// ```
    /// ```wikitext,good
    /// The '''largest bell''' is described in [https://example.org/bells the register].
    /// ```
    struct ResidueMarkdown {}
    name: "residue-markdown",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueMarkdown {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
