use crate::lint::citing::report_needy;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The format of a file, such as PDF, without the address of the file.
    ///
    /// ## Why is this bad?
    /// The format is shown behind the link. Without one, the template shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite book |title=Mills |last=Orme |format=PDF}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// It grinds.<ref>{{cite book |title=Mills |last=Orme }}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite book |title=Mills |last=Orme |url=https://example.org/mills.pdf |format=PDF}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `format_missing_url`.
    struct CiteFormatRequiresUrl {}
    name: "cite-format-requires-url",
    group: Citations,
    severity: Error,
}

impl Rule for CiteFormatRequiresUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        report_needy(
            cx,
            |field| field == "format" || field.ends_with("-format"),
            "add the address of the file, or take the format out; how a book is bound is not said in citations",
            true,
        );
    }
}
