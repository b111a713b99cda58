use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Text that a wiki prints round an article, or beside its words.
    ///
    /// ## Why is this bad?
    /// The line under the title, links for screen readers, the row of categories, the licence and the
    /// footer belong to the page that was copied, not to the article. They are wrong as soon as the text
    /// stands elsewhere. A copy of a free text should credit its source where the licence asks for it:
    /// in the edit summary, or with a template.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The foundry was set up in 1742.
    ///
    /// This page was last edited on 7 May 2022, at 09:14 (UTC).
    /// ```
    /// ```wikitext,good
    /// The foundry was set up in 1742.
    ///
    /// [[Category:Bell foundries]]
    /// ```
    struct ResidueSiteChrome {}
    name: "residue-site-chrome",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueSiteChrome {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
