use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Labels that carry a judgement: "extremist", "cult", "so-called expert".
    ///
    /// ## Why is this bad?
    /// People argue about whether such a label fits. If the article applies it in its own voice, it takes
    /// sides. What sources call the subject may be told, with their names; what the subject did can always
    /// be described.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The millers were fanatics who burned the rival mill.
    /// ```
    /// ```wikitext,good
    /// The millers burned the rival mill. The mayor called them "fanatics".<ref>Lindt, ''Mills'', p. 9.</ref>
    /// ```
    struct NpovContentiousLabel {}
    name: "npov-contentious-label",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovContentiousLabel {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
