use crate::date::{Fault, FaultKind, Form};
use crate::facts::dates::{DateField, DateKind};
use crate::lint::dating::replacement;
use crate::lint::{Applicability, Context, Rule, Severity, declare_rule};

declare_rule! {
    /// A date in a citation that says clearly when, in a form that citation templates refuse.
    ///
    /// ## Why is this bad?
    /// Ordinals, needless zeros, a missing comma, a month in lower case, a slash for a dash: readers
    /// would understand them, but the template shows an error in red next to the date. A hyphen for
    /// the dash of a range is shown as a dash and is only worth a look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The fair was held.<ref>{{cite news |title=Fair opens |newspaper=Vale Post |date=May 1st 2011}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The fair was held.<ref>{{cite news |title=Fair opens |newspaper=Vale Post |date=May 1, 2011}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The fair grew.<ref>{{cite journal |title=Fairs |journal=Vale Review |date=may/june 2012}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The fair grew.<ref>{{cite journal |title=Fairs |journal=Vale Review |date=May–June 2012}}</ref>
    /// ```
    /// ```wikitext,good
    /// The fair was held.<ref>{{cite news |title=Fair opens |newspaper=Vale Post |date=1 May 2011}}</ref>
    /// ```
    struct DateFormatFixable {}
    name: "date-format-fixable",
    group: Dates,
    severity: Warning,
}

impl Rule for DateFormatFixable {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for field in &cx.doc.dates.fields {
            if let Some(fault) = field.fault().filter(|fault| is_meant(field, fault)) {
                report(cx, field, fault);
            }
        }
    }
}

/// Whether the fault is only one of writing. A day of reading that is no day is the matter of
/// `access-date-incomplete`.
fn is_meant(field: &DateField, fault: &Fault) -> bool {
    let is_day = fault.meaning.is_some_and(|date| matches!(date.form, Form::Day(_)));
    fault.kind.is_slip() && (is_day || field.kind != DateKind::Access)
}

fn report(cx: &mut Context<'_, '_>, field: &DateField, fault: &Fault) {
    let found = cx.report(field.place(&fault.place), fault.kind.message());
    let Some(corrected) = &fault.corrected else {
        found.help("write it in the language of the page");
        return;
    };
    found.help(format!("write `{corrected}`"));
    if fault.kind == FaultKind::Hyphen {
        found.severity(Severity::Info);
    }
    let applicability = match fault.kind {
        // A guess, or something that was said is left out.
        FaultKind::Misspelt | FaultKind::Time | FaultKind::Weekday | FaultKind::Spelling => {
            Applicability::Unsafe
        }
        _ => Applicability::Safe,
    };
    if let Some(fix) = replacement(field, &**corrected, applicability) {
        found.fix(fix);
    }
}
