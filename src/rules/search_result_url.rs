use crate::facts::sourcing::AddressPlace;
use crate::lint::sourcing::listed;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::site::DomainKind;

declare_rule! {
    /// A list of search results as a source.
    ///
    /// ## Why is this bad?
    /// A search shows other results on another day, in another country or to another reader. What
    /// was found there is the source, not the search.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burned in 1902.<ref>[https://www.google.com/search?q=orrin+mill+fire Reports on the fire]</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burned in 1902.<ref>[https://example.org/mill Mill on fire], ''Valley Herald''.</ref>
    /// ```
    struct SearchResultUrl {}
    name: "search-result-url",
    group: Sourcing,
    severity: Warning,
}

impl Rule for SearchResultUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for (address, site) in
            listed(doc, DomainKind::Search).filter(|(it, _)| it.place != AddressPlace::Other)
        {
            let host = code(address.host.of(doc.text));
            let found = cx.report(
                address.url,
                format!("the address on {host} is that of a search: {}", site.reason),
            );
            found.help(site.help("cite the page that the search led to"));
        }
    }
}
