use crate::date::Style;
use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::dating::addition;
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};

declare_rule! {
    /// A copy in an archive without the day on which it was made.
    ///
    /// ## Why is this bad?
    /// The template shows readers an error in red, and leaves out the copy's day. Most archives
    /// write it into the address of the copy; then a fix takes it from there.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |access-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020 |access-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    struct ArchiveUrlMissingDate {}
    name: "archive-url-missing-date",
    group: Dates,
    severity: Error,
}

impl Rule for ArchiveUrlMissingDate {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for (citation, dates) in cx.dated_citations() {
            let Some(address) = dates.address(AddressKind::ArchiveUrl) else { continue };
            let has_date = dates.date(DateKind::Archive).is_some();
            if has_date || address.text.is_none() || citation.is_open() {
                continue;
            }
            let access = dates.date(DateKind::Access).and_then(|field| field.meaning());
            let style = access.and_then(|date| date.form.style());
            let style = style.filter(|style| *style != Style::Figures);
            let style = style.unwrap_or(doc.dates.styles.for_access());
            let short = access.and_then(|date| date.short_month) == Some(true);
            let day = address.copy.as_ref().and_then(|copy| copy.day);
            let day =
                day.map(|day| doc.site.dates.words.write_day(day, style, short, &citation.name));
            let name = argument_name(doc.text, address.argument);
            let found = cx.report(address.span, "this copy has no `archive-date`");
            let Some(day) = day else {
                found.help("add `archive-date` with the day on which the copy was made");
                continue;
            };
            found.help(format!("its address says {day}"));
            let edit = addition(doc.text, address.argument, name, &day);
            found.fix(Fix::new(format!("add `{name}={day}`"), Applicability::Safe, [edit]));
        }
    }
}

/// The name of the missing parameter in the spelling of the one that is there.
fn argument_name(text: &str, argument: crate::text::Span) -> &'static str {
    if argument.of(text).trim_start().starts_with("archiveurl") {
        "archivedate"
    } else {
        "archive-date"
    }
}
