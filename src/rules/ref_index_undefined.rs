use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::rendered::{Dialect, Label, Marker, Series};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A marker such as `[7]` without an entry in the list of references.
    ///
    /// ## Why is this bad?
    /// Readers look for the source in the list and find none. Mostly the list was cut off when
    /// the page was copied, or the marker came with a passage from another page.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[1] It was sold in 1911.[2]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.[1] It was sold in 1911.[2]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 2. Land register, 1911.
    /// ```
    struct RefIndexUndefined {}
    name: "ref-index-undefined",
    group: References,
    severity: Error,
}

/// How many further uses of a marker are shown.
const SHOWN_USES: usize = 8;

impl Rule for RefIndexUndefined {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let index = &doc.plain_index;
        let lists: FxHashMap<Series<'_>, _> =
            index.indices().filter_map(|list| Some((list.series?, list))).collect();
        let mut uses: FxHashMap<Label<'_>, Vec<&Marker<'_>>> = FxHashMap::default();
        for marker in index.markers.iter().filter(|marker| marker.entry.is_none()) {
            uses.entry(marker.label).or_default().push(marker);
        }
        let mut without_list = FxHashSet::default();
        for marker in index.first_uses().filter(|marker| marker.entry.is_none()) {
            let shown = marker.span.of(doc.text);
            let series = marker.label.series;
            if let Some(list) = lists.get(&series) {
                let last = index.entries_of(list).last().map(|(_, entry)| entry.label);
                let last =
                    last.map(|last| format!(", which ends with `{last}`")).unwrap_or_default();
                let found = cx.report(marker.span, format!("`{shown}` has no entry in the list"));
                found.help("add its source to the list, or correct the number");
                found.related(list.title, format!("the list{last}"));
                for other in uses[&marker.label].iter().skip(1).take(SHOWN_USES) {
                    found.related(other.span, "used again here");
                }
            } else if doc.dialect == Dialect::Rendered && without_list.insert(series) {
                let message = format!("markers like `{shown}` have no list on this page");
                cx.report(marker.span, message).help("copy the list of references too");
            }
        }
    }
}
