use rustc_hash::FxHashMap;

use crate::identifier::Kind;
use crate::lint::identifiers::parameters;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// An address that shows an identifier which the citation does not give.
    ///
    /// ## Why is this bad?
    /// An address such as `https://doi.org/10.1000/182` is a DOI in disguise. Given as `doi`, it
    /// stays right when addresses change, shows readers what kind of source it is, and lets tools
    /// complete the citation.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |url=https://doi.org/10.1000/182}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mills |journal=Mill Review |url=https://doi.org/10.1000/182 |doi=10.1000/182}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |doi=10.1000/182}}
    /// ```
    struct IdInUrl {}
    name: "id-in-url",
    group: Identifiers,
    severity: Info,
}

impl Rule for IdInUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        // What each citation gives, and whether it has a parameter for any kind.
        let mut given: FxHashMap<usize, (FxHashMap<Kind, usize>, bool)> = FxHashMap::default();
        for shown in doc.shown_identifiers.iter().filter(|shown| shown.is_own) {
            let kind = shown.kind;
            let (own, has_any) = given.entry(shown.citation).or_insert_with(|| {
                let citation = &doc.citations[shown.citation];
                let names = citation.arguments.iter().filter_map(|it| it.name.as_deref());
                let has_any = names.into_iter().any(|it| doc.site.identifiers.is_for_any_kind(it));
                (parameters(doc.site, citation), has_any)
            });
            if *has_any || own.contains_key(&kind) {
                continue;
            }
            let Some(name) = doc.site.identifiers.usual_name(kind) else { continue };
            let found =
                cx.report(shown.span, format!("this address shows {}", kind.with_article()));
            let addition = format!("|{name}={}", shown.value);
            found.help(format!("add {}; then the address may go", code(&addition)));
            if !shown.value.contains(['|', '{', '}', '[', ']']) {
                let edit = Edit::insert(shown.span.end, format!(" {addition}"));
                found.fix(Fix::new(format!("add `{name}`"), Applicability::Unsafe, [edit]));
            }
        }
    }
}
