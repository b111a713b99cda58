use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A link to Wikipedia that is written as an address.
    ///
    /// ## Why is this bad?
    /// It is marked as leading out of the wiki, does not show whether the page exists, and does not follow
    /// when that page is moved. Where the wiki knows the prefix, a link between wikis does better.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It is a [https://en.wikipedia.org/wiki/Bell_foundry bell foundry].
    /// ```
    /// ```wikitext,good
    /// It is a [[w:Bell foundry|bell foundry]].
    /// ```
    struct ResidueWikiExternalSelfLink {}
    name: "residue-wiki-external-self-link",
    group: Residue,
    severity: Info,
}

impl Rule for ResidueWikiExternalSelfLink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_pack();
    }
}
