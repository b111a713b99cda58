use crate::facts::Citation;
use crate::identifier::{Kind, check, in_address};
use crate::lint::identifiers::addresses;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// An address that shows an identifier which the citation does not give.
    ///
    /// ## Why is this bad?
    /// An address such as `https://doi.org/10.1000/182` is a DOI in disguise. Given as `doi`, it
    /// stays right when addresses change, shows readers what kind of source it is, and lets tools
    /// complete the citation.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |url=https://doi.org/10.1000/182}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mills |journal=Mill Review |url=https://doi.org/10.1000/182 |doi=10.1000/182}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |doi=10.1000/182}}
    /// ```
    struct IdInUrl {}
    name: "id-in-url",
    group: Identifiers,
    severity: Info,
}

impl Rule for IdInUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for citation in &doc.citations {
            for url in addresses(doc, citation) {
                let Some((kind, value)) = in_address(&url.text) else { continue };
                if check(kind, &value).is_err() || gives(cx, citation, kind) {
                    continue;
                }
                let Some(name) = doc.site.identifiers.usual_name(kind) else { continue };
                let found =
                    cx.report(url.span, format!("this address shows {}", kind.with_article()));
                let addition = format!("|{name}={value}");
                found.help(format!("add {}; then the address may go", code(&addition)));
                if !value.contains(['|', '{', '}', '[', ']']) {
                    let edit = Edit::insert(url.span.end, format!(" {addition}"));
                    found.fix(Fix::new(format!("add `{name}`"), Applicability::Unsafe, [edit]));
                }
            }
        }
    }
}

/// Whether a citation gives an identifier of this kind, in its own or in another parameter.
fn gives(cx: &Context<'_, '_>, citation: &Citation<'_>, kind: Kind) -> bool {
    let (doc, data) = (cx.doc, &cx.doc.site.identifiers);
    citation.arguments.iter().any(|argument| {
        let name = argument.key();
        let is_given = || !argument.value(doc.text, &doc.tree).is_empty();
        let holds = data.parameter(&name) == Some(kind) || data.is_for_any_kind(&name);
        holds && is_given()
    })
}
