use crate::facts::Document;
use crate::lint::sourcing::listed;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::site::DomainKind;
use crate::syntax::tree::NodeKind;
use crate::syntax::view::Wikilink;
use crate::text::Span;

declare_rule! {
    /// A wiki, or a copy of one, as a source.
    ///
    /// ## Why is this bad?
    /// Anybody can write in a wiki, and its articles change from day to day. Where the source is a
    /// copy of the same encyclopedia, the page proves itself: a mistake on it becomes its own
    /// source, and nobody ever finds it.
    ///
    /// Which sites are meant is data: `rules/sourcing/domains.toml`. A footnote that holds nothing
    /// but a link to another page of the wiki counts too.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burned in 1902.<ref>[https://en.wikipedia.org/wiki/Orrin_Mill Orrin Mill]</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill burned in 1902.<ref>See [[Orrin Mill]]</ref> It was rebuilt.<ref>[[Orrin Mill]].</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burned in 1902.<ref>''[[Valley Herald]]'', 3 May 1902, p. 1.</ref>
    /// ```
    struct SelfReferenceSource {}
    name: "self-reference-source",
    group: Sourcing,
    severity: Warning,
}

const HELP: &str = "open that page, and cite the source that it gives for this";

impl Rule for SelfReferenceSource {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for (address, site) in listed(doc, DomainKind::Circular).filter(|(it, _)| it.is_source) {
            let host = code(address.host.of(doc.text));
            let found = cx
                .report(address.url, format!("{host} cannot be the source here: {}", site.reason));
            found.help(site.help(HELP));
        }
        for tag in &doc.refs.refs {
            let Some(link) = tag.body.and_then(|_| only_link(doc, tag.node)) else { continue };
            let name = code(link.of(doc.text));
            cx.report(link, format!("the footnote names only another page of this wiki, {name}"))
                .help(HELP);
        }
    }
}

/// The target of the link to another page that is all that a ref holds.
fn only_link(doc: &Document<'_>, tag: crate::syntax::tree::NodeId) -> Option<Span> {
    let mut only = None;
    for child in doc.tree.children(tag) {
        match doc.tree.kind(child) {
            NodeKind::Comment => {}
            NodeKind::Text => {
                let says_nothing =
                    !doc.tree.span(child).of(doc.text).contains(char::is_alphanumeric);
                says_nothing.then_some(())?;
            }
            NodeKind::Wikilink if only.is_none() => {
                let link = Wikilink::new(doc.text, &doc.tree, child)?;
                // A link to a book on a sister wiki or to an anchor on the page is another thing.
                let is_page = !link.target().contains([':', '#']);
                only = is_page.then_some(link.target_span);
                only?;
            }
            _ => return None,
        }
    }
    only
}
