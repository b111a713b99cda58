use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Two entries of the list of references with the same number.
    ///
    /// ## Why is this bad?
    /// Nobody can tell which of the two a marker in the text means. Mostly two lists were joined.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[1] It was sold in 1911.[2]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 2. Land register, 1911.
    /// 2. The Mills of Karsa, 1950.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.[1] It was sold in 1911.[2] It burnt down.[3]
    ///
    /// References
    ///
    /// 1. Survey of Mills, 1904.
    /// 2. Land register, 1911.
    /// 3. The Mills of Karsa, 1950.
    /// ```
    struct RefIndexDuplicate {}
    name: "ref-index-duplicate",
    group: References,
    severity: Error,
}

impl Rule for RefIndexDuplicate {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let index = &cx.doc.plain_index;
        for list in index.indices() {
            for (_, entry) in index.entries_of(list) {
                let first = index.find(entry.label).filter(|first| first.span != entry.span);
                if let Some(first) = first {
                    let label = entry.label;
                    let message = format!("another entry of the list is `{label}` too");
                    cx.report(entry.mark_span(), message)
                        .help("give it a number of its own, and the markers that mean it")
                        .related(first.mark_span(), format!("the first `{label}`"));
                }
            }
        }
    }
}
