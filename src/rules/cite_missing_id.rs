use crate::lint::missing::report_required;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation of a preprint without its identifier.
    ///
    /// ## Why is this bad?
    /// The templates for preprints make the link from the identifier, and show an error without it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite arxiv |title=On mills |last=Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite arxiv |title=On mills |last=Orme |eprint=1401.0001}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `arxiv_missing`, `biorxiv_missing` and so on.
    struct CiteMissingId {}
    name: "cite-missing-id",
    group: Citations,
    severity: Error,
}

impl Rule for CiteMissingId {
    fn check(&self, cx: &mut Context<'_, '_>) {
        report_required(
            cx,
            |field| !matches!(field, "url" | "work" | "publisher"),
            "give the identifier of the preprint, or take another template",
        );
    }
}
