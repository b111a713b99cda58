use crate::date::{Fault, FaultKind, Form, Precision};
use crate::facts::dates::{DateField, DateKind};
use crate::lint::dating::advice;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A date in a citation that is no date.
    ///
    /// ## Why is this bad?
    /// The day does not exist, lies in the far future, or cannot be read as a date at all. The
    /// citation template shows readers an error in red, and gives no date to the programs that
    /// collect citations. What is only written in an unusual way is reported by
    /// `date-format-fixable`, and days in figures by `date-ambiguous-numeric`.
    ///
    /// Text that a template takes as it is, `((…))`, is not judged, nor is what another template
    /// makes.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The dam broke.<ref>{{cite news |title=Dam breaks |newspaper=Vale Post |date=31 April 2011}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The dam was rebuilt.<ref>{{cite news |title=New dam |newspaper=Vale Post |date=last week}}</ref>
    /// ```
    /// ```wikitext,bad
    /// A third dam is planned.<ref>{{cite book |title=Dams to come |date=2206}}</ref>
    /// ```
    /// ```wikitext,good
    /// The dam broke.<ref>{{cite news |title=Dam breaks |newspaper=Vale Post |date=30 April 2011}}</ref>
    /// ```
    /// ```wikitext,good
    /// The dam was rebuilt.<ref>{{cite book |title=Dams |date=c. 1920}}</ref>
    /// ```
    struct DateInvalid {}
    name: "date-invalid",
    group: Dates,
    severity: Error,
}

impl Rule for DateInvalid {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (_, citation) in cx.dated_citations() {
            let has_date = citation.date(DateKind::Date).is_some();
            for field in citation.dates {
                match field.fault() {
                    Some(fault) => check_fault(cx, field, fault),
                    None => check_date(cx, field, has_date),
                }
            }
        }
    }
}

fn check_fault(cx: &mut Context<'_, '_>, field: &DateField, fault: &Fault) {
    let data = &cx.doc.site.dates;
    let is_read_or_copied = matches!(field.kind, DateKind::Access | DateKind::Archive);
    let is_for_others = match &fault.kind {
        FaultKind::Ambiguous(_) | FaultKind::Figures => true,
        FaultKind::NoYear => field.kind == DateKind::Access,
        kind if kind.is_slip() => true,
        _ => is_read_or_copied && data.is_placeholder(field.span.of(cx.doc.text)),
    };
    if is_for_others {
        return;
    }
    let name = field.kind.name();
    let found = cx.report(field.place(&fault.place), fault.kind.message());
    match &fault.corrected {
        Some(corrected) => found.help(format!("probably `{corrected}` was meant in `{name}`")),
        None => found.help(advice(&fault.kind)),
    };
}

fn check_date(cx: &mut Context<'_, '_>, field: &DateField, has_date: bool) {
    let Some(date) = field.date() else { return };
    let is_year_beside_date = field.kind == DateKind::Year && date.form != Form::Year && has_date;
    if is_year_beside_date {
        let found = cx.report(field.span, "`year` holds more than a year beside a `date`");
        found.help("write the whole date into `date`, and leave out `year`");
        return;
    }
    if date.circa && !matches!(field.kind, DateKind::Date | DateKind::Year) {
        let name = field.kind.name();
        let found = cx.report(field.span, format!("`{name}` cannot be a date of about that time"));
        found.help("only `date` can have a `c.`");
        return;
    }
    if field.kind == DateKind::PmcEmbargo && date.precision != Precision::Day {
        let found = cx.report(field.span, "an embargo ends on a whole day");
        found.help("write day, month and year, as in `5 May 2020`");
        return;
    }
    let (Some(today), Some(first)) = (cx.today, date.first) else { return };
    let ahead = match field.kind {
        DateKind::Access | DateKind::Archive => return,
        DateKind::PmcEmbargo => 2,
        _ => 1,
    };
    if first.year() > today.year() + ahead {
        let year = first.year();
        let found = cx.report(field.span, format!("the year {year} lies in the future"));
        found.help("look up the date in the source; a slip in one digit is the usual cause");
    }
}
