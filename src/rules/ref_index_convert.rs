use crate::lint::{Context, Rule, conversion, declare_rule};

declare_rule! {
    /// References that are numbered by hand and could be `<ref>` tags.
    ///
    /// ## Why is this bad?
    /// Nobody who adds, moves or removes a sentence numbers the rest of the page anew, so markers
    /// and list soon disagree. MediaWiki numbers `<ref>` tags by itself, links them and their list
    /// both ways, and says what is missing.
    ///
    /// The fix turns each marker into a tag, the first one of a source with what its entry says,
    /// and the list into `<references />`. On a page that was copied from its rendered form, it
    /// makes headings and lists wikitext too, and keeps what would else become markup as text. A
    /// marker without an entry becomes `{{citation needed}}`; entries that nothing points to stay
    /// below the list. The fix is unsafe: look at what `--diff` shows.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[1]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.<ref>Survey of Mills, 1904.</ref>
    ///
    /// == References ==
    /// <references />
    /// ```
    struct RefIndexConvert {}
    name: "ref-index-convert",
    group: References,
    severity: Info,
}

impl Rule for RefIndexConvert {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let index = &doc.plain_index;
        let converted = |list: &&_| index.entries_of(list).any(|(_, entry)| !entry.uses.is_empty());
        let Some(list) = index.indices().find(converted) else { return };
        let Some(marker) = index.markers.iter().find(|marker| marker.entry.is_some()) else {
            return;
        };
        let shown = marker.span.of(doc.text);
        let message = format!("markers like `{shown}` are numbered by hand");
        let found = cx.report(marker.span, message);
        found.help("turn them into `<ref>` tags, which MediaWiki numbers and links by itself");
        found.related(list.title, "the list that they point to");
        if let Some(fix) = conversion(doc) {
            found.fix(fix);
        }
    }
}
