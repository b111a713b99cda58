use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A copy in an archive that is to be made in the future.
    ///
    /// ## Why is this bad?
    /// There is no such copy: a digit of the day or of the address was mistyped.
    ///
    /// The day of the run is today, or the day given by `--today`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://archive.ph/AbC12 |archive-date=5 May 2202}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://archive.ph/AbC12 |archive-date=5 May 2022}}</ref>
    /// ```
    struct ArchiveAfterToday {}
    name: "archive-after-today",
    group: Dates,
    severity: Error,
}

impl Rule for ArchiveAfterToday {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let Some(today) = cx.today else { return };
        for (_, dates) in cx.dated_citations() {
            if let Some(field) = dates.date(DateKind::Archive)
                && let Some(first) = field.meaning().and_then(|date| date.first)
                && today.days_until(first) > 1
            {
                let found = cx.report(field.span, "this day of archiving lies in the future");
                found.help("write the day on which the copy was made");
            }
            let Some(address) = dates.address(AddressKind::ArchiveUrl) else { continue };
            let Some(copy) = &address.copy else { continue };
            if let (Some(day), Some(time)) = (copy.day, &copy.time)
                && today.days_until(day) > 1
            {
                let found =
                    cx.report(address.place(time), "the time of this copy lies in the future");
                found.help("look up the copy in the archive, and write its address");
            }
        }
    }
}
