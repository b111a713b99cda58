use crate::facts::dates::AddressKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A copy in an archive without the address of the original.
    ///
    /// ## Why is this bad?
    /// The template needs `url` beside `archive-url`, and shows readers an error in red without it.
    /// The address of the original often stands in that of the copy; then a fix takes it from there.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |title=Lock |url=https://example.org/lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    struct ArchiveMissingUrl {}
    name: "archive-missing-url",
    group: Dates,
    severity: Error,
}

impl Rule for ArchiveMissingUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, dates) in cx.dated_citations() {
            let Some(address) = dates.address(AddressKind::ArchiveUrl) else { continue };
            let has_url = dates.addresses.iter().any(|it| it.kind != AddressKind::ArchiveUrl);
            if has_url || citation.is_open() {
                continue;
            }
            // An empty `url` would take the place of the one that is added before it.
            let is_empty = citation.argument("url").map(|argument| argument.span);
            let found =
                cx.report(address.span, "`archive-url` needs the address of the original in `url`");
            let Some(original) = address.original() else {
                found.help("add the address that the copy was made of as `url`");
                continue;
            };
            found.help(format!("add `url={original}`"));
            let edit = match is_empty {
                Some(argument) => Edit::replace(argument, format!("url={original}")),
                None => Edit::insert(address.argument.start, format!("url={original} |")),
            };
            found.fix(Fix::new("add `url`", Applicability::Safe, [edit]));
        }
    }
}
