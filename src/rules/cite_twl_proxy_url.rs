use crate::facts::values::{AddressFault, ValueFaultKind, judge_address};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// An address that only the editor could open, or that only leads on to another.
    ///
    /// ## Why is this bad?
    /// The server of a library asks readers for an account that they do not have, a file on one's own
    /// computer is nobody else's, and a search engine's detour may end any day.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://www-example-org.wikipedialibrary.idm.oclc.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://www.google.com/url?q=https://example.org/mill&sa=t |title=The mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=file:///home/ada/mill.pdf |title=The mill}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `param_has_twl_url`. The servers are data; `citation-values` in
    /// the `site` part of a configuration adds to them.
    struct CiteTwlProxyUrl {}
    name: "cite-twl-proxy-url",
    group: Citations,
    severity: Error,
}

impl Rule for CiteTwlProxyUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (text, site) = (cx.doc.text, cx.doc.site);
        for value in cx.faulty_values(ValueFaultKind::Address) {
            let name = cx.parameter_of(value.argument);
            let (message, help, mended) = match judge_address(value.span.of(text), site) {
                Some(AddressFault::Proxy(server, mended)) => (
                    format!("goes through the library server {}", code(server)),
                    "readers cannot log in there: write the address of the page itself",
                    // The host is a guess where hyphens stand for dots.
                    mended.map(|it| (it, Applicability::Unsafe)),
                ),
                Some(AddressFault::Local(place)) => (
                    format!("leads to {}, one's own computer or network", code(place)),
                    "nobody else can open it: cite the page on the web, or the document itself",
                    None,
                ),
                Some(AddressFault::LeadsOn(target)) => (
                    "only leads on to another".to_owned(),
                    "write the address that it leads on to",
                    Some((target, Applicability::Safe)),
                ),
                _ => continue,
            };
            let found = cx.report(value.span, format!("the address in {name} {message}"));
            found.help(help);
            if let Some((mended, promise)) =
                mended.filter(|(it, _)| judge_address(it, site).is_none())
            {
                let edits = [Edit::replace(value.span, mended.clone())];
                found.fix(Fix::new(format!("write {}", code(&mended)), promise, edits));
            }
        }
    }
}
