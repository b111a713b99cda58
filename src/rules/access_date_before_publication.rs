use crate::facts::dates::DateKind;
use crate::lint::dating::leeway;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A source that was read before it came out.
    ///
    /// ## Why is this bad?
    /// One of the two dates is wrong. Often the citation was copied for another article of the same
    /// paper, and only one of them was changed. Sources are dated ahead sometimes, so months,
    /// seasons and years count only where the difference is large.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill reopened.<ref>{{cite news |url=https://example.org/mill |title=Mill |newspaper=Vale Post |date=12 June 2021 |access-date=1 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill reopened.<ref>{{cite news |url=https://example.org/mill |title=Mill |newspaper=Vale Post |date=12 June 2021 |access-date=1 July 2021}}</ref>
    /// ```
    struct AccessDateBeforePublication {}
    name: "access-date-before-publication",
    group: Dates,
    severity: Warning,
}

impl Rule for AccessDateBeforePublication {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (_, dates) in cx.dated_citations() {
            let (Some(access), Some(published)) = (dates.date(DateKind::Access), dates.published())
            else {
                continue;
            };
            let (Some(day), Some(date)) = (access.day(), published.meaning()) else { continue };
            let Some(first) = date.first.filter(|_| !date.circa) else { continue };
            let is_later = day.days_until(first) <= leeway(date);
            if is_later || cx.doc.site.dates.is_placeholder_day(day) {
                continue;
            }
            let found = cx.report(access.span, "this source was read before it came out");
            found.related(published.span, "it came out then");
            found.help("correct the date that is wrong");
        }
    }
}
