use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A footnote in a heading.
    ///
    /// ## Why is this bad?
    /// The number shows up beside the title of the section, in some skins and apps also in the
    /// table of contents, and says nothing about which statement it is for.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == Early years<ref>Town chronicle, vol. 1.</ref> ==
    /// The town was founded in 1340.
    /// ```
    /// ```wikitext,good
    /// == Early years ==
    /// The town was founded in 1340.<ref>Town chronicle, vol. 1.</ref>
    /// ```
    struct RefInHeading {}
    name: "ref-in-heading",
    group: References,
    severity: Warning,
}

impl Rule for RefInHeading {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let headings = doc.sections.iter().filter_map(|section| section.heading);
        for heading in headings.map(|heading| doc.tree.span(heading)) {
            let first = doc.refs.refs.partition_point(|tag| tag.span.start < heading.start);
            let mut reported_until = 0;
            for tag in &doc.refs.refs[first..] {
                if tag.span.start >= heading.end {
                    break;
                }
                // A ref inside another one goes with it.
                if tag.span.start < reported_until {
                    continue;
                }
                reported_until = tag.span.end;
                cx.report(tag.span, "this footnote stands in a heading")
                    .help("move it to the statement that it is for");
            }
        }
    }
}
