//! Text that is no markup to a tree: paragraphs of plain text.

use super::Parse;
use super::tree::{Node, NodeKind, Tree};
use crate::text::MAX_SOURCE_BYTES;

/// Makes the tree of a text in which nothing is markup, as of one copied from a rendered page.
///
/// Each run of lines that are not blank is a paragraph. Only `<!-- … -->` is read as a comment,
/// so that the comments that people write for citelint itself work.
///
/// # Panics
/// If `text` is longer than [`MAX_SOURCE_BYTES`]; check that at the door.
pub fn plain(text: &str) -> Parse {
    assert!(text.len() <= MAX_SOURCE_BYTES, "the source is longer than {MAX_SOURCE_BYTES} bytes");
    let length = text.len() as u32;
    let mut builder = Builder { text, nodes: Vec::new() };
    builder.push(NodeKind::Document, 0, length, 0);
    let mut paragraph = None;
    let mut start = 0;
    while start < length {
        let newline = memchr::memchr(b'\n', &text.as_bytes()[start as usize..]);
        let end = newline.map_or(length, |at| start + at as u32 + 1);
        let is_blank = text[start as usize..end as usize].trim().is_empty();
        match paragraph {
            Some(from) if is_blank => {
                builder.paragraph(from, start);
                paragraph = None;
            }
            None if !is_blank => paragraph = Some(start),
            _ => {}
        }
        if is_blank {
            builder.push(NodeKind::Text, start, end, 0);
        }
        start = end;
    }
    if let Some(from) = paragraph {
        builder.paragraph(from, length);
    }
    let count = builder.nodes.len() as u32;
    builder.nodes[0].subtree_end = count;
    Parse { tree: Tree { nodes: builder.nodes }, errors: Vec::new() }
}

struct Builder<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

impl Builder<'_> {
    fn push(&mut self, kind: NodeKind, start: u32, end: u32, parent: u32) {
        let subtree_end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start, end, subtree_end, parent, data: 0, kind });
    }

    fn paragraph(&mut self, start: u32, end: u32) {
        let index = self.nodes.len();
        self.push(NodeKind::Paragraph, start, end, 0);
        let mut from = start;
        while let Some((open, close)) = self.comment(from, end) {
            if from < open {
                self.push(NodeKind::Text, from, open, index as u32);
            }
            self.push(NodeKind::Comment, open, close, index as u32);
            from = close;
        }
        if from < end {
            self.push(NodeKind::Text, from, end, index as u32);
        }
        self.nodes[index].subtree_end = self.nodes.len() as u32;
    }

    /// The first whole comment between two offsets.
    fn comment(&self, from: u32, end: u32) -> Option<(u32, u32)> {
        let paragraph = &self.text.as_bytes()[from as usize..end as usize];
        let open = memchr::memmem::find(paragraph, b"<!--")?;
        let close = memchr::memmem::find(&paragraph[open + 4..], b"-->")?;
        Some((from + open as u32, from + (open + 4 + close + 3) as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(NodeKind, &str)> {
        let tree = plain(text).tree;
        let leaves: String = tree.leaves().map(|leaf| leaf.span.of(text)).collect();
        assert_eq!(leaves, text);
        tree.preorder().skip(1).map(|(_, node)| (node.kind(), node.span().of(text))).collect()
    }

    #[test]
    fn nothing_but_comments_is_markup() {
        use NodeKind::{Comment, Paragraph, Text};
        assert_eq!(
            kinds("{{a}}\n''b''\n \n<!--c-->[[d]]"),
            [
                (Paragraph, "{{a}}\n''b''\n"),
                (Text, "{{a}}\n''b''\n"),
                (Text, " \n"),
                (Paragraph, "<!--c-->[[d]]"),
                (Comment, "<!--c-->"),
                (Text, "[[d]]"),
            ]
        );
        assert_eq!(kinds(""), []);
        assert_eq!(kinds("<!-- a"), [(Paragraph, "<!-- a"), (Text, "<!-- a")]);
    }
}
