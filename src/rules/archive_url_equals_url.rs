use crate::facts::dates::AddressKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A citation whose `archive-url` is its `url`.
    ///
    /// ## Why is this bad?
    /// One link is missing: that to the original, or that to the copy. The template shows readers
    /// an error in red. If it is the address of a copy, a fix takes the original from it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://web.archive.org/web/20200505120000/https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    struct ArchiveUrlEqualsUrl {}
    name: "archive-url-equals-url",
    group: Dates,
    severity: Error,
}

impl Rule for ArchiveUrlEqualsUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (_, dates) in cx.dated_citations() {
            let (Some(url), Some(archive)) =
                (dates.address(AddressKind::Url), dates.address(AddressKind::ArchiveUrl))
            else {
                continue;
            };
            if url.text.is_none() || url.text != archive.text {
                continue;
            }
            if let Some(original) = url.original() {
                let found = cx.report(url.span, "`url` and `archive-url` are the same copy");
                found.related(archive.span, "the same address");
                found.help(format!("write the address of the original into `url`: `{original}`"));
                let edit = Edit::replace(url.span, original);
                let title = "write the address of the original into `url`";
                found.fix(Fix::new(title, Applicability::Safe, [edit]));
            } else {
                let found = cx.report(archive.span, "`archive-url` is the same as `url`");
                found.related(url.span, "the same address");
                found.help("write the address of the copy into `archive-url`");
            }
        }
    }
}
