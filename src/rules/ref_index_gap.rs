use rustc_hash::FxHashSet;

use crate::facts::rendered::Label;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A numbered list of references that leaves out a number.
    ///
    /// ## Why is this bad?
    /// An entry was lost in copying, or someone deleted one and did not number the others anew.
    /// A marker that points to the missing number is reported by `ref-index-undefined` instead.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[1] It was sold in 1911.[3]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 3. Land register, 1911.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.[1] It was sold in 1911.[2]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 2. Land register, 1911.
    /// ```
    struct RefIndexGap {}
    name: "ref-index-gap",
    group: References,
    severity: Warning,
}

impl Rule for RefIndexGap {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let index = &cx.doc.plain_index;
        let used: FxHashSet<Label<'_>> = index.markers.iter().map(|it| it.label).collect();
        let mut reached = None;
        for list in index.indices() {
            // A list that goes on from another starts where that one ended.
            let mut previous = reached.filter(|last: &Label<'_>| Some(last.series) == list.series);
            let mut previous_mark = None;
            for (_, entry) in index.entries_of(list) {
                let label = entry.label;
                let before = previous.map_or(0, |previous| previous.number);
                let mut missing = before + 1..label.number;
                let at = |number| Label { series: label.series, number };
                let unknown = missing.all(|number| !used.contains(&at(number)));
                if before + 1 < label.number && unknown {
                    let message = match previous {
                        Some(previous) => format!("the list goes from `{previous}` to `{label}`"),
                        None => format!("the list starts with `{label}`"),
                    };
                    let found = cx.report(entry.mark_span(), message);
                    found.help(
                        "look for the missing entry where the page was copied from, or number \
                         entries and markers anew",
                    );
                    if let Some(mark) = previous_mark {
                        found.related(mark, "the entry before");
                    }
                }
                previous = previous.max(Some(label));
                previous_mark = Some(entry.mark_span());
            }
            reached = previous;
        }
    }
}
