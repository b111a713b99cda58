use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Digits in the place of publication.
    ///
    /// ## Why is this bad?
    /// The place is a town. A page, a year or the number of a house stands there by mistake, and is
    /// printed before the publisher.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |location=p. 12 |publisher=Harrow & Finch}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |location=Ansel |publisher=Harrow & Finch |page=12}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `location`.
    struct CiteLocationDigits {}
    name: "cite-location-digits",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteLocationDigits {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::DigitsInPlace) {
            let name = cx.parameter_of(value.argument);
            cx.report(value.span, format!("{name} has digits in it"))
                .help("write the town; pages belong into `page` or `pages`, years into `date`");
        }
    }
}
