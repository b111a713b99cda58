use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Times that move with the reader: "recently", "currently", "last year".
    ///
    /// ## Why is this bad?
    /// The article is read years after it was written. What was recent then is wrong now, and nothing
    /// shows it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill is currently closed.
    /// ```
    /// ```wikitext,good
    /// The mill was closed in 2019.
    /// ```
    struct RelativeTime {}
    name: "relative-time",
    group: Neutrality,
    severity: Info,
}

impl Rule for RelativeTime {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
