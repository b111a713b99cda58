use crate::facts::values::{AddressFault, ValueFaultKind, judge_address};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// An address with two schemes: `http://https://`.
    ///
    /// ## Why is this bad?
    /// The link leads nowhere: browsers look for a host called "https".
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=http://https://example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://web.archive.org/web/2014/http://example.org/mill |title=The mill}}</ref>
    /// ```
    struct CiteUrlDoubleScheme {}
    name: "cite-url-double-scheme",
    group: Citations,
    severity: Error,
}

impl Rule for CiteUrlDoubleScheme {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (text, site) = (cx.doc.text, cx.doc.site);
        for value in cx.faulty_values(ValueFaultKind::Address) {
            let address = value.span.of(text);
            let Some(AddressFault::TwoSchemes(inner)) = judge_address(address, site) else {
                continue;
            };
            let name = cx.parameter_of(value.argument);
            let found = cx.report(value.span, format!("the address in {name} has two schemes"));
            found.help("leave the first one out");
            if judge_address(inner, site).is_none() {
                let edits = [Edit::replace(value.span, inner)];
                found.fix(Fix::new(format!("write {}", code(inner)), Applicability::Safe, edits));
            }
        }
    }
}
