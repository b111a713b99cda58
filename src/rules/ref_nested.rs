use crate::lint::malformed::is_end_tag;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A footnote inside a footnote.
    ///
    /// ## Why is this bad?
    /// Tags do not nest: the first `</ref>` ends the outer footnote. MediaWiki shows an error in
    /// its place, and what stands after the inner footnote comes out as plain text.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The census counted 812.<ref>Census 1910.<ref>Volume 2, p. 5.</ref> Sheet 3.</ref>
    /// ```
    /// ```wikitext,bad
    /// The census counted 812.<ref name="Census">Census 1910.</ref>
    /// A year later it was 830.<ref>Estimate, see <ref name="Census" />.</ref>
    /// ```
    /// ```wikitext,good
    /// The census counted 812.<ref>Census 1910, volume 2, p. 5, sheet 3.</ref>
    /// ```
    /// ```wikitext,good
    /// The census counted 812.{{#tag:ref|Census 1910.<ref>Volume 2, p. 5.</ref>}}
    /// ```
    ///
    /// MediaWiki shows `cite_error_included_ref`.
    struct RefNested {}
    name: "ref-nested",
    group: References,
    severity: Error,
}

impl Rule for RefNested {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for outer in cx.full_refs() {
            // `ref-malformed-tag` knows better what a `<ref/>` in there is.
            let inner = outer.inner.map(|inner| inner.of(cx.doc.text)).unwrap_or_default();
            if !outer.is_nested || is_end_tag(inner) {
                continue;
            }
            let message = "this footnote holds another one, and neither is shown";
            let found = cx.report_cite(outer.error, message);
            found.help("make it two footnotes, or write the outer one as `{{#tag:ref|…}}`");
            if let Some(inner) = outer.inner {
                found.related(inner, "the inner footnote");
            }
            if let Some(left_over) = outer.left_over {
                found.related(left_over, "this has nothing left to close");
            }
        }
    }
}
