use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A link that is said to work, and to be dead.
    ///
    /// ## Why is this bad?
    /// `url-status=live` and `{{dead link}}` contradict each other. As long as the citation says
    /// that the link works, readers are sent to the original and not to the copy.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://archive.ph/AbC12 |archive-date=5 May 2022 |url-status=live}} {{dead link|date=May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://archive.ph/AbC12 |archive-date=5 May 2022 |url-status=dead}}</ref>
    /// ```
    struct UrlStatusLiveDeadLink {}
    name: "url-status-live-dead-link",
    group: Dates,
    severity: Warning,
}

impl Rule for UrlStatusLiveDeadLink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for dead in &doc.dates.dead_links {
            let Some(status) = doc.citations[dead.citation].field("url-status") else { continue };
            let span = status.trimmed_value_span(doc.text);
            if span.of(doc.text) != "live" {
                continue;
            }
            let found = cx.report(span, "the link is said to work, but is marked as dead");
            found.related(dead.span, "marked as dead");
            found.help("follow the link, and remove what is wrong");
        }
    }
}
