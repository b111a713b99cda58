//! The paragraphs of a page, for people to recognise.

use crate::facts::{Document, Section};
use crate::syntax::attributes::decode_character_references;
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::Wikilink;
use crate::text::Span;

/// How many words of a paragraph are gathered, in bytes.
const ENOUGH: usize = 160;

/// A paragraph, an item of a list, a table, or the templates before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where it is.
    pub(super) span: Span,
    /// Its first words; of a table or template its markup.
    pub(super) words: String,
    /// Whether it is running text.
    pub(super) is_prose: bool,
}

/// The blocks of a page, in source order.
pub(super) fn blocks(doc: &Document<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for node in doc.tree.children(NodeId::ROOT) {
        match doc.tree.kind(node) {
            NodeKind::Paragraph => paragraph(doc, node, &mut blocks),
            NodeKind::List => {
                let items = doc.tree.children(node);
                let items = items.filter(|&item| doc.tree.kind(item) == NodeKind::ListItem);
                blocks.extend(items.map(|item| block(doc, item, doc.tree.span(item), false)));
            }
            NodeKind::Heading | NodeKind::Comment | NodeKind::Text => {}
            _ => blocks.push(block(doc, node, doc.tree.span(node), false)),
        }
    }
    blocks
}

/// The title of a section, as far as no template makes it; empty for the lead.
pub(super) fn title(doc: &Document<'_>, section: &Section) -> String {
    let words = section.heading.map(|heading| words(doc, heading, section.title_span));
    let words = words.filter(|words| !words.trim().is_empty());
    words.unwrap_or_else(|| section.title_span.of(doc.text).to_owned()).trim().to_owned()
}

/// A paragraph. The templates at its start, such as an infobox, count by themselves.
fn paragraph(doc: &Document<'_>, node: NodeId, blocks: &mut Vec<Block>) {
    let whole = doc.tree.span(node);
    let is_blank = |span: Span| span.of(doc.text).trim().is_empty();
    let mut start = whole.start;
    for child in doc.tree.children(node) {
        let span = doc.tree.span(child);
        match doc.tree.kind(child) {
            NodeKind::Template | NodeKind::ParserFunction => {
                blocks.push(block(doc, child, span, false));
            }
            NodeKind::Comment | NodeKind::FileLink => {}
            NodeKind::Text if is_blank(span) => {}
            _ => break,
        }
        start = span.end;
    }
    let rest = Span::new(start, whole.end);
    if !is_blank(rest) {
        blocks.push(block(doc, node, rest, true));
    }
}

fn block(doc: &Document<'_>, node: NodeId, span: Span, is_prose: bool) -> Block {
    let words = words(doc, node, span);
    let has_words = !words.trim().is_empty();
    let markup = span.of(doc.text).trim();
    let end = markup.char_indices().nth(ENOUGH / 4).map_or(markup.len(), |(end, _)| end);
    let words = if has_words { &*words } else { &markup[..end] };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Block { span, words, is_prose: is_prose && has_words }
}

/// The first words of what stands in `span` below `root`, as far as no template makes them.
fn words(doc: &Document<'_>, root: NodeId, span: Span) -> String {
    let mut words = String::new();
    let mut hidden_until = span.start;
    for (id, node) in doc.tree.descendants(root) {
        use NodeKind::{
            Comment, Entity, ExtensionTag, FileLink, MagicLink, MagicWord, Parameter,
            ParserFunction, Ref, References, TableAttributes, Template, Text,
        };
        if node.span().start < hidden_until {
            continue;
        }
        match node.kind() {
            Text | Entity | MagicLink => {
                words.push_str(&decode_character_references(node.span().of(doc.text)));
            }
            NodeKind::Wikilink => {
                let link = Wikilink::new(doc.text, &doc.tree, id);
                if let Some(link) = link.filter(|link| link.label_span.is_none()) {
                    words.push_str(link.target());
                }
            }
            NodeKind::HtmlTag => words.push(' '),
            Comment | ExtensionTag | FileLink | MagicWord | Parameter | ParserFunction | Ref
            | References | TableAttributes | Template => hidden_until = node.span().end,
            _ => {}
        }
        if words.len() >= ENOUGH {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn blocks_are_known_by_their_first_words() {
        let text = "{{Infobox|x=<ref>a</ref>}}\n'''Orrin''' is a [[valley]] [[a|near]] us &amp; \
            them.<ref>b</ref>\nIt is.\n\n== H ==\n* one<ref>c</ref>\n* [[two]]\n{|\n| cell\n|}\n";
        let doc = Document::new(text, Site::mediawiki());
        let blocks = blocks(&doc);
        let found: Vec<_> = blocks.iter().map(|it| (&*it.words, it.is_prose)).collect();
        assert_eq!(
            found,
            [
                ("{{Infobox|x=<ref>a</ref>}}", false),
                ("Orrin is a valley near us & them. It is.", true),
                ("one", false),
                ("two", false),
                ("cell", false),
            ]
        );
    }
}
