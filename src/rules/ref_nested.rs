use crate::lint::malformed::Openings;
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
        let mut nested = cx.full_refs();
        nested.retain(|outer| outer.is_nested);
        if nested.is_empty() {
            return;
        }
        // What a tag that is not well formed leaves open is reported by `ref-malformed-tag`.
        let openings = Openings::of(&cx.malformed_tags());
        for outer in nested {
            if openings.between(outer.tag.span.start, outer.inner_start()).is_some() {
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
