use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A footnote below the last reference list.
    ///
    /// ## Why is this bad?
    /// A list prints the footnotes that stand before it. MediaWiki adds a second list at the very
    /// end of the page for the others, below the categories' boxes, with numbers that start at 1
    /// again: readers meet two footnotes with the same number.
    ///
    /// For footnotes of a named group there is no second list at all, which
    /// `ref-group-unlisted` reports.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The hut was built in 1926.<ref>Alpine Club, yearbook.</ref>
    ///
    /// == References ==
    /// <references />
    ///
    /// == Gallery ==
    /// It burned down in 1958.<ref>Alpine Club, minutes.</ref>
    /// ```
    /// ```wikitext,good
    /// The hut was built in 1926.<ref>Alpine Club, yearbook.</ref>
    ///
    /// == Gallery ==
    /// It burned down in 1958.<ref>Alpine Club, minutes.</ref>
    ///
    /// == References ==
    /// <references />
    /// ```
    struct RefAfterReferences {}
    name: "ref-after-references",
    group: References,
    severity: Warning,
}

impl Rule for RefAfterReferences {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let own = refs.lists.iter().rfind(|list| list.node.is_some() && list.group.is_empty());
        let Some(own) = own.filter(|list| !list.is_broken) else { return };
        let Some(added) = refs.lists.iter().find(|list| list.node.is_none()) else { return };
        let late = added.footnotes.iter().map(|&id| refs.footnote(id));
        // A name whose footnote the list has printed is unknown here: `ref-undefined` says so.
        let late: Vec<_> =
            late.filter_map(|it| Some((it.definition?, *it.refs.first()?))).collect();
        let Some(first) = late.iter().map(|&(_, first)| refs.tag(first)).min_by_key(|it| it.span)
        else {
            return;
        };
        let message = match late.len() {
            1 => "this footnote stands below the reference list".to_owned(),
            count => format!("this footnote and {} more stand below the reference list", count - 1),
        };
        let found = cx.report(first.start_span, message);
        found.related(own.start_span, "the last list");
        found.help("move the list below the last footnote, or the footnote above the list");
    }
}
