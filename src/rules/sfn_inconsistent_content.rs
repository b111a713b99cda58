use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::facts::short::ShortCitation;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Two short footnotes that are one to MediaWiki but print different text.
    ///
    /// ## Why is this bad?
    /// MediaWiki joins short footnotes with the same names, year and pages into one footnote. If
    /// they differ in what does not count for that, such as the text in `ps=`, `p=` in place of
    /// `pp=`, or `{{sfnp}}` in place of `{{sfn}}`, readers see the first one and an error behind
    /// it; what the other one says is lost.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down.{{sfn|Orme|1904|p=31}} It was rebuilt.{{sfn|Orme|1904|p=31|ps=, note 2.}}
    ///
    /// * {{cite book|last=Orme|year=1904|title=Mills of the Dale}}
    /// ```
    /// ```wikitext,good
    /// The mill burnt down.{{sfn|Orme|1904|p=31}} It was rebuilt.{{sfn|Orme|1904|p=31|loc=note 2}}
    ///
    /// * {{cite book|last=Orme|year=1904|title=Mills of the Dale}}
    /// ```
    ///
    /// MediaWiki shows `cite_error_references_duplicate_key`.
    struct SfnInconsistentContent {}
    name: "sfn-inconsistent-content",
    group: References,
    severity: Error,
}

impl Rule for SfnInconsistentContent {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let refs: FxHashMap<_, _> = doc.refs.refs.iter().map(|tag| (tag.node, tag)).collect();
        let mut first_of = FxHashMap::default();
        let mut reported = rustc_hash::FxHashSet::default();
        for citation in doc.short.citations.iter().filter(|it| it.template.footnote) {
            let Some(footnote) = refs.get(&citation.node).and_then(|tag| tag.footnote) else {
                continue;
            };
            if citation.is_dynamic {
                continue;
            }
            let first: &ShortCitation<'_> = first_of.entry(footnote).or_insert(citation);
            let Some((what, span)) = difference(first, citation) else { continue };
            // Cite reports each footnote once.
            if !reported.insert(footnote) {
                continue;
            }
            let label = code(&citation.sources.first().map(|it| it.label()).unwrap_or_default());
            cx.report(span, format!("this footnote to {label} is joined with one that has {what}"))
                .mediawiki("cite_error_references_duplicate_key")
                .related(first.name_span, "readers see this one")
                .help("make both alike, or say in `loc=` what tells them apart");
        }
    }
}

/// How two short footnotes of one name differ in what they print, and where in the second.
fn difference(
    first: &ShortCitation<'_>,
    second: &ShortCitation<'_>,
) -> Option<(&'static str, Span)> {
    if !std::ptr::eq(first.template, second.template) {
        return Some(("another template", second.name_span));
    }
    let span = |parameters: &[&str]| {
        let is_one = |name: &str| {
            parameters.contains(&name.trim_start_matches(|c: char| c.is_ascii_digit()))
        };
        let argument =
            second.arguments.iter().rfind(|it| is_one(it.name.as_deref().unwrap_or_default()));
        argument.map_or(second.name_span, |it| it.span)
    };
    if postscript(first) != postscript(second) {
        return Some(("another text in `ps=`", span(&["ps", "postscript"])));
    }
    let pairs = || first.sources.iter().zip(&second.sources);
    if pairs().any(|(one, two)| one.place != two.place) {
        return Some((
            "the same text in another of `p=`, `pp=` and `loc=`",
            span(&["p", "page", "pp", "pages", "loc", "at"]),
        ));
    }
    if pairs().any(|(one, two)| one.target != two.target) {
        return Some(("another target in `ref=`", span(&["ref", "Ref"])));
    }
    None
}

/// The text at the end as it counts: `none` is an empty one.
fn postscript<'a>(citation: &'a ShortCitation<'_>) -> &'a str {
    match citation.postscript.as_ref().map(Cow::as_ref) {
        None => ".",
        Some("none") => "",
        Some(given) => given,
    }
}
