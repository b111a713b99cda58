use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A `<nowiki>` that a visual editor put in and nobody needs.
    ///
    /// ## Why is this bad?
    /// A visual editor guards whatever could be taken for markup. Many such tags do nothing; some keep an
    /// ending out of a link, or show the markup that somebody typed into the editor.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bell hangs in the [[tower]]<nowiki/>.
    /// ```
    /// ```wikitext,good
    /// The bell hangs in the [[tower]].
    /// ```
    struct ResidueVeNowiki {}
    name: "residue-ve-nowiki",
    group: Residue,
    severity: Info,
}

impl Rule for ResidueVeNowiki {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
