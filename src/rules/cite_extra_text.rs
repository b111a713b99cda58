use crate::facts::values::ValueFaultKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// "pp.", "vol.", "no." or "ed." in a parameter whose template prints it anyway.
    ///
    /// ## Why is this bad?
    /// Readers see "pp. pp. 3–5" or "2nd ed. ed.", or one reference in a style of its own, and the
    /// template shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=pp. 3–5}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=3–5}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |edition=2nd ed.}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |edition=2nd}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |edition=2nd |volume=3 |pages=3–5}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `extra_text_pages`, `extra_text_edition`, `extra_text_volume`
    /// and `extra_text_issue`. The words are data; `citation-values` in the `site` part of a
    /// configuration adds to them.
    struct CiteExtraText {}
    name: "cite-extra-text",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteExtraText {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::ExtraText) {
            let name = cx.parameter_of(value.argument);
            let word = cx.code_of(value.span);
            let found = cx.report(
                value.span,
                format!("{name} holds {word}, which the template prints itself"),
            );
            found.help("write the bare number or name");
            let edits = [Edit::delete(value.span)];
            found.fix(Fix::new(format!("remove {word}"), Applicability::Safe, edits));
        }
    }
}
