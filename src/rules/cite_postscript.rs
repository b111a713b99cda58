use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A postscript of a citation that is more than one sign.
    ///
    /// ## Why is this bad?
    /// `postscript` changes the sign that ends the citation, a full stop. Text of one's own belongs
    /// after the template.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |postscript=. Out of print}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |postscript=none}}; out of print.</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `postscript`.
    struct CitePostscript {}
    name: "cite-postscript",
    group: Citations,
    severity: Info,
}

impl Rule for CitePostscript {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::LongPostscript) {
            let name = cx.parameter_of(value.argument);
            cx.report(value.span, format!("{name} is more than one sign"))
                .help("write one sign or `none`, and text of your own after the template");
        }
    }
}
