use crate::facts::values::{AddressFault, ValueFaultKind, judge_address};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::Site;

declare_rule! {
    /// An address in a citation that leads nowhere.
    ///
    /// ## Why is this bad?
    /// Without a scheme such as `https://`, with a space in it or with a host that cannot be one, the
    /// template makes no working link and shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=www.example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://www.example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=http//example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=http://example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `bad_url`.
    struct CiteBadUrl {}
    name: "cite-bad-url",
    group: Citations,
    severity: Error,
}

impl Rule for CiteBadUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (text, site) = (cx.doc.text, cx.doc.site);
        for value in cx.faulty_values(ValueFaultKind::Address) {
            let name = cx.parameter_of(value.argument);
            let address = value.span.of(text);
            let (message, help, mended) = match judge_address(address, site) {
                Some(AddressFault::NoScheme) => no_scheme(address, site),
                Some(AddressFault::BrokenScheme(rest)) => {
                    let is_secure =
                        address[..address.len() - rest.len()].to_ascii_lowercase().contains('s');
                    let mended = format!("{}://{rest}", if is_secure { "https" } else { "http" });
                    let mended = Some(mended).filter(|it| judge_address(it, site).is_none());
                    (
                        "has a mistyped scheme".to_owned(),
                        "an address starts with `http://` or `https://`",
                        mended,
                    )
                }
                Some(AddressFault::Space) => {
                    let help = "write `%20` for a space that belongs to it; what follows the address belongs elsewhere";
                    ("holds white space, which no address does".to_owned(), help, None)
                }
                Some(AddressFault::Brackets) => {
                    let inner = address.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
                    let mended = inner.filter(|it| judge_address(it, site).is_none());
                    (
                        "stands in brackets".to_owned(),
                        "write the bare address: the template makes the link",
                        mended.map(str::to_owned),
                    )
                }
                Some(AddressFault::BadHost(host)) => {
                    let what = if host.is_empty() {
                        "names no host".to_owned()
                    } else {
                        format!("names {}, which can be no host", code(host))
                    };
                    (what, "a host is a name with dots, such as `www.example.org`", None)
                }
                _ => continue,
            };
            let found = cx.report(value.span, format!("the address in {name} {message}"));
            found.help(help);
            if let Some(mended) = mended {
                let edits = [Edit::replace(value.span, mended.clone())];
                found.fix(Fix::new(format!("write {}", code(&mended)), Applicability::Safe, edits));
            }
        }
    }
}

/// What to say of an address without a scheme, and what to write instead.
fn no_scheme(address: &str, site: &Site) -> (String, &'static str, Option<String>) {
    let bare = address.trim_start_matches([':', ';', '=', ',', '.', '"', '\'']);
    if bare.len() < address.len() && judge_address(bare, site).is_none() {
        let message = "has something before its scheme".to_owned();
        return (message, "an address starts with `http://` or `https://`", Some(bare.to_owned()));
    }
    let mended = format!("https://{address}");
    let is_host = judge_address(&mended, site).is_none();
    let help = if is_host {
        "start it with `https://`"
    } else {
        "write the whole address, from `https://` on"
    };
    ("has no scheme".to_owned(), help, is_host.then_some(mended))
}
