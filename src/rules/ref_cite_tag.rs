use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::syntax::tree::NodeKind;
use crate::syntax::view::HtmlTag;
use crate::text::Span;

declare_rule! {
    /// A `<cite>` tag inside a footnote.
    ///
    /// ## Why is this bad?
    /// The tag is for the title of a work; round a whole source it says nothing that `<ref>` does
    /// not say, and browsers set the source in italics. Titles in italics are written `''…''`. A
    /// tag with an `id` is a target for links, and is left alone.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The fort was sold in 1903.<ref><cite>State archive, deed 812.</cite></ref>
    /// ```
    /// ```wikitext,good
    /// The fort was sold in 1903.<ref>State archive, deed 812.</ref>
    /// ```
    struct RefCiteTag {}
    name: "ref-cite-tag",
    group: References,
    severity: Warning,
}

impl Rule for RefCiteTag {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (text, tree) = (cx.doc.text, &cx.doc.tree);
        let is_cite = |id| {
            let tag = HtmlTag::new(text, tree, id);
            tag.filter(|tag| tag.name().eq_ignore_ascii_case("cite"))
        };
        if !cx.doc.html_tags.iter().any(|&id| is_cite(id).is_some()) {
            return;
        }
        let mut in_ref_until = 0;
        let mut open: Option<Span> = None;
        let mut found = Vec::new();
        for (id, node) in tree.preorder() {
            let span = node.span();
            if span.start >= in_ref_until {
                found.extend(open.take().map(|start| (start, None)));
            }
            if node.kind() == NodeKind::Ref {
                in_ref_until = in_ref_until.max(span.end);
            }
            if node.kind() != NodeKind::HtmlTag || span.start >= in_ref_until {
                continue;
            }
            let Some(tag) = is_cite(id) else { continue };
            if tag.is_closing() {
                found.extend(open.take().map(|start| (start, Some(span))));
            } else if tag.attributes().next().is_none() {
                found.extend(open.replace(span).map(|start| (start, None)));
            }
        }
        found.extend(open.map(|start| (start, None)));
        for (start, end) in found {
            let reported = cx.report(start, "`<cite>` is not needed inside a footnote");
            reported.help("remove it; write the title of a work in italics as `''…''`");
            if let Some(end) = end {
                let edits = [Edit::delete(start), Edit::delete(end)];
                reported.fix(Fix::new("remove the tags", Applicability::Unsafe, edits));
            }
        }
    }
}
