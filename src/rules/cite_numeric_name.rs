use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A name in a citation that consists of digits.
    ///
    /// ## Why is this bad?
    /// Nobody is called so: a date, a page or the number of an account stands where the author
    /// should.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |author=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |author=Ada Orme |year=1904}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `numeric_names`.
    struct CiteNumericName {}
    name: "cite-numeric-name",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteNumericName {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::NumericName) {
            let name = cx.parameter_of(value.argument);
            let message = format!("{name} holds a number, {}", cx.code_of(value.span));
            cx.report(value.span, message)
                .help("move it to the parameter that it belongs to, such as `date` or `page`");
        }
    }
}
