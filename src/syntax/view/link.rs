//! Views of links.

use std::borrow::Cow;

use super::{trim_span, without_comments};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::text::Span;

/// `[[target|label]]trail`.
#[derive(Clone, Debug)]
pub struct Wikilink<'s> {
    /// The target, trimmed, with its `#fragment`.
    pub target_span: Span,
    /// The text after the first `|`.
    pub label_span: Option<Span>,
    /// The letters after `]]` that the link takes in; empty if there are none.
    pub trail_span: Span,
    target: Cow<'s, str>,
}

impl<'s> Wikilink<'s> {
    /// The view of a link, file link, category link or interlanguage link; `None` for other
    /// nodes. A line of a gallery is a file link without brackets.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        let WikilinkSpans { target, label, trail } = WikilinkSpans::new(source, tree, node)?;
        Some(Self {
            target_span: target,
            label_span: label,
            trail_span: trail,
            target: without_comments(source, tree, node, target),
        })
    }

    /// The target as written, without comments.
    pub fn target(&self) -> &str {
        &self.target
    }
}

/// Where the parts of a [`Wikilink`] stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WikilinkSpans {
    /// See [`Wikilink::target_span`].
    pub(crate) target: Span,
    /// See [`Wikilink::label_span`].
    pub(crate) label: Option<Span>,
    /// See [`Wikilink::trail_span`].
    pub(crate) trail: Span,
}

impl WikilinkSpans {
    /// The parts of the nodes that have a [`Wikilink`].
    pub(crate) fn new(source: &str, tree: &Tree, node: NodeId) -> Option<Self> {
        use NodeKind::{CategoryLink, FileLink, InterlanguageLink, Wikilink};
        let kind = tree.kind(node);
        if !matches!(kind, Wikilink | FileLink | CategoryLink | InterlanguageLink) {
            return None;
        }
        let span = tree.span(node);
        let text = span.of(source).as_bytes();
        // Only letters stand behind the closing brackets.
        let last = text.iter().rposition(|&byte| byte == b']');
        let close = last.filter(|&last| text[..last].ends_with(b"]"));
        let (start, end) = match close {
            Some(last) if text.starts_with(b"[[") => (span.start + 2, span.start + last as u32 - 1),
            _ => (span.start, span.end),
        };
        let bar = first_bar(source, tree, node, Span::new(start, end));
        Some(Self {
            target: trim_span(source, Span::new(start, bar.unwrap_or(end))),
            label: bar.map(|bar| Span::new(bar + 1, end)),
            trail: Span::new(span.end.min(end + 2), span.end),
        })
    }
}

/// The first `|` in `inner` that does not belong to a template in the target.
fn first_bar(source: &str, tree: &Tree, node: NodeId, inner: Span) -> Option<u32> {
    let bar_in = |start: u32, end: u32| {
        let text = source.as_bytes().get(start as usize..end as usize)?;
        memchr::memchr(b'|', text).map(|at| start + at as u32)
    };
    let mut position = inner.start;
    for child in tree.children(node) {
        let child = tree.span(child);
        if let Some(bar) = bar_in(position, child.start) {
            return Some(bar);
        }
        position = child.end;
    }
    bar_in(position, inner.end)
}

/// `[http://… label]`, or a bare URL.
#[derive(Clone, Copy, Debug)]
pub struct ExternalLink<'s> {
    /// The URL. Templates in it are covered too.
    pub url_span: Span,
    /// The label; `None` for a bare URL and for one in brackets without a label.
    pub label_span: Option<Span>,
    source: &'s str,
}

impl<'s> ExternalLink<'s> {
    /// The view of a node; `None` if it is of another kind.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        if tree.kind(node) != NodeKind::ExternalLink {
            return None;
        }
        let span = tree.span(node);
        if !tree.node(node).is_bracketed() {
            return Some(Self { url_span: span, label_span: None, source });
        }
        let inner = Span::new(span.start + 1, span.end - 1);
        let label = tree.children(node).find(|&child| !is_part_of_url(tree.kind(child)));
        let before_label = label.map_or(inner.end, |label| tree.span(label).start);
        let url_end = url_end(source, tree, node, Span::new(inner.start, before_label));
        let label_span = trim_span(source, Span::new(url_end, inner.end));
        let label_span = (!label_span.is_empty()).then_some(label_span);
        Some(Self { url_span: Span::new(inner.start, url_end), label_span, source })
    }

    /// The URL as written.
    pub fn url(&self) -> &'s str {
        self.url_span.of(self.source)
    }
}

