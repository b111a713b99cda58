use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A name in `vauthors` or `veditors` that is not in the Vancouver style.
    ///
    /// ## Why is this bad?
    /// The template reads the list by commas and initials: a family name, then up to three capital
    /// letters without full stops. Of other names it makes the wrong people, and shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |vauthors=Orme A., Bell BC}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |vauthors=Orme A, Bell BC, ((Board of Lights))}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `vancouver`.
    struct CiteVancouver {}
    name: "cite-vancouver",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteVancouver {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::NotVancouver) {
            let name = cx.parameter_of(value.argument);
            let message = if value.span.is_empty() {
                format!("a name is missing in {name}")
            } else {
                format!("{} in {name} is not in the Vancouver style", cx.code_of(value.span))
            };
            cx.report(value.span, message).help(
                "write the family name and initials without full stops, `Orme AB`; a group's name in double brackets, `((…))`",
            );
        }
    }
}
