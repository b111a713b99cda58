use crate::facts::rendered::{Marker, Series};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A page with both `<ref>` tags and markers such as `[1]` that were typed or copied.
    ///
    /// ## Why is this bad?
    /// MediaWiki numbers the tags from 1 by itself and knows nothing of the markers, so readers
    /// see the same number for two sources.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.<ref>Survey of Mills, 1904.</ref> It was sold in 1911.[1]
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.<ref>Survey of Mills, 1904.</ref> It was sold in
    /// 1911.<ref>Land register, 1911.</ref>
    /// ```
    struct RefIndexMixed {}
    name: "ref-index-mixed",
    group: References,
    severity: Warning,
}

impl Rule for RefIndexMixed {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let Some(tag) = doc.refs.refs.iter().find(|tag| tag.in_list.is_none()) else { return };
        let counts = |it: &&Marker<'_>| {
            let is_sure = it.is_plain || it.entry.is_some();
            it.label.series != Series::Letters && is_sure
        };
        let mut markers = doc.plain_index.markers.iter().filter(counts);
        let Some(first) = markers.next() else { return };
        let others = match markers.count() {
            0 => String::new(),
            1 => ", and so is one more".to_owned(),
            count => format!(", and so are {count} more"),
        };
        let shown = first.span.of(doc.text);
        let message = format!("`{shown}` is typed, while this page has `<ref>` tags too{others}");
        cx.report(first.span, message)
            .help(
                "give the source of each marker in a `<ref>` tag, so that the numbers cannot clash",
            )
            .related(tag.start_span, "the first tag");
    }
}
