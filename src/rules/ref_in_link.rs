use crate::facts::Document;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{ExternalLink, Wikilink};
use crate::text::Span;

declare_rule! {
    /// A footnote inside the text of a link.
    ///
    /// ## Why is this bad?
    /// The number of a footnote is a link itself, and links do not nest. Browsers end the outer
    /// link early, and the number falls out of its raised position into the line.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill stands in [[Orrin|the Orrin valley<ref>County map, 1880.</ref>]].
    /// ```
    /// ```wikitext,bad
    /// See [https://example.org/mill the mill<ref>County map, 1880.</ref>] on the map.
    /// ```
    /// ```wikitext,good
    /// The mill stands in [[Orrin|the Orrin valley]].<ref>County map, 1880.</ref>
    /// ```
    /// ```wikitext,good
    /// [[File:Mill.jpg|thumb|The mill.<ref>County map, 1880.</ref>]]
    /// ```
    struct RefInLink {}
    name: "ref-in-link",
    group: References,
    severity: Error,
}

impl Rule for RefInLink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        // A link is looked at once, however many refs stand in it.
        let mut last: Option<(NodeId, Option<Link>)> = None;
        for run in &doc.runs {
            let Some(node) = outer(&doc.tree, run.parent) else { continue };
            if last.is_none_or(|(known, _)| known != node) {
                last = Some((node, link(doc, node)));
            }
            let Some((_, Some(link))) = last else { continue };
            let found =
                cx.report(run.span, "this footnote stands inside a link, which breaks both");
            found.help("move it behind the link");
            // At the very end of the label nothing but the place of the ref changes.
            if run.span.end == link.label_end && run.parent == link.node {
                let moved = run.span.of(doc.text);
                let edits = [Edit::delete(run.span), Edit::insert(link.end, moved)];
                found.fix(Fix::new("move it behind the link", Applicability::Safe, edits));
            }
        }
    }
}

/// A link round a run.
#[derive(Clone, Copy)]
struct Link {
    node: NodeId,
    label_end: u32,
    end: u32,
}

/// The node that holds the children of this one, bold and italics passed over.
fn outer(tree: &Tree, node: NodeId) -> Option<NodeId> {
    let is_quotes = |node: &NodeId| matches!(tree.kind(*node), NodeKind::Bold | NodeKind::Italic);
    // Bold and italics are two marks, so no more than a few levels of them make sense.
    std::iter::once(node).chain(tree.ancestors(node)).take(4).find(|node| !is_quotes(node))
}

/// The link at this node.
fn link(doc: &Document<'_>, node: NodeId) -> Option<Link> {
    let label: Span = match doc.tree.kind(node) {
        NodeKind::Wikilink => Wikilink::new(doc.text, &doc.tree, node)?.label_span?,
        NodeKind::ExternalLink => ExternalLink::new(doc.text, &doc.tree, node)?.label_span?,
        _ => return None,
    };
    Some(Link { node, label_end: label.end, end: doc.tree.span(node).end })
}
