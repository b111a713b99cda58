use crate::facts::Document;
use crate::facts::sourcing::{AddressPlace, WebAddress};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::SectionKind;
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::ExternalLink;
use crate::text::Span;

declare_rule! {
    /// A link to another site in the text of the page.
    ///
    /// ## Why is this bad?
    /// The text should lead to other pages of the wiki; links out of it are easily taken for
    /// advertising. If the link is the source of the statement, a footnote is its place: there it
    /// can be described, archived and repaired.
    ///
    /// Links under "External links" and the like, in lists of sources, in tables and in templates
    /// are fine.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == History ==
    /// The mill was built by [https://example.org/lindt Lindt & Sons] in 1871.
    /// ```
    /// ```wikitext,bad
    /// == History ==
    /// The mill was built in 1871. [https://example.org/mills/orrin]
    /// ```
    /// ```wikitext,fixed
    /// == History ==
    /// The mill was built in 1871.<ref>[https://example.org/mills/orrin]</ref>
    /// ```
    /// ```wikitext,good
    /// == History ==
    /// The mill was built by Lindt & Sons in 1871.
    ///
    /// == External links ==
    /// * [https://example.org/lindt Lindt & Sons]
    /// ```
    struct ExternalLinkInBody {}
    name: "external-link-in-body",
    group: Sourcing,
    severity: Warning,
}

impl Rule for ExternalLinkInBody {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for link in doc.addresses() {
            let Some(node) = link.node.filter(|&node| is_in_text(doc, link, node)) else {
                continue;
            };
            let host = code(link.host.of(doc.text));
            let view = ExternalLink::new(doc.text, &doc.tree, node);
            let is_numbered = doc.tree.node(node).is_bracketed()
                && view.is_some_and(|view| view.label_span.is_none());
            if is_numbered {
                let title = "put the link into a footnote";
                let fix = Fix::new(title, Applicability::Unsafe, [into_footnote(doc, link.span)]);
                cx.report(link.span, format!("a link to {host} stands in the text as a number"))
                    .help("if it is the source, put it into a footnote, with a title and an author")
                    .fix(fix);
            } else {
                cx.report(link.span, format!("the text links to another site, {host}")).help(
                    "make it a footnote if it is the source, else move it to the external links",
                );
            }
        }
    }
}

/// Whether a link stands in the article's own text or lists.
fn is_in_text(doc: &Document<'_>, link: &WebAddress, node: NodeId) -> bool {
    link.place == AddressPlace::Text
        && !link.host.is_empty()
        && link.section == SectionKind::Body
        && !doc.tree.ancestors(node).any(|it| doc.tree.kind(it) == NodeKind::Table)
}

/// Puts a link into a footnote, right behind the text before it.
fn into_footnote(doc: &Document<'_>, link: Span) -> Edit {
    let before = &doc.text[..link.start as usize];
    let space = before.len() - before.trim_end_matches(' ').len();
    let span = Span::new(link.start - space as u32, link.end);
    Edit::replace(span, format!("<ref>{}</ref>", link.of(doc.text)))
}