fn is_part_of_url(kind: NodeKind) -> bool {
    use NodeKind::{Comment, InclusionTag, MagicWord, Parameter, ParserFunction, Template};
    matches!(kind, Comment | InclusionTag | MagicWord | Parameter | ParserFunction | Template)
}

/// The first white space in `span` outside the templates that belong to the URL.
fn url_end(source: &str, tree: &Tree, node: NodeId, span: Span) -> u32 {
    let space_in = |start: u32, end: u32| {
        let text = source.get(start as usize..end as usize)?;
        text.find(char::is_whitespace).map(|at| start + at as u32)
    };
    let mut position = span.start;
    for child in tree.children(node).map(|child| tree.span(child)) {
        if child.start >= span.end {
            break;
        }
        if let Some(space) = space_in(position, child.start) {
            return space;
        }
        position = child.end;
    }
    space_in(position, span.end).unwrap_or(span.end.max(position))
}

/// `ISBN …`, `PMID …` or `RFC …` in running text.
#[derive(Clone, Copy, Debug)]
pub struct MagicLink<'s> {
    /// What is linked.
    pub kind: MagicLinkKind,
    /// The number as written.
    pub value: &'s str,
}

/// The kinds of magic links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MagicLinkKind {
    /// A book's number.
    Isbn,
    /// An article in `PubMed`.
    Pmid,
    /// A "request for comments", a document of the Internet's standards.
    Rfc,
}

impl<'s> MagicLink<'s> {
    /// The view of a node; `None` if it is of another kind.
    pub fn new(source: &'s str, tree: &Tree, node: NodeId) -> Option<Self> {
        if tree.kind(node) != NodeKind::MagicLink {
            return None;
        }
        let text = tree.span(node).of(source);
        let kind = match text.as_bytes()[0] {
            b'I' => MagicLinkKind::Isbn,
            b'P' => MagicLinkKind::Pmid,
            _ => MagicLinkKind::Rfc,
        };
        let word_len = if kind == MagicLinkKind::Rfc { 3 } else { 4 };
        // The space between may be written as a character reference, which holds digits.
        let after = text[word_len..].trim_start();
        let after = if after.starts_with('&') { after.split_once(';')?.1 } else { after };
        Some(Self { kind, value: after.trim_start() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::view::parsed;

    #[test]
    fn wikilinks_have_targets_labels_and_trails() {
        let source = "[[ Ada {{x|y}}#Life|Ada]]s";
        let (tree, node) = parsed(source, NodeKind::Wikilink);
        let link = Wikilink::new(source, &tree, node).unwrap();
        assert_eq!(link.target(), "Ada {{x|y}}#Life");
        assert_eq!(link.label_span.unwrap().of(source), "Ada");
        assert_eq!(link.trail_span.of(source), "s");
    }

    #[test]
    fn lines_of_galleries_are_file_links() {
        let source = "<gallery>\nFile:A.jpg|b\n</gallery>";
        let (tree, node) = parsed(source, NodeKind::FileLink);
        let link = Wikilink::new(source, &tree, node).unwrap();
        assert_eq!(link.target(), "File:A.jpg");
        assert_eq!(link.label_span.unwrap().of(source), "b");
    }

    #[test]
    fn external_links_have_urls_and_labels() {
        let label = |source: &'static str| {
            let (tree, node) = parsed(source, NodeKind::ExternalLink);
            let link = ExternalLink::new(source, &tree, node).unwrap();
            (link.url(), link.label_span.map(|span| span.of(source)))
        };
        assert_eq!(
            label("[http://a.b/{{c d}}e ''f'' g]"),
            ("http://a.b/{{c d}}e", Some("''f'' g"))
        );
        assert_eq!(label("[http://a.b]"), ("http://a.b", None));
        assert_eq!(label("see http://a.b."), ("http://a.b", None));
    }

    #[test]
    fn magic_links_have_numbers() {
        let source = "ISBN&nbsp;0-306-40615-2";
        let (tree, node) = parsed(source, NodeKind::MagicLink);
        let link = MagicLink::new(source, &tree, node).unwrap();
        assert_eq!((link.kind, link.value), (MagicLinkKind::Isbn, "0-306-40615-2"));
    }
}
