use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A language in a citation that no language is called.
    ///
    /// ## Why is this bad?
    /// Readers see "(in …)" with something that is none, and the wiki cannot sort the page under the
    /// language of its sources.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mühlen |last=Orme |language=Germann}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mühlen |last=Orme |language=de}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mühlen |last=Orme |language=German and French}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `unknown_lang`. Names beside those of ISO 639 are data;
    /// `citation-values` in the `site` part of a configuration adds to them.
    struct CiteUnknownLanguage {}
    name: "cite-unknown-language",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteUnknownLanguage {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::UnknownLanguage) {
            let name = cx.parameter_of(value.argument);
            let message = format!("{} in {name} is no language", cx.code_of(value.span));
            cx.report(value.span, message)
                .help("write its ISO 639 code, such as `de`, or its English name; several with commas between them");
        }
    }
}
