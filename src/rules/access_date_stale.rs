use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A page on the web that was read years ago and has no copy in an archive.
    ///
    /// ## Why is this bad?
    /// Half of all links are broken after ten years. While the page is still there, a copy can be
    /// made of it; later nobody can check what it said.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2009}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2009 |archive-url=https://web.archive.org/web/20090601000000/https://example.org/lock |archive-date=1 June 2009}}</ref>
    /// ```
    struct AccessDateStale {
        /// After how many years a page should be read again.
        years: u32 = 5,
    }
    name: "access-date-stale",
    group: Dates,
    severity: Info,
    optional: true,
}

/// The days of four years, one of which is a leap year.
const DAYS_OF_FOUR_YEARS: i64 = 4 * 365 + 1;

impl Rule for AccessDateStale {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let Some(today) = cx.today else { return };
        for (_, dates) in cx.dated_citations() {
            let Some(field) = dates.date(DateKind::Access) else { continue };
            let Some(day) = field.day() else { continue };
            let years = 4 * day.days_until(today) / DAYS_OF_FOUR_YEARS;
            let has_copy = dates.address(AddressKind::ArchiveUrl).is_some()
                || dates.addresses.iter().any(|address| address.copy.is_some());
            if dates.addresses.is_empty() || has_copy || years < self.years.into() {
                continue;
            }
            let found = cx.report(field.span, format!("this page was read {years} years ago"));
            found.help("see whether it still says the same, and add `archive-url` with a copy");
        }
    }
}
