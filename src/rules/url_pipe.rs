use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::ExternalLink;
use crate::text::Span;

declare_rule! {
    /// A `|` between the address and the words of an external link.
    ///
    /// ## Why is this bad?
    /// Only links to pages of the wiki are divided so. Here the `|` and the first word become part of
    /// the address, and the link leads nowhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// See the [https://example.org/mill|old mill].
    /// ```
    /// ```wikitext,fixed
    /// See the [https://example.org/mill old mill].
    /// ```
    /// ```wikitext,good
    /// See the [https://example.org/mill old mill].
    /// ```
    struct UrlPipe {}
    name: "url-pipe",
    group: Markup,
    severity: Error,
}

impl Rule for UrlPipe {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let may_have_pipe = |link: &&NodeId| {
            let link = doc.tree.node(**link);
            let source = link.span().of(doc.text).as_bytes();
            link.is_bracketed() && memchr::memchr(b'|', source).is_some()
        };
        for &node in doc.external_links.iter().filter(may_have_pipe) {
            let Some(link) = ExternalLink::new(doc.text, &doc.tree, node) else { continue };
            let Some(pipe) = link.url().find('|') else { continue };
            let mut kinds = doc.tree.children(node).map(|child| doc.tree.kind(child));
            if kinds.any(|kind| kind == NodeKind::Template) {
                continue;
            }
            let start = link.url_span.start + pipe as u32;
            let after = &link.url()[pipe + 1..];
            // An address may hold one where another parameter or escape follows.
            if after.contains(['=', '%', '/', '&', '|']) {
                continue;
            }
            let span = Span::new(start, start + 1);
            let found = cx.report(span, "this `|` is part of the address and breaks the link");
            found.help("put a space between an address and its words");
            let space = if after.is_empty() { "" } else { " " };
            let edits = [Edit::replace(span, space)];
            found.fix(Fix::new("write a space", Applicability::Safe, edits));
        }
    }
}
