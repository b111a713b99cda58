use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A citation that gives the address of a copy as that of the source.
    ///
    /// ## Why is this bad?
    /// Readers and programs take the archive for the publisher, and nobody learns whether the
    /// original is still there. The original belongs in `url`, the copy in `archive-url`, and its
    /// day in `archive-date`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://web.archive.org/web/20200505120000/https://example.org/lock |title=Lock |access-date=7 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020 |title=Lock |access-date=7 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    struct UrlIsArchive {}
    name: "url-is-archive",
    group: Dates,
    severity: Warning,
}

impl Rule for UrlIsArchive {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for (citation, dates) in cx.dated_citations() {
            let Some(url) = dates.address(AddressKind::Url) else { continue };
            let Some(copy) = &url.copy else { continue };
            let archive = dates.address(AddressKind::ArchiveUrl);
            // `archive-url-equals-url` reports this.
            if archive.is_some_and(|archive| archive.text == url.text) {
                continue;
            }
            let message = format!("this is a copy in {}, not the source itself", copy.archive);
            let text = url.span.of(doc.text);
            let style = dates.date(DateKind::Access).and_then(|field| field.meaning());
            let style =
                style.and_then(|date| date.form.style()).unwrap_or(doc.dates.styles.for_access());
            let words = &doc.site.dates.words;
            let day = copy.day.map(|day| words.write_day(day, style, false, &citation.name));
            let has_date = dates.date(DateKind::Archive).is_some();
            let found = cx.report(url.span, message);
            found.help(
                "write the address of the original into `url`, that of the copy into `archive-url`, \
                 and the day of the copy into `archive-date`",
            );
            if let (Some(original), Some(day), None) = (url.original(), day, archive) {
                let day = if has_date { String::new() } else { format!(" |archive-date={day}") };
                let text = format!("{original} |archive-url={text}{day}");
                let edit = Edit::replace(url.span, text);
                let title = "give the original and its copy apart";
                found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
            }
        }
    }
}
