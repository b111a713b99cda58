use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Views that nobody holds: "some critics say", "it is widely believed".
    ///
    /// ## Why is this bad?
    /// Readers cannot tell whether this is the view of most who know the field, or of the editor. With a
    /// reference in the sentence it is only worth a look: the source may say just that.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Some experts believe that the mill is older.
    /// ```
    /// ```wikitext,good
    /// Ada Lindt holds that the mill is older.<ref>Lindt, ''Mills'', p. 7.</ref>
    /// ```
    struct NpovWeasel {}
    name: "npov-weasel",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovWeasel {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
