use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::short::Target;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A full citation that no short citation leads to, in a list of those that others lead to.
    ///
    /// ## Why is this bad?
    /// On a page with short citations the full ones below are there to be cited. One that is never
    /// cited is perhaps what another short citation means, or what a deleted sentence relied on, or
    /// it belongs under further reading. Sections in which no source is cited are left out.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.{{sfn|Orme|1910|p=31}}
    ///
    /// == Sources ==
    /// * {{cite book|last=Lister|year=1971|title=Locks of the Dale}}
    /// * {{cite book|last=Orme|year=1910|title=Mills of the Dale}}
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.{{sfn|Orme|1910|p=31}}
    ///
    /// == Sources ==
    /// * {{cite book|last=Orme|year=1910|title=Mills of the Dale}}
    ///
    /// == Further reading ==
    /// * {{cite book|last=Lister|year=1971|title=Locks of the Dale}}
    /// ```
    struct CitationUnusedAnchor {}
    name: "citation-unused-anchor",
    group: References,
    severity: Info,
    optional: true,
    tag: Unnecessary,
}

impl Rule for CitationUnusedAnchor {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        if doc.short.citations.is_empty() {
            return;
        }
        let sources = doc.short.citations.iter().flat_map(|citation| &citation.sources);
        let targets = sources.filter_map(|source| match &source.target {
            Target::Anchor(id) => Some(id.as_str()),
            _ => None,
        });
        let links = doc.short.links.iter().map(|link| link.id.as_str());
        let used: FxHashSet<&str> = targets.chain(links).collect();
        // A short citation of which only MediaWiki knows the target may lead to any.
        if doc.short.citations.iter().any(|citation| citation.is_dynamic) {
            return;
        }
        let outside: FxHashMap<_, _> = doc
            .citations
            .iter()
            .filter(|citation| citation.in_ref.is_none())
            .map(|citation| (citation.node, citation.name_span.start))
            .collect();
        let listed = doc.short.anchors.iter().filter_map(|anchor| {
            outside.get(&anchor.node).map(|&start| (anchor, doc.section_at(start)))
        });
        let listed: Vec<_> = listed.collect();
        let is_used = |id: &str| used.contains(id);
        let cited: FxHashSet<usize> =
            listed.iter().filter(|(anchor, _)| is_used(&anchor.id)).map(|&(_, it)| it).collect();
        for (anchor, _) in
            listed.iter().filter(|(anchor, it)| cited.contains(it) && !is_used(&anchor.id))
        {
            let label = code(&anchor.label());
            cx.report(anchor.span, format!("no short citation leads to {label}")).help(
                "cite it where it is used, move it to further reading, or say `ref=none` if it is cited in another way",
            );
        }
    }
}
