use crate::date::FaultKind;
use crate::lint::dating::{advice, replacement};
use crate::lint::{Applicability, Context, Rule, declare_rule};

declare_rule! {
    /// A date in a citation with day and month in figures.
    ///
    /// ## Why is this bad?
    /// `03/04/2020` is a day in April to some readers and one in March to others, and citation
    /// templates refuse it with an error in red. Where one of the numbers is greater than 12 the
    /// date can be told, and a fix is offered.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The kiln was lit.<ref>{{cite news |title=Kiln lit |newspaper=Vale Post |date=03/04/2020}}</ref>
    /// ```
    /// ```wikitext,bad
    /// It was put out.<ref>{{cite news |title=Kiln cold |newspaper=Vale Post |date=13/04/2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// It was put out.<ref>{{cite news |title=Kiln cold |newspaper=Vale Post |date=13 April 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The kiln was lit.<ref>{{cite news |title=Kiln lit |newspaper=Vale Post |date=2020-04-03}}</ref>
    /// ```
    struct DateAmbiguousNumeric {}
    name: "date-ambiguous-numeric",
    group: Dates,
    severity: Error,
}

impl Rule for DateAmbiguousNumeric {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for field in &cx.doc.dates.fields {
            let Some(fault) = field.fault() else { continue };
            if !matches!(fault.kind, FaultKind::Ambiguous(_) | FaultKind::Figures) {
                continue;
            }
            let found = cx.report(field.place(&fault.place), fault.kind.message());
            match &fault.corrected {
                None => {
                    found.help(advice(&fault.kind));
                }
                Some(corrected) => {
                    found.help(format!("write `{corrected}`"));
                    if let Some(fix) = replacement(field, &**corrected, Applicability::Unsafe) {
                        found.fix(fix);
                    }
                }
            }
        }
    }
}
