use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Sample text of a toolbar or a form that nobody replaced.
    ///
    /// ## Why is this bad?
    /// A click on a button of the toolbar inserts words such as `Bold text`; drafts and chat assistants
    /// leave blanks to be filled in. Readers take them for part of the article.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bell '''Bold text''' was cast in [Insert year here].
    /// ```
    /// ```wikitext,good
    /// The bell was cast in 1903.
    /// ```
    struct ResiduePlaceholder {}
    name: "residue-placeholder",
    group: Residue,
    severity: Warning,
}

impl Rule for ResiduePlaceholder {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
