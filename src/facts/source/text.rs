//! What a piece of wikitext says, for comparing and for showing.

use std::borrow::Cow;

use crate::facts::traits::Traits;
use crate::syntax::attributes::decode_character_references;
use crate::syntax::tree::{Node, NodeId, NodeKind, Tree};
use crate::syntax::view::{ExternalLink, Wikilink};
use crate::text::Span;

/// The longest template that is repeated in a plain text, in bytes. Templates nest, so that
/// repeating all of them would take quadratic time.
const LONGEST_TEMPLATE: u32 = 120;

/// The nodes below `root` that lie in `span`, in source order, without those in templates, tags
/// and comments.
pub(super) fn shallow(tree: &Tree, root: NodeId, span: Span) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut next = root.index() + 1;
    let end = next + tree.descendant_count(root);
    while next < end {
        let id = NodeId::from_index(next);
        let node = tree.node(id);
        let is_inside = span.contains(node.span());
        if is_inside {
            nodes.push(id);
        }
        let is_passed = !is_inside || !is_open(node.kind());
        next += 1 + if is_passed { tree.descendant_count(id) } else { 0 };
    }
    nodes
}

fn is_open(kind: NodeKind) -> bool {
    use NodeKind::{
        Comment, ExtensionTag, MagicWord, Nowiki, Parameter, ParserFunction, Ref, References,
        Template,
    };
    !matches!(
        kind,
        Comment
            | ExtensionTag
            | MagicWord
            | Nowiki
            | Parameter
            | ParserFunction
            | Ref
            | References
            | Template
    )
}

/// The words that readers see in `span` below `root`, as far as no template makes them: links by
/// their labels, without bold and italics, in one line.
pub(super) fn plain<'s>(source: &'s str, tree: &Tree, root: NodeId, span: Span) -> Cow<'s, str> {
    use NodeKind::{ArgumentName, ExternalLink, Text};
    let is_shown = |node: &Node| {
        matches!(node.kind(), Text | ArgumentName)
            || node.kind() == ExternalLink && !node.is_bracketed()
    };
    let text = span.of(source).trim_ascii();
    let traits = Traits::of(text);
    if traits.is_one_line(text)
        && tree.descendants(root).all(|(_, node)| is_shown(node))
        && (!traits.has(Traits::AMPERSAND) || is_decoded(text))
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(plain_nodes(source, tree, &shallow(tree, root, span), true))
}

/// [`plain`] of nodes that [`shallow`] found; templates only where they are asked for.
pub(super) fn plain_nodes(source: &str, tree: &Tree, nodes: &[NodeId], templates: bool) -> String {
    let start = nodes.first().map_or(0, |&node| tree.span(node).start);
    let end = nodes.last().map_or(0, |&node| tree.span(node).end);
    let mut text = String::with_capacity((end - start) as usize);
    for &node in nodes {
        let span = tree.span(node);
        match tree.kind(node) {
            NodeKind::Text | NodeKind::Entity | NodeKind::MagicLink | NodeKind::Nowiki => {
                text.push_str(span.of(source));
            }
            NodeKind::Wikilink => {
                let link = Wikilink::new(source, tree, node);
                if let Some(link) = link.filter(|link| link.label_span.is_none()) {
                    text.push_str(link.target().trim_start_matches(':'));
                }
            }
            NodeKind::ExternalLink => {
                let link = ExternalLink::new(source, tree, node);
                if let Some(link) = link.filter(|_| tree.children(node).next().is_none()) {
                    text.push_str(link.url());
                }
            }
            NodeKind::HtmlTag => text.push(' '),
            NodeKind::Template | NodeKind::ParserFunction | NodeKind::Parameter if templates => {
                text.push_str(if span.len() <= LONGEST_TEMPLATE {
                    span.of(source)
                } else {
                    "{{…}}"
                });
            }
            NodeKind::MagicWord if span.of(source) == "{{!}}" => text.push('|'),
            _ => {}
        }
    }
    one_line(text)
}

/// A value in the spelling in which it can be compared with another.
pub(super) fn one_spelling(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    Writer::new(&mut out).push(text);
    out
}

/// Writes texts on one line, with single spaces and one kind of quotes and dashes.
pub(super) struct Writer<'o> {
    out: &'o mut String,
    start: usize,
    /// Whether white space came last.
    is_spaced: bool,
}

impl<'o> Writer<'o> {
    pub(super) fn new(out: &'o mut String) -> Self {
        Self { start: out.len(), out, is_spaced: false }
    }

    /// Writes a sign or a name that is in this spelling already.
    pub(super) fn push_usual(&mut self, text: &str) {
        self.space();
        self.out.push_str(text);
    }

    /// Writes any text.
    pub(super) fn push(&mut self, text: &str) {
        self.push_with(text, Traits::of(text));
    }

