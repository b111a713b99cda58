use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Markup of a word processor, an office suite or a web page.
    ///
    /// ## Why is this bad?
    /// Text that is pasted with its formatting brings tags and attributes that mean nothing in wikitext.
    /// Some are shown to readers, all make the source hard to edit.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// <p class="MsoNormal">The bell is cracked.<o:p></o:p></p>
    /// ```
    /// ```wikitext,good
    /// The bell is cracked.
    /// ```
    struct ResidueHtmlPaste {}
    name: "residue-html-paste",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueHtmlPaste {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
