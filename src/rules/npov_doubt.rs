use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Words that cast doubt: "supposedly", "so-called", "purported".
    ///
    /// ## Why is this bad?
    /// They say that the statement may be wrong, but not who doubts it, nor why. Of a crime that nobody
    /// has been convicted of, "alleged" is right: then a reference belongs to it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The supposedly oldest mill of the canton stands in Thun.
    /// ```
    /// ```wikitext,good
    /// The owner says that it is the oldest mill of the canton; Lindt has found an older one in
    /// Bern.<ref>Lindt, ''Mills'', p. 7.</ref>
    /// ```
    struct NpovDoubt {}
    name: "npov-doubt",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovDoubt {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
