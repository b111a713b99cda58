//! What a reader sees of a node, and how titles and URLs are brought to one spelling.

use citelint::syntax::tree::{NodeId, NodeKind, Tree};
use citelint::text::Span;

/// Tags of extensions that show their content as it is.
const SHOWN_TAGS: [&str; 4] = ["<spantag", "<divtag", "<asidetag", "<poem"];

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
            NodeKind::ExtensionTag if SHOWN_TAGS.iter().any(|tag| source.starts_with(tag)) => {
                self.tree.children(node).for_each(|child| self.push(child, out));
            }
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
            NodeKind::ExternalLink => {
                let label = Span::new(self.url(node).end, self.tree.span(node).end);
                self.push_label(node, label, out);
            }
            _ => self.tree.children(node).for_each(|child| self.push(child, out)),
        }
    }

    /// Adds what the children in a stretch of the node show.
    fn push_label(self, node: NodeId, stretch: Span, out: &mut String) {
        for child in self.tree.children(node) {
            if stretch.contains(self.tree.span(child)) {
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

    /// The target of a `[[…]]` or of a line of a gallery, and where the label starts if it has one.
    pub(crate) fn target(self, node: NodeId) -> (String, Option<u32>) {
        let span = self.tree.span(node);
        let bytes = self.source.as_bytes();
        let brackets = if self.source(node).starts_with("[[") { 2 } else { 0 };
        let mut children = self.tree.children(node).peekable();
        let mut target = String::new();
        let mut at = span.start + brackets;
        let mut copied = at;
        let mut label = None;
        while at < span.end {
            if let Some(child) = children.next_if(|&child| self.tree.span(child).start <= at) {
                let child_span = self.tree.span(child);
                let hidden = [NodeKind::Comment, NodeKind::InclusionTag];
                if hidden.contains(&self.tree.kind(child)) {
                    target.push_str(Span::new(copied, at).of(self.source));
                    copied = child_span.end;
                }
                at = at.max(child_span.end);
                continue;
            }
            match &bytes[at as usize..] {
                [b'|', ..] => {
                    label = Some(at + 1);
                    break;
                }
                [b']', b']', ..] if brackets > 0 => break,
                _ => at += 1,
            }
        }
        target.push_str(Span::new(copied, at.max(copied)).of(self.source));
        (target, label)
    }

    /// The letters after the `]]` that belong to the link.
    fn trail(self, node: NodeId) -> &'p str {
        let source = self.source(node);
        source.rfind("]]").map_or("", |at| &source[at + 2..])
    }

    /// The text that a wiki link shows.
    pub(crate) fn link_text(self, node: NodeId) -> String {
        let (target, label) = self.target(node);
        let trail = self.trail(node);
        let mut out = String::new();
        if let Some(label) = label {
            let end = self.tree.span(node).end - trail.len() as u32;
            self.push_label(node, Span::new(label, end), &mut out);
        } else {
            let target = percent_decode(&decode(&target));
            let target = target.trim();
            // `[[/name/]]` leads to a page below this one, and shows its name alone.
            let below = target.strip_prefix('/').and_then(|below| below.strip_suffix('/'));
            out.push_str(below.unwrap_or_else(|| target.trim_start_matches(':').trim()));
        }
        out.push_str(trail);
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
    // MediaWiki removes these tags before it looks for URLs.
    let tags = ["<noinclude>", "</noinclude>", "<onlyinclude>", "</onlyinclude>"];
    let url = tags.iter().fold(url.to_owned(), |url, tag| url.replace(tag, ""));
    percent_decode(&decode(&url)).replace(['\u{200b}', '\u{200c}', '\u{200d}', '\u{ad}'], "")
}
