use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::facts::short::{ShortCitation, ShortSource};
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
        if doc.short.citations.is_empty() {
            return;
        }
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
            let Some(difference) = difference(first, citation) else { continue };
            // MediaWiki shows the error once for each footnote.
            if !reported.insert(footnote) {
                continue;
            }
            let (how, help, parameters) = difference.words();
            let span = argument(citation, parameters).unwrap_or(citation.name_span);
            let label = citation.sources.first().map(ShortSource::label).unwrap_or_default();
            let label = code(&label);
            let message = format!("{label} is cited before {how}, so this footnote is lost");
            cx.report(span, message)
                .mediawiki("cite_error_references_duplicate_key")
                .related(first.name_span, "readers see this one")
                .help(help);
        }
    }
}

/// How two short footnotes of one name differ in what they print.
#[derive(Clone, Copy)]
enum Difference {
    Template,
    Postscript,
    Place,
    Target,
}

impl Difference {
    /// What the earlier one has, what to do, and the parameters that it is about.
    fn words(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Self::Template => ("by another template", "use the same template for both", &[]),
            Self::Postscript => (
                "with other text at the end",
                "make both alike, or say in `loc=` what tells them apart",
                &["ps", "postscript"],
            ),
            Self::Place => (
                "with this page in another parameter",
                "use the same of `p=`, `pp=` and `loc=` in both",
                &["p", "page", "pp", "pages", "loc", "at"],
            ),
            Self::Target => (
                "with another target",
                "make `ref=` alike in both, or tell the sources apart by a letter after the year",
                &["ref", "Ref"],
            ),
        }
    }
}

fn difference(first: &ShortCitation<'_>, second: &ShortCitation<'_>) -> Option<Difference> {
    let pairs = || first.sources.iter().zip(&second.sources);
    if !std::ptr::eq(first.template, second.template) {
        Some(Difference::Template)
    } else if postscript(first) != postscript(second) {
        Some(Difference::Postscript)
    } else if pairs().any(|(one, two)| one.place != two.place) {
        Some(Difference::Place)
    } else if pairs().any(|(one, two)| one.target != two.target) {
        Some(Difference::Target)
    } else {
        None
    }
}

/// The last argument of one of these names, whatever number stands before it.
fn argument(citation: &ShortCitation<'_>, names: &[&str]) -> Option<Span> {
    let is_one =
        |name: &str| names.contains(&name.trim_start_matches(|c: char| c.is_ascii_digit()));
    let mut arguments = citation.arguments.iter().rev();
    arguments.find(|it| it.name.as_deref().is_some_and(is_one)).map(|it| it.span)
}

/// The text at the end as it counts: `none` is an empty one.
fn postscript<'a>(citation: &'a ShortCitation<'_>) -> &'a str {
    match citation.postscript.as_ref().map(Cow::as_ref) {
        None => ".",
        Some("none") => "",
        Some(given) => given,
    }
}
