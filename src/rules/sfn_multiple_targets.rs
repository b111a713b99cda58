use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::short::{Anchor, ShortSource, Target};
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A short citation that more than one full citation matches.
    ///
    /// ## Why is this bad?
    /// `{{sfn|Orme|1904}}` stands for two works of one author and year, so readers cannot tell
    /// which is meant, and the link leads to the first only. Letters after the year tell such works
    /// apart, in the full citations and in the short ones. Where both are the same work, one of
    /// them is enough.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill had two wheels.{{sfn|Orme|1904|p=2}}
    ///
    /// * {{cite book|last=Orme|year=1904|title=Mills of the Dale}}
    /// * {{cite book|last=Orme|year=1904|title=Locks of the Dale}}
    /// ```
    /// ```wikitext,good
    /// The mill had two wheels.{{sfn|Orme|1904a|p=2}}
    ///
    /// * {{cite book|last=Orme|year=1904a|title=Mills of the Dale}}
    /// * {{cite book|last=Orme|year=1904b|title=Locks of the Dale}}
    /// ```
    struct SfnMultipleTargets {}
    name: "sfn-multiple-targets",
    group: References,
    severity: Error,
}

/// How many other citations are pointed out.
const MOST_OTHERS: usize = 3;

impl Rule for SfnMultipleTargets {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let sources = doc.short.citations.iter().flat_map(|citation| &citation.sources);
        let mut seen = FxHashSet::default();
        let mut uses: FxHashMap<&str, (&ShortSource<'_>, usize)> = FxHashMap::default();
        let mut ambiguous = Vec::new();
        for source in sources {
            let Target::Anchor(id) = &source.target else { continue };
            uses.entry(id).or_insert((source, 0)).1 += 1;
            if seen.insert(id) && doc.short.anchors_of(id).len() > 1 {
                ambiguous.push(id);
            }
        }
        for id in ambiguous {
            let (first_use, count) = uses[id.as_str()];
            let mut anchors = doc.short.anchors_of(id);
            let number = anchors.len();
            let (Some(first), Some(second)) = (anchors.next(), anchors.next()) else { continue };
            let message = format!(
                "{number} full citations go by {}, so {} to any of them",
                code(&first.label()),
                if count == 1 { "a short citation may refer" } else { "short citations may refer" },
            );
            let text = |anchor: &Anchor| doc.tree.span(anchor.node).of(doc.text);
            let help = if text(first) == text(second) {
                "both are the same: keep one, and use a short citation in place of the other"
            } else {
                "add letters to the years, as in `1904a` and `1904b`, here and in the short \
                 citations; if both are the same work, keep one"
            };
            let found = cx.report(second.span, message).help(help);
            found.related(first.span, "links lead to this one");
            for other in anchors.take(MOST_OTHERS) {
                found.related(other.span, "this one, too");
            }
            found.related(first_use.span, "a short citation to it");
        }
    }
}
