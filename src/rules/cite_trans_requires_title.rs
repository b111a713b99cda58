use crate::lint::citing::report_needy;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A translated title without the title that it translates.
    ///
    /// ## Why is this bad?
    /// Readers see an error, and cannot find the source under its own name.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite book |trans-title=Mills |last=Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite book |title=Mühlen |trans-title=Mills |last=Orme}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `trans_missing_title`.
    struct CiteTransRequiresTitle {}
    name: "cite-trans-requires-title",
    group: Citations,
    severity: Error,
}

impl Rule for CiteTransRequiresTitle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        report_needy(
            cx,
            |field| field.starts_with("trans-"),
            "give the title in its own language too",
            false,
        );
    }
}
