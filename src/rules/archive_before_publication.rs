use crate::facts::dates::{AddressKind, DateField, DateKind};
use crate::lint::dating::leeway;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A copy in an archive that is older than what it is a copy of.
    ///
    /// ## Why is this bad?
    /// The copy cannot hold what is cited: it shows an earlier state of the page, or one of the two
    /// dates is wrong. Sources are dated ahead sometimes, so months, seasons and years count only
    /// where the difference is large.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |date=9 June 2021 |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |date=9 June 2019 |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    struct ArchiveBeforePublication {}
    name: "archive-before-publication",
    group: Dates,
    severity: Warning,
}

impl Rule for ArchiveBeforePublication {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (_, dates) in cx.dated_citations() {
            let field = dates.date(DateKind::Archive);
            let address = dates.address(AddressKind::ArchiveUrl);
            let copied = address.and_then(|address| address.copy.as_ref()?.day);
            let day = copied.or(field.and_then(DateField::day));
            let (Some(day), Some(published)) = (day, dates.published()) else { continue };
            let Some(span) = field.map(|field| field.span).or(address.map(|it| it.span)) else {
                continue;
            };
            let Some(date) = published.meaning().filter(|date| !date.circa) else { continue };
            if date.first.is_none_or(|first| day.days_until(first) <= leeway(date))
                || cx.doc.site.dates.is_placeholder_day(day)
            {
                continue;
            }
            let found = cx.report(span, "this copy is older than the source");
            found.related(published.span, "the source came out then");
            found.help("correct the date that is wrong, or choose a later copy");
        }
    }
}
