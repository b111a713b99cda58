use crate::lint::sourcing::listed;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::site::DomainKind;

declare_rule! {
    /// A source that editors have agreed not to cite.
    ///
    /// ## Why is this bad?
    /// Some sites have been found to make up stories, to serve a state, or to check nothing, and
    /// editors have agreed after discussion that they support no statement. The finding says why
    /// and where that was agreed.
    ///
    /// The list is that of the English Wikipedia, shortened: `rules/sourcing/domains.toml`. Add
    /// the sites of your own wiki, or say `fine` for one, in the configuration.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burned in 1902.<ref>{{cite news |url=https://www.dailymail.co.uk/mill |title=Mill on fire}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burned in 1902.<ref>{{cite news |url=https://example.org/mill |title=Mill on fire}}</ref>
    /// ```
    struct DeprecatedSource {}
    name: "deprecated-source",
    group: Sourcing,
    severity: Warning,
}

impl Rule for DeprecatedSource {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for (address, site) in listed(doc, DomainKind::Deprecated).filter(|(it, _)| it.is_source) {
            let host = code(address.host.of(doc.text));
            let found =
                cx.report(address.url, format!("{host} should not be cited: {}", site.reason));
            found.help(site.help("find a better source, or take the statement out"));
        }
    }
}
