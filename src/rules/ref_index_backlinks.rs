use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An entry whose back links are not as many as the markers that point to it.
    ///
    /// ## Why is this bad?
    /// MediaWiki printed one back link for each use: `4.0 4.1` or `a b` for two. Where the text
    /// has fewer markers, a passage was lost after it was copied; where it has more, a number was
    /// changed or a passage added.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[1] It was sold in 1911.[2]
    ///
    /// References
    ///
    /// 1. 1.0 1.1 Survey of Mills, 1904.
    /// 2. ↑ Land register, 1911.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.[1] It was sold in 1911.[2] Its owner had two.[1]
    ///
    /// References
    ///
    /// 1. 1.0 1.1 Survey of Mills, 1904.
    /// 2. ↑ Land register, 1911.
    /// ```
    struct RefIndexBacklinks {}
    name: "ref-index-backlinks",
    group: References,
    severity: Info,
}

/// How many uses of an entry are shown.
const SHOWN_USES: usize = 8;

impl Rule for RefIndexBacklinks {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let index = &cx.doc.plain_index;
        for list in index.indices() {
            for (_, entry) in index.entries_of(list) {
                let Some(links) = entry.back_links else { continue };
                // An entry without uses is `ref-index-unused`.
                let uses = entry.uses.len();
                if uses == 0 || uses == links.count as usize {
                    continue;
                }
                let label = entry.label;
                let plural = if links.count == 1 { "" } else { "s" };
                let times = if uses == 1 { "once".to_owned() } else { format!("{uses} times") };
                let message = format!(
                    "entry `{label}` has {} back link{plural}, but the text uses it {times}",
                    links.count
                );
                let help = if uses < links.count as usize {
                    "look for what was lost where the page was copied from"
                } else {
                    "check that each of its markers means this source"
                };
                let found = cx.report(links.span, message);
                found.help(help);
                for &number in entry.uses.iter().take(SHOWN_USES) {
                    found.related(index.markers[number as usize].span, "used here");
                }
            }
        }
    }
}
