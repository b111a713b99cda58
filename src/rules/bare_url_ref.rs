use crate::facts::cite::Origin;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::ExternalLink;
use crate::text::Span;

declare_rule! {
    /// A footnote that holds an address and nothing else.
    ///
    /// ## Why is this bad?
    /// When the page behind the address moves or goes, nothing tells readers what it was: neither
    /// who wrote it, nor what it was called, nor when. That is how sources get lost for good.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill was built in 1871.<ref>https://example.org/mills/orrin</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill was built in 1871.<ref>[https://example.org/mills/orrin].</ref>
    /// ```
    /// ```wikitext,good
    /// The mill was built in 1871.<ref>{{cite web |url=https://example.org/mills/orrin |title=Orrin Mill |website=Mills of the Valley |access-date=3 May 2023}}</ref>
    /// ```
    struct BareUrlRef {}
    name: "bare-url-ref",
    group: Sourcing,
    severity: Warning,
}

impl Rule for BareUrlRef {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let refs = doc.refs.refs.iter().filter(|tag| tag.origin == Origin::Tag);
        let tags = refs.filter_map(|tag| only_address(cx, tag.node, tag.body?));
        let entries = doc.plain_index.indices().flat_map(|list| doc.plain_index.entries_of(list));
        let printed = entries.filter_map(|(_, entry)| {
            let rest = [
                Span::new(entry.text.start, entry.url?.start),
                Span::new(entry.url?.end, entry.text.end),
            ];
            rest.iter().all(|it| says_nothing(it.of(doc.text))).then_some(entry.url?)
        });
        let found: Vec<Span> = tags.chain(printed).collect();
        for url in found {
            let all = doc.addresses();
            let host = all.binary_search_by_key(&url.start, |it| it.url.start);
            let host = host.ok().map(|at| all[at].host);
            let host =
                host.map_or(String::new(), |host| format!(" on {}", code(host.of(doc.text))));
            cx.report(url, format!("the footnote gives only the address of a page{host}"))
                .help("say who wrote the page, what it is called, and when it was looked at, for instance with `{{cite web}}`");
        }
    }
}

/// The address that is all that a ref holds.
fn only_address(cx: &Context<'_, '_>, node: NodeId, body: Span) -> Option<Span> {
    let doc = cx.doc;
    let mut only = None;
    for child in doc.tree.children(node) {
        let span = doc.tree.span(child);
        match doc.tree.kind(child) {
            NodeKind::Comment => {}
            NodeKind::Text if says_nothing(span.of(doc.text)) => {}
            NodeKind::ExternalLink if only.is_none() => {
                let link = ExternalLink::new(doc.text, &doc.tree, child)?;
                let shows_itself = link.label_span.is_none_or(|label| {
                    label.of(doc.text).trim_end_matches('/') == link.url().trim_end_matches('/')
                });
                only = shows_itself.then_some(link.url_span);
                only?;
            }
            NodeKind::Template => {
                // `{{dead link}}` and its kin say nothing of the source.
                let at = doc.templates.binary_search_by_key(&child, |it| it.node).ok()?;
                doc.site.inline.kind(&doc.templates[at].name)?;
            }
            _ => return None,
        }
    }
    only.filter(|url| body.contains(*url))
}

fn says_nothing(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}
