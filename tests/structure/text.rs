//! What a reader sees of a node, and how titles and URLs are brought to one spelling.

use citelint::syntax::tree::{NodeId, NodeKind, Tree};
use citelint::text::Span;

/// A parsed page.
#[derive(Clone, Copy)]
pub(crate) struct Page<'p> {
    pub(crate) source: &'p str,
    pub(crate) tree: &'p Tree,
}

impl<'p> Page<'p> {
    /// The source of a node.
    pub(crate) fn source(self, node: NodeId) -> &'p str {
        self.tree.span(node).of(self.source)
    }

    /// The text that a node shows, with white space as in HTML.
    pub(crate) fn visible(self, node: NodeId) -> String {
        let mut out = String::new();
        self.push(node, &mut out);
        squeeze(&out)
    }

    fn push(self, node: NodeId, out: &mut String) {
        let source = self.source(node);
        match self.tree.kind(node) {
            NodeKind::Text | NodeKind::LanguageVariant | NodeKind::Parameter => {
                out.push_str(source);
            }
            NodeKind::Entity | NodeKind::MagicLink => out.push_str(&decode(source)),
            NodeKind::Nowiki => out.push_str(&decode(tag_body(source).unwrap_or_default())),
            NodeKind::MagicWord => match source {
                "{{!}}" => out.push('|'),
                "{{=}}" => out.push('='),
                _ => {}
            },
            NodeKind::Comment
            | NodeKind::HtmlTag
            | NodeKind::InclusionTag
            | NodeKind::ExtensionTag
            | NodeKind::Ref
            | NodeKind::References
            | NodeKind::Template
            | NodeKind::ParserFunction
            | NodeKind::TableAttributes
            | NodeKind::FileLink
            | NodeKind::CategoryLink
            | NodeKind::InterlanguageLink => {}
            NodeKind::Wikilink => out.push_str(&self.link_text(node)),
            NodeKind::ExternalLink if !self.tree.node(node).is_bracketed() => {
                out.push_str(&decode(source));
            }
            NodeKind::ExternalLink => self.push_label(node, self.url(node).end, out),
            _ => self.tree.children(node).for_each(|child| self.push(child, out)),
        }
    }

    fn push_label(self, node: NodeId, start: u32, out: &mut String) {
        for child in self.tree.children(node) {
            if self.tree.span(child).start >= start {
                self.push(child, out);
            }
        }
    }

    /// Where the URL of an external link stands.
    pub(crate) fn url(self, node: NodeId) -> Span {
        let span = self.tree.span(node);
        if !self.tree.node(node).is_bracketed() {
            return span;
        }
        let rest = &span.of(self.source)[1..];
        // The square brackets of an IPv6 address are the only ones in a URL.
        let host = rest.find("//[").map(|at| at + 3).filter(|&at| !rest[..at].contains(' '));
        let from = host.and_then(|at| rest[at..].find(']').map(|end| at + end + 1)).unwrap_or(0);
        let stops = |c: char| c.is_whitespace() || c.is_control() || "[]<>\"".contains(c);
        let end = rest[from..].find(stops).map_or(rest.len(), |at| from + at);
        let end = ["''", "&lt;", "&gt;"]
            .iter()
            .filter_map(|stop| rest[..end].find(stop))
            .min()
            .unwrap_or(end);
        Span::new(span.start + 1, span.start + 1 + end as u32)
    }

    /// The text of a bracketed external link: MediaWiki ends the link where a wiki link starts.
    pub(crate) fn external_text(self, node: NodeId) -> String {
        let mut out = String::new();
        let start = self.url(node).end;
        for child in self.tree.children(node) {
            let span = self.tree.span(child);
            if span.start < start {
                continue;
            }
            if self.tree.kind(child) == NodeKind::Wikilink {
                break;
            }
            self.push(child, &mut out);
        }
        squeeze(&out)
    }

    /// Where the target of a `[[…]]` stands, and where its label starts if it has one.
    pub(crate) fn target(self, node: NodeId) -> (Span, Option<u32>) {
        let span = self.tree.span(node);
        let start = span.start + 2;
        let bytes = self.source.as_bytes();
        let mut children = self.tree.children(node).map(|child| self.tree.span(child)).peekable();
        let mut at = start;
        while at < span.end {
            if let Some(child) = children.next_if(|child| child.start <= at) {
                at = at.max(child.end);
                continue;
            }
            match &bytes[at as usize..] {
                [b'|', ..] => return (Span::new(start, at), Some(at + 1)),
                [b']', b']', ..] => return (Span::new(start, at), None),
                _ => at += 1,
            }
        }
        (Span::new(start, span.end.max(start)), None)
    }

    /// The letters after the `]]` that belong to the link.
    fn trail(self, node: NodeId) -> &'p str {
        let source = self.source(node);
        source.rfind("]]").map_or("", |at| &source[at + 2..])
    }

    /// The text that a wiki link shows.
    pub(crate) fn link_text(self, node: NodeId) -> String {
        let (target, label) = self.target(node);
        let mut out = String::new();
        if let Some(label) = label {
            self.push_label(node, label, &mut out);
        } else {
            let target = percent_decode(&decode(target.of(self.source)));
            out.push_str(target.trim().trim_start_matches(':').trim());
        }
        out.push_str(self.trail(node));
        out
    }
}

/// The content of `<name …>content</name>`; `None` if the tag closes itself.
pub(crate) fn tag_body(source: &str) -> Option<&str> {
    let start = source.find('>')? + 1;
    if source[..start].ends_with("/>") {
        return None;
    }
    let end = source.rfind("</").filter(|&end| end >= start).unwrap_or(source.len());
    Some(&source[start..end])
}

/// Runs of white space as one space, and none at the ends.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Character references resolved.
pub(crate) fn decode(text: &str) -> String {
    htmlize::unescape(text).into_owned()
}

/// `%20` and the like resolved, where they give valid UTF-8.
pub(crate) fn percent_decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let value = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match value {
            Some(value) if *first == b'%' => {
                out.push(value);
                rest = &tail[2..];
            }
            _ => out.push(*first),
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// A URL in one spelling: decoded, and without the invisible characters that MediaWiki removes.
pub(crate) fn url_spelling(url: &str) -> String {
    percent_decode(&decode(url)).replace(['\u{200b}', '\u{200c}', '\u{200d}', '\u{ad}'], "")
}
