use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A shop link that another wiki puts beside every ISBN.
    ///
    /// ## Why is this bad?
    /// Some wikis print `Search this book on` with the logos of shops after each ISBN. Copied into a
    /// citation it leads nowhere, and it is no part of the source.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// * Venn, Oskar (2007). ''Ship Bells''. ISBN 978-1-23456-789-7. Search this book on
    /// ```
    /// ```wikitext,good
    /// * Venn, Oskar (2007). ''Ship Bells''. ISBN 978-1-23456-789-7.
    /// ```
    struct ResidueSearchBook {}
    name: "residue-search-book",
    group: Residue,
    severity: Warning,
}

impl Rule for ResidueSearchBook {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
