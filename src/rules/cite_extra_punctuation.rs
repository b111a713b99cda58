use crate::facts::values::ValueFaultKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A comma, semicolon or colon at the end of a value.
    ///
    /// ## Why is this bad?
    /// The template puts its own sign after each value, so that readers see two.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills, |last=Orme}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills, and how they work |last=Orme}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `extra_punct`.
    struct CiteExtraPunctuation {}
    name: "cite-extra-punctuation",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteExtraPunctuation {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for value in cx.faulty_values(ValueFaultKind::ExtraPunctuation) {
            let name = cx.parameter_of(value.argument);
            let sign = cx.code_of(value.span);
            let is_alone = value.argument.trimmed_value_span(text) == value.span;
            let found = cx.report(value.span, format!("{name} ends in {sign}"));
            found.help("the template puts a sign of its own there: leave this one out");
            if !is_alone {
                let edits = [Edit::delete(value.span)];
                found.fix(Fix::new(format!("remove the {sign}"), Applicability::Safe, edits));
            }
        }
    }
}
