use crate::facts::rendered::{Marker, Series};
use crate::lint::{Context, Rule, declare_rule};
use rustc_hash::FxHashMap;

declare_rule! {
    /// Markers whose numbers do not rise with their first uses.
    ///
    /// ## Why is this bad?
    /// MediaWiki numbers references in the order in which the text first uses them. Where a
    /// copied page does not, passages were moved, added or lost after it was copied, and their
    /// numbers deserve a look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[2] It was sold in 1911.[1]
    ///
    /// References
    ///
    /// 1. Land register, 1911.
    /// 2. Survey of Mills, 1904.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.[1] It was sold in 1911.[2] Its owner owned two.[1]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 2. Land register, 1911.
    /// ```
    struct RefIndexOutOfOrder {}
    name: "ref-index-out-of-order",
    group: References,
    severity: Info,
}

impl Rule for RefIndexOutOfOrder {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let index = &doc.plain_index;
        let indices: Vec<_> = index.indices().filter_map(|list| list.series).collect();
        // For each series, the marker with the highest number so far.
        let mut highest: FxHashMap<Series<'_>, &Marker<'_>> = FxHashMap::default();
        let mut wrong: Vec<(&Marker<'_>, &Marker<'_>)> = Vec::new();
        for marker in index.first_uses() {
            let series = marker.label.series;
            // Notes are numbered where they are used, not where they are listed.
            let is_in_text = index.entry_at(marker.span.start).is_none();
            if marker.entry.is_none() || !is_in_text || !indices.contains(&series) {
                continue;
            }
            match highest.get(&series) {
                Some(high) if high.label.number > marker.label.number => wrong.push((marker, high)),
                _ => {
                    highest.insert(series, marker);
                }
            }
        }
        let Some(&(marker, high)) = wrong.first() else { return };
        let shown = |marker: &Marker<'_>| marker.span.of(doc.text);
        let others = match wrong.len() - 1 {
            0 => String::new(),
            1 => ", and one more marker is out of order".to_owned(),
            count => format!(", and {count} more markers are out of order"),
        };
        let message = format!("`{}` is first used after `{}`{others}", shown(marker), shown(high));
        cx.report(marker.span, message)
            .help("check that the numbers round here still point to the right sources")
            .related(high.span, format!("`{}` comes before", shown(high)));
    }
}
