use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// What the process for drafts leaves in a published article.
    ///
    /// ## Why is this bad?
    /// Templates for drafts put an article into the queues of reviewers, and keep it or its categories from
    /// readers. Links to drafts lead readers where nothing has been checked.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{AFC submission|d|v|u=Example|ns=118}}
    /// The foundry was set up in 1742.
    /// ```
    /// ```wikitext,good
    /// The foundry was set up in 1742.
    ///
    /// [[Category:Bell foundries]]
    /// ```
    struct ResidueDraftTemplate {}
    name: "residue-draft-template",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueDraftTemplate {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
