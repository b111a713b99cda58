//! Views of tags: those of extensions and those of HTML.

use crate::syntax::attributes::{self, Attribute};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::text::Span;

/// A tag that an extension handles: `<ref>`, `<references>`, `<nowiki>` and all others.
#[derive(Clone, Copy, Debug)]
pub struct ExtensionTag<'s> {
    source: &'s str,
    span: Span,
    /// Offset of the `>` that ends the start tag: the first one, even inside quotes.
    start_tag_end: u32,
}

impl<'s> ExtensionTag<'s> {
    /// The view of a node; `None` if it is of another kind.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        use NodeKind::{ExtensionTag, Nowiki, Ref, References};
        if !matches!(tree.kind(node), Ref | References | ExtensionTag | Nowiki) {
            return None;
        }
        Some(Self::of_span(source, tree.span(node)))
    }

    /// The view of a whole tag, from its `<` to the last `>`.
    pub fn of_span(source: &'s str, span: Span) -> Self {
        let offset = memchr::memchr(b'>', span.of(source).as_bytes());
        let start_tag_end = offset.map_or(span.end, |offset| span.start + offset as u32);
        Self { source, span, start_tag_end }
    }

    /// The name as written.
    pub fn name(&self) -> &'s str {
        self.name_span().of(self.source)
    }

    /// The name, without its `<`.
    pub fn name_span(&self) -> Span {
        let start = self.span.start + 1;
        let rest = Span::new(start, self.start_tag_end).of(self.source);
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(rest.len());
        Span::new(start, start + end as u32)
    }

    /// The start tag, from its `<` to its `>`.
    pub fn start_tag_span(&self) -> Span {
        Span::new(self.span.start, self.span.end.min(self.start_tag_end + 1))
    }

    /// What stands between the name and the end of the start tag.
    pub fn attributes_span(&self) -> Span {
        let start = self.name_span().end;
        Span::new(start, (self.start_tag_end - u32::from(self.is_self_closing())).max(start))
    }

    /// The attributes, all of them, in source order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'s>> + use<'s> {
        attributes::attributes(self.source, self.attributes_span())
    }

    /// Whether the start tag ends in `/>`, so that there is no content.
    pub fn is_self_closing(&self) -> bool {
        self.source.as_bytes()[self.start_tag_end as usize - 1] == b'/'
    }

    /// The content; `None` if the tag is self-closing. Possibly empty.
    pub fn body(&self) -> Option<Span> {
        if self.is_self_closing() {
            return None;
        }
        let start = self.start_tag_span().end;
        let content = Span::new(start, self.span.end);
        let end_tag = memchr::memmem::rfind(content.of(self.source).as_bytes(), b"</");
        Some(Span::new(start, end_tag.map_or(self.span.end, |offset| start + offset as u32)))
    }
}

/// An HTML start or end tag.
#[derive(Clone, Copy, Debug)]
pub struct HtmlTag<'s> {
    source: &'s str,
    span: Span,
}

impl<'s> HtmlTag<'s> {
    /// The view of a node; `None` if it is of another kind.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        (tree.kind(node) == NodeKind::HtmlTag).then(|| Self { source, span: tree.span(node) })
    }

    /// Whether it is an end tag.
    pub fn is_closing(&self) -> bool {
        self.span.of(self.source).starts_with("</")
    }

    /// Whether it ends in `/>`.
    pub fn is_self_closing(&self) -> bool {
        self.span.of(self.source).ends_with("/>")
    }

    /// The name as written.
    pub fn name(&self) -> &'s str {
        self.name_span().of(self.source)
    }

    fn name_span(&self) -> Span {
        let start = self.span.start + 1 + u32::from(self.is_closing());
        let rest = Span::new(start, self.span.end).of(self.source);
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        Span::new(start, start + len as u32)
    }

    /// The attributes, in source order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'s>> + use<'s> {
        let start = self.name_span().end;
        let end = self.span.end - 1 - u32::from(self.is_self_closing());
        attributes::attributes(self.source, Span::new(start, end.max(start)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::view::parsed;

    #[test]
    fn extension_tags_end_their_start_tag_at_the_first_angle_bracket() {
        let view =
            |source: &'static str| ExtensionTag::of_span(source, Span::new(0, source.len() as u32));
        let tag = view("<Ref name=\"a>b\">c</b></ref >");
        assert_eq!(tag.name(), "Ref");
        assert_eq!(tag.attributes_span().of(tag.source), " name=\"a");
        assert_eq!(tag.body().unwrap().of(tag.source), "b\">c</b>");
        let tag = view("<ref/>");
        assert!(tag.is_self_closing());
        assert_eq!((tag.name(), tag.body()), ("ref", None));
        let tag = view("<ref name=http://x/>");
        assert_eq!(tag.attributes().next().unwrap().value, "http://x");
        assert_eq!(view("<ref></ref>").body(), Some(Span::new(5, 5)));
    }

    #[test]
    fn html_tags_have_names_and_attributes() {
        let source = "<BR clear=all/>";
        let (tree, node) = parsed(source, NodeKind::HtmlTag);
        let tag = HtmlTag::new(source, &tree, node).unwrap();
        assert_eq!((tag.name(), tag.is_closing(), tag.is_self_closing()), ("BR", false, true));
        assert_eq!(tag.attributes().next().unwrap().value, "all");
    }
}
