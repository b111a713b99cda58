use rustc_hash::FxHashSet;

use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, StrayEnds, declare_rule};
use crate::syntax::SyntaxErrorKind;
use crate::text::Span;

declare_rule! {
    /// A `</ref>` that closes nothing.
    ///
    /// ## Why is this bad?
    /// MediaWiki shows the tag as plain text. Mostly the `<ref>` before it was lost or misspelt,
    /// and then what should be a footnote stands in the sentence.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bridge opened in 1932. Harbour Board, ''Annual report''.</ref>
    /// ```
    /// ```wikitext,good
    /// The bridge opened in 1932.<ref>Harbour Board, ''Annual report''.</ref>
    /// ```
    struct RefStrayClose {}
    name: "ref-stray-close",
    group: References,
    severity: Error,
}

impl Rule for RefStrayClose {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let stray = cx.tag_spans(SyntaxErrorKind::StrayExtensionEndTag, "ref");
        if stray.is_empty() {
            return;
        }
        let explained = explained(cx);
        for span in stray.into_iter().filter(|span| !explained.contains(span)) {
            let tag = cx.code_of(span);
            cx.report(span, format!("{tag} closes nothing: readers see it as plain text"))
                .help("add the `<ref>` that belongs to it, or remove it");
        }
    }
}

/// The end tags whose start tag has a fault that another rule reports: `ref-malformed-tag`,
/// `ref-nested`, or `ref-empty` and `ref-undefined` where the start tag closes itself.
fn explained(cx: &Context<'_, '_>) -> FxHashSet<Span> {
    let malformed = cx.malformed_tags().into_iter().filter_map(|tag| tag.left_over);
    let nested = cx.full_refs().into_iter().filter(|outer| outer.is_nested);
    let nested = nested.filter_map(|outer| outer.left_over);
    let mut stray_ends = StrayEnds::default();
    let empty = cx.cite_errors(&[CiteErrorKind::RefNoKey, CiteErrorKind::ReferencesNoText]);
    let empty = empty.filter_map(|error| {
        let tag = error.tag.filter(|&tag| cx.doc.refs.tag(tag).body.is_none())?;
        stray_ends.after(cx, tag)
    });
    malformed.chain(nested).chain(empty).collect()
}
