use crate::facts::values::ValueFaultKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A hyphen in a range of pages.
    ///
    /// ## Why is this bad?
    /// Ranges take an en dash, "3–5". The template makes one of a hyphen, but not of other signs, and
    /// those who copy the citation get what stands in the source.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=3-5, 12-14}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=3–5, 12–14}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=3–5}}</ref>
    /// ```
    struct CitePageRangeDash {}
    name: "cite-page-range-dash",
    group: Citations,
    severity: Info,
}

impl Rule for CitePageRangeDash {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::RangeSign) {
            let sign = cx.code_of(value.span);
            let found = cx.report(value.span, format!("a range of pages takes a dash, not {sign}"));
            found.help("write `–`");
            let edits = [Edit::replace(value.span, "–")];
            found.fix(Fix::new("write a dash", Applicability::Safe, edits));
        }
    }
}
