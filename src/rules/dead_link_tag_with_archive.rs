use crate::facts::dates::AddressKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A link that is marked as dead although a copy of it is given.
    ///
    /// ## Why is this bad?
    /// `{{dead link}}` asks others to find a copy, and puts the page on a list of work to do. There
    /// is a copy here, so the mark has done its work; `url-status=dead` says the rest.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://archive.ph/AbC12 |archive-date=5 May 2022}} {{dead link|date=May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://archive.ph/AbC12 |archive-date=5 May 2022}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock}} {{dead link|date=May 2020}}</ref>
    /// ```
    struct DeadLinkTagWithArchive {}
    name: "dead-link-tag-with-archive",
    group: Dates,
    severity: Info,
}

impl Rule for DeadLinkTagWithArchive {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for dead in &doc.dates.dead_links {
            let dates = doc.dates.of(dead.citation);
            let Some(archive) = dates.address(AddressKind::ArchiveUrl) else { continue };
            let blank = doc.text[..dead.span.start as usize].trim_end_matches(' ').len();
            let mut span = dead.span;
            span.start = blank as u32;
            let found =
                cx.report(dead.span, "the link is marked as dead, but there is a copy of it");
            found.related(archive.span, "the copy");
            found.help("remove the mark, and see that the citation has `url-status=dead`");
            if !dead.is_inside {
                let edit = Edit::delete(span);
                found.fix(Fix::new("remove the mark", Applicability::Unsafe, [edit]));
            }
        }
    }
}
