use crate::lint::sourcing::listed;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::site::DomainKind;

declare_rule! {
    /// A source on which statements should not rest, as a rule.
    ///
    /// ## Why is this bad?
    /// On a blog, a social network or a database that its users fill, nobody checks what stands
    /// there before it is published. There are exceptions: a person's own page is a source for
    /// what that person says, and an expert's blog for the expert's subject. So each finding is a
    /// question to you.
    ///
    /// The list is data, `rules/sourcing/domains.toml`, to which the configuration adds.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burned in 1902.<ref>{{cite web |url=https://orme.blogspot.com/2009/mill |title=My mill}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burned in 1902.<ref>{{cite news |url=https://example.org/mill |title=Mill on fire}}</ref>
    /// ```
    struct UnreliableSource {}
    name: "unreliable-source",
    group: Sourcing,
    severity: Warning,
    optional: true,
}

impl Rule for UnreliableSource {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for (address, site) in listed(doc, DomainKind::Unreliable).filter(|(it, _)| it.is_source) {
            let host = code(address.host.of(doc.text));
            let found = cx.report(
                address.url,
                format!("{host} is seldom a reliable source: {}", site.reason),
            );
            found.help(site.help("find a better source, unless it speaks only of itself"));
        }
    }
}
