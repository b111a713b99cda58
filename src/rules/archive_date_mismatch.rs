use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::dating::replacement;
use crate::lint::{Applicability, Context, Rule, declare_rule};

declare_rule! {
    /// The day of a copy that is not the day in the address of the copy.
    ///
    /// ## Why is this bad?
    /// Archives write the time of a copy into its address. A different `archive-date` is wrong: it
    /// was mistyped, or the address was changed later. The template shows readers an error in red.
    /// Days are those in UTC; for archives other than the Wayback Machine the day before and the
    /// day after are left alone.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 June 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=2020-05-05}}</ref>
    /// ```
    struct ArchiveDateMismatch {}
    name: "archive-date-mismatch",
    group: Dates,
    severity: Error,
}

impl Rule for ArchiveDateMismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, dates) in cx.dated_citations() {
            let (Some(address), Some(field)) =
                (dates.address(AddressKind::ArchiveUrl), dates.date(DateKind::Archive))
            else {
                continue;
            };
            let Some(copy) = &address.copy else { continue };
            let (Some(day), Some(given)) = (copy.day, field.day()) else { continue };
            let leeway = i64::from(!copy.is_exact);
            if day.days_until(given).abs() <= leeway {
                continue;
            }
            let place = copy.time.as_ref().map_or(address.span, |time| address.place(time));
            let says = cx.day_name(day);
            let text = cx.write_day(field, day, citation);
            let found = cx.report(field.span, format!("the address of this copy says {says}"));
            found.related(place, "the time of the copy");
            found.help(format!(
                "write `{text}`, or correct the address if it is that of another copy"
            ));
            if let Some(fix) = replacement(field, text, Applicability::Safe) {
                found.fix(fix);
            }
        }
    }
}
