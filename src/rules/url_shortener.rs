use crate::facts::sourcing::AddressPlace;
use crate::lint::sourcing::listed;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::site::DomainKind;

declare_rule! {
    /// An address of a service that shortens addresses.
    ///
    /// ## Why is this bad?
    /// The address hides where it leads: readers cannot see what the source is, and nobody can find
    /// it again once the service stops. Many wikis do not let such addresses be saved.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burned in 1902.<ref>{{cite news |url=https://bit.ly/3xMill |title=Mill on fire}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burned in 1902.<ref>{{cite news |url=https://example.org/mill |title=Mill on fire}}</ref>
    /// ```
    struct UrlShortener {}
    name: "url-shortener",
    group: Sourcing,
    severity: Warning,
}

impl Rule for UrlShortener {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for (address, site) in
            listed(doc, DomainKind::Shortener).filter(|(it, _)| it.place != AddressPlace::Other)
        {
            let host = code(address.host.of(doc.text));
            let found =
                cx.report(address.url, format!("{host} shortens addresses: {}", site.reason));
            found.help(site.help("open it, and write the address to which it leads"));
        }
    }
}
