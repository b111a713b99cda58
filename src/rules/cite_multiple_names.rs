use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Several people in a parameter that takes one.
    ///
    /// ## Why is this bad?
    /// Programs that read the citation take them for one person with a long name, short citations do
    /// not find them, and "et al." is put in the wrong place or not at all.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |author=Orme, A.; Bell, B.; Tam, C.}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last1=Orme |first1=A. |last2=Bell |first2=B.}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |author=Bell, B., Jr.}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `mult_names`.
    struct CiteMultipleNames {}
    name: "cite-multiple-names",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteMultipleNames {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::MultipleNames) {
            let name = cx.parameter_of(value.argument);
            let role = value.field.split('-').next().unwrap_or_default();
            let help = match role {
                "author" => "give each person parameters of their own: `last1`, `first1`, `last2`, …; or `vauthors` for a list such as `Orme A, Bell B`".to_owned(),
                _ => format!("give each person parameters of their own: `{role}1-last`, `{role}1-first`, `{role}2-last`, …"),
            };
            cx.report(value.span, format!("{name} names several people"))
                .help(help + "; one body with commas in its name goes in double brackets, `((…))`");
        }
    }
}
