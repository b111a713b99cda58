use crate::facts::sourcing::AddressPlace;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// The home page of a site as a source.
    ///
    /// ## Why is this bad?
    /// A home page changes daily and says little. Readers who look for the statement there must
    /// search the whole site, and the copy in an archive does not hold it either.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill was built in 1871.<ref>{{cite web |url=https://mills.example.org/ |title=Mills of the Valley}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill was built in 1871.<ref>{{cite web |url=https://mills.example.org/orrin/history |title=Orrin Mill}}</ref>
    /// ```
    struct UrlRootOnly {}
    name: "url-root-only",
    group: Sourcing,
    severity: Info,
}

/// The pages that a server shows in place of its home page.
const INDEX_PAGES: [&str; 5] =
    ["index.html", "index.htm", "index.php", "default.aspx", "index.asp"];

impl Rule for UrlRootOnly {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for address in doc.addresses() {
            let is_cited = matches!(address.place, AddressPlace::Ref | AddressPlace::Citation);
            if !address.is_source || !is_cited || address.host.is_empty() {
                continue;
            }
            let rest = address.rest.of(doc.text).trim_matches('/');
            if rest.is_empty() || INDEX_PAGES.iter().any(|page| rest.eq_ignore_ascii_case(page)) {
                let host = code(address.host.of(doc.text));
                cx.report(address.url, format!("the source is the home page of {host}"))
                    .help("give the address of the page that says it");
            }
        }
    }
}
