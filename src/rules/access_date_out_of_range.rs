use crate::facts::dates::DateKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A day of reading that lies in the future, or before there were wikis to cite for.
    ///
    /// ## Why is this bad?
    /// Nobody can have read the source for this page on that day: Wikipedia began on 15 January
    /// 2001. Mostly it is a slip in the year, or the day on which the source came out. The template
    /// shows readers an error in red.
    ///
    /// The day of the run is today, or the day given by `--today`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2202}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 1998}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2022}}</ref>
    /// ```
    struct AccessDateOutOfRange {}
    name: "access-date-out-of-range",
    group: Dates,
    severity: Error,
}

impl Rule for AccessDateOutOfRange {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let data = &cx.doc.site.dates;
        for field in cx.doc.dates.fields.iter().filter(|it| it.kind == DateKind::Access) {
            let Some(day) = field.day().filter(|&day| !data.is_placeholder_day(day)) else {
                continue;
            };
            if day < data.first_access {
                let first = cx.day_name(data.first_access);
                let found = cx.report(field.span, format!("this day of reading is before {first}"));
                found.help(
                    "write the day on which the source was read, not that on which it came out",
                );
            } else if let Some(today) = cx.today
                && today.days_until(day) > 1
            {
                let found = cx.report(field.span, "this day of reading lies in the future");
                found.help("write the day on which the source was read");
            }
        }
    }
}