    /// Writes a text of which it is known what occurs in it.
    pub(super) fn push_with(&mut self, text: &str, traits: Traits) {
        if traits.has(Traits::AMPERSAND)
            && let Cow::Owned(decoded) = decode_character_references(text)
        {
            self.push_decoded(&decoded);
        } else if traits.has(Traits::BACKTICK) || !traits.is_one_line(text) {
            self.push_decoded(text);
        } else if !text.is_empty() {
            self.push_usual(text);
        }
    }

    fn push_decoded(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let is_usual = |byte: u8| (b'!'..=b'~').contains(&byte) && byte != b'`';
            let run = rest.bytes().position(|byte| !is_usual(byte)).unwrap_or(rest.len());
            let (usual, other) = rest.split_at(run);
            if !usual.is_empty() {
                self.push_usual(usual);
            }
            rest = other;
            let Some(c) = other.chars().next() else { break };
            rest = &rest[c.len_utf8()..];
            if c.is_whitespace() {
                self.is_spaced = true;
            } else {
                self.space();
                self.out.push(usual_sign(c));
            }
        }
    }

    /// Writes the space that is due.
    fn space(&mut self) {
        if self.is_spaced && self.out.len() > self.start {
            self.out.push(' ');
        }
        self.is_spaced = false;
    }
}

/// Whether each `&` of a text is one, as in addresses.
fn is_decoded(text: &str) -> bool {
    matches!(decode_character_references(text), Cow::Borrowed(same) if same.len() == text.len())
}

/// The sign that stands for others of its kind.
fn usual_sign(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

fn one_line(text: String) -> String {
    let traits = Traits::of(&text);
    if !traits.has(Traits::AMPERSAND) && traits.is_one_line(&text) {
        return text;
    }
    let text = decode_character_references(&text);
    let mut line = String::with_capacity(text.len());
    let mut rest = &*text;
    while !rest.is_empty() {
        let (start, end) = next_space(rest);
        if start > 0 {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&rest[..start]);
        }
        rest = &rest[end..];
    }
    line
}

/// Where the first white space of a text starts and ends; at its end, if it has none.
fn next_space(text: &str) -> (usize, usize) {
    // The first bytes of all white space there is.
    let may_be_space = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ' | 0xc2 | 0xe1..=0xe3);
    let mut from = 0;
    while let Some(found) = text.as_bytes()[from..].iter().position(|&byte| may_be_space(byte)) {
        let start = from + found;
        let c = text[start..].chars().next().unwrap_or(' ');
        from = start + c.len_utf8();
        if c.is_whitespace() {
            return (start, from);
        }
    }
    (text.len(), text.len())
}

#[cfg(test)]
mod tests {
    use super::{one_line, one_spelling, plain};
    use crate::site::Site;
    use crate::syntax::parse;
    use crate::syntax::tree::{NodeId, NodeKind, Tree};
    use crate::syntax::view::ExtensionTag;
    use crate::text::Span;

    fn of_ref(body: &str, read: impl Fn(&str, &Tree, NodeId, Span) -> String) -> String {
        let source = format!("<ref>{body}</ref>");
        let tree = parse(&source, Site::mediawiki()).tree;
        let node = tree.preorder().find(|(_, node)| node.kind() == NodeKind::Ref).expect("a ref").0;
        let span = ExtensionTag::of_span(&source, tree.span(node)).body().expect("a body");
        read(&source, &tree, node, span)
    }

    #[test]
    fn plain_text_is_what_readers_see() {
        let body = "''The [[Mill (town)|Mill]]'', [[Orme]]s, [http://a.example/ '''home''' page] http://b.example<!-- x --> {{sic}}";
        let plain =
            |source: &str, tree: &Tree, root, span| plain(source, tree, root, span).into_owned();
        assert_eq!(of_ref(body, plain), "The Mill, Ormes, home page http://b.example {{sic}}");
        for (body, expected) in [
            ("http://a.example/?b=1&c=2", "http://a.example/?b=1&c=2"),
            ("http://a.example/?b=1&amp;c=2", "http://a.example/?b=1&c=2"),
            (" A & B;", "A & B;"),
            ("A  B", "A B"),
            ("A&nbsp;B", "A B"),
        ] {
            assert_eq!(of_ref(body, plain), expected, "{body}");
        }
    }

    #[test]
    fn all_white_space_parts_words() {
        for space in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            assert_eq!(one_line(format!("a{space}b{space}")), "a b", "{space:?}");
        }
    }

    #[test]
    fn texts_are_written_in_one_spelling() {
        for (text, expected) in [
            ("", ""),
            ("a b", "a b"),
            (" a  b\t\nc ", "a b c"),
            ("a`b´c", "a'b'c"),
            ("“a” – b", "\"a\" - b"),
            ("a &amp;&nbsp; b&c", "a & b&c"),
            ("  ", ""),
        ] {
            assert_eq!(one_spelling(text), expected, "{text:?}");
        }
        for (text, expected) in [
            ("", ""),
            ("a` b", "a` b"),
            (" a  b ", "a b"),
            ("é &amp;\n", "é &"),
            ("©ば ち", "©ば ち"),
        ] {
            assert_eq!(one_line(text.to_owned()), expected, "{text:?}");
        }
    }
}
