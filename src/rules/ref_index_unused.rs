use crate::facts::rendered::{Marker, PlainIndex, Series};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An entry of a numbered list of references that no marker points to.
    ///
    /// ## Why is this bad?
    /// The source supports no sentence. Mostly the sentence or its marker was lost in copying, or
    /// the marker has a wrong number.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[1]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 2. Land register, 1911.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.[1] It was sold in 1911.[2]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 2. Land register, 1911.
    /// ```
    struct RefIndexUnused {}
    name: "ref-index-unused",
    group: References,
    severity: Warning,
    tag: Unnecessary,
}

impl Rule for RefIndexUnused {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let index = &doc.plain_index;
        for list in index.indices() {
            let lost = list.series.and_then(|series| only_lost_marker(index, series));
            let unused = index.entries_of(list).filter(|(_, entry)| {
                let is_first = index.find(entry.label).is_some_and(|it| it.span == entry.span);
                entry.uses.is_empty() && is_first
            });
            for (_, entry) in unused {
                let label = entry.label;
                let message = format!("no marker in the text points to entry `{label}`");
                let found = cx.report(entry.mark_span(), message);
                match lost {
                    Some(lost) => {
                        let shown = lost.span.of(doc.text);
                        found.help(format!(
                            "write `[{label}]` where it supports the text, or remove it; or is it \
                             what `{shown}` means?"
                        ));
                        found.related(lost.span, format!("`{shown}` has no entry"));
                    }
                    None => {
                        found.help(format!(
                            "write `[{label}]` where it supports the text, or remove it"
                        ));
                    }
                }
            }
        }
    }
}

/// The marker of a series that has no entry, if there is exactly one such label.
fn only_lost_marker<'a, 's>(
    index: &'a PlainIndex<'s>,
    series: Series<'s>,
) -> Option<&'a Marker<'s>> {
    let is_lost = |it: &&Marker<'s>| it.label.series == series && it.entry.is_none();
    let mut lost = index.first_uses().filter(is_lost);
    lost.next().filter(|_| lost.next().is_none())
}
