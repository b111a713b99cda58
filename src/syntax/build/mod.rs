//! The second stage: tokens and pieces to tree.
//!
//! One pass from left to right, in the order in which MediaWiki's parser gives its constructs
//! precedence: tables before links, links before quotes, quotes before external links, and all of
//! them line by line where MediaWiki works by line. Whether a construct is one is known when it
//! opens, from the pieces or from a look ahead that is bounded (to the end of the line, or to the
//! next opening of the same kind), so nodes are appended in preorder and never taken back.
//!
//! What holds wikitext of its own (an argument, a label, a heading) is a [`Frame`] on an explicit
//! stack: no input can exhaust the call stack.

mod block;
mod external;
mod file;
mod frame;
mod html;
mod inline;
mod link;
mod magic;
mod quotes;
mod table;
mod template;

use super::SyntaxError;
use super::lex::{Token, TokenKind, first_line};
use super::preprocess::{Piece, PieceKind, Pieces};
use super::tree::{Node, NodeKind, Tree};
use crate::site::Site;
use frame::{Frame, Mode};

/// Builds the tree of `text` from its rewritten tokens and the pieces found in them, and the
/// number of steps it took.
pub(super) fn build(
    text: &str,
    site: &Site,
    tokens: &[Token],
    pieces: &Pieces,
    errors: &mut Vec<SyntaxError>,
) -> (Tree, u64) {
    let mut builder = Builder {
        text,
        source: text.as_bytes(),
        site,
        tokens,
        pieces,
        errors,
        nodes: Vec::with_capacity(tokens.len() + 16),
        open: Vec::new(),
        frame: Frame::root(text.len() as u32, tokens.len() as u32 - 1),
        outer_frames: Vec::new(),
        tables: Vec::new(),
        quotes: Vec::new(),
        magic: magic::Keywords::default(),
        next: 0,
        text_start: first_line(text),
        steps: 0,
    };
    builder.run();
    (Tree { nodes: builder.nodes }, builder.steps)
}

struct Builder<'a> {
    text: &'a str,
    source: &'a [u8],
    site: &'a Site,
    tokens: &'a [Token],
    pieces: &'a Pieces,
    errors: &'a mut Vec<SyntaxError>,
    nodes: Vec<Node>,
    /// The nodes that are not yet ended, outermost first.
    open: Vec<u32>,
    frame: Frame,
    outer_frames: Vec<Frame>,
    /// The tables that are open in this frame and those outside.
    tables: Vec<table::OpenTable>,
    /// The quote marks of the current line of each frame.
    quotes: Vec<quotes::Mark>,
    magic: magic::Keywords,
    /// The next token to look at.
    next: usize,
    /// Text from here on has not been put into a node yet.
    text_start: u32,
    steps: u64,
}

impl Builder<'_> {
    fn run(&mut self) {
        self.push(NodeKind::Document, 0);
        self.redirect();
        self.line_start(self.text_start, self.text_start);
        loop {
            let token = self.tokens[self.next];
            self.steps += 1;
            if token.start >= self.frame.end {
                if !self.end_frame() {
                    return;
                }
                continue;
            }
            match token.kind() {
                TokenKind::Piece => self.piece(token),
                TokenKind::ArgumentPipe => self.argument(token.start, false),
                TokenKind::NamedArgumentPipe => self.argument(token.start, true),
                TokenKind::ArgumentEquals => self.argument_equals(token.start),
                TokenKind::Newline => self.newline(token),
                TokenKind::Pipe => self.pipe(token.start),
                _ if self.frame.mode == Mode::Pieces => self.next += 1,
                TokenKind::OpenBracket => self.open_bracket(),
                TokenKind::Quotes => self.quote_marks(),
                TokenKind::Less => self.less(),
                TokenKind::Entity => self.entity(token),
                TokenKind::Colon => self.colon(token.start),
                TokenKind::Bangs => self.bangs(token.start),
                TokenKind::Underscores => self.behavior_switch(),
                TokenKind::Tildes => self.signature(token),
                TokenKind::OpenBrace => self.open_brace(token.start),
                TokenKind::CloseBrace
                | TokenKind::CloseBracket
                | TokenKind::Equals
                | TokenKind::End => self.next += 1,
            }
        }
    }

    /// Starts a node at `start`; what follows lies in it until it is closed.
    fn push(&mut self, kind: NodeKind, start: u32) -> usize {
        let index = self.leaf(kind, start, start);
        self.open.push(index as u32);
        index
    }

    /// Adds a node without children.
    fn leaf(&mut self, kind: NodeKind, start: u32, end: u32) -> usize {
        let index = self.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        let subtree_end = index as u32 + 1;
        self.nodes.push(Node { start, end, subtree_end, parent, data: 0, kind });
        index
    }

    /// Ends the innermost open node at `end`.
    fn close(&mut self, end: u32) {
        if let Some(index) = self.open.pop() {
            let subtree_end = self.nodes.len() as u32;
            let node = &mut self.nodes[index as usize];
            node.end = end;
            node.subtree_end = subtree_end;
        }
    }

    /// Ends the open nodes above the first `depth` ones.
    fn close_to(&mut self, depth: usize, end: u32) {
        while self.open.len() > depth {
            self.close(end);
        }
    }

    /// The kind of the innermost open node.
    fn top(&self) -> NodeKind {
        self.open.last().map_or(NodeKind::Document, |&index| self.nodes[index as usize].kind)
    }

    /// Whether the innermost open node belongs to this frame, and is not what holds the frame.
    fn top_is_in_frame(&self) -> bool {
        self.open.len() > self.frame.base as usize
    }

    /// Puts the pending text up to `end` into a node.
    #[inline]
    fn flush(&mut self, end: u32) {
        if self.text_start < end {
            // A name or an attribute is read from its node's span; its text is markup.
            if self.frame.mode != Mode::Pieces {
                self.add_text(end);
            }
            self.text_start = end;
        }
    }

    /// Adds the pending text up to `end`.
    fn add_text(&mut self, end: u32) {
        if self.frame.mode.makes_links() && self.magic.may_stand_before(end) {
            self.magic_links(end);
        }
        if self.text_start < end {
            self.leaf(NodeKind::Text, self.text_start, end);
        }
    }

    /// Goes on at `offset`, which must not lie before the next token.
    fn jump(&mut self, offset: u32) {
        self.text_start = offset;
        let from = self.next;
        while self.tokens[self.next].start < offset {
            self.next += 1;
        }
        self.steps += (self.next - from) as u64;
    }

    /// The kind of the token at `index`, or `End` where the frame is over.
    fn kind_at(&self, index: usize) -> TokenKind {
        match self.tokens.get(index) {
            Some(token) if token.start < self.frame.end => token.kind(),
            _ => TokenKind::End,
        }
    }

    /// Whether the bracket at `index` is the first of two in a row.
    fn is_double(&self, index: usize) -> bool {
        let at = self.tokens[index].start;
        at + 1 < self.frame.end && self.source[at as usize + 1] == self.source[at as usize]
    }

    /// The text between `from` and the token at `index`, as far as it lies in the frame.
    fn text_before(&self, index: usize, from: u32) -> &[u8] {
        let end = self.tokens[index].start.min(self.frame.end);
        self.source.get(from as usize..end as usize).unwrap_or_default()
    }

    /// The piece that starts with the token at `index`.
    fn piece_at(&self, index: usize) -> &Piece {
        &self.pieces.list[self.tokens[index].payload() as usize]
    }

    fn piece(&mut self, token: Token) {
        let piece = self.pieces.list[token.payload() as usize];
        match piece.kind {
            PieceKind::Template => self.template(piece),
            PieceKind::Parameter => self.parameter(piece),
            PieceKind::Comment => self.opaque(NodeKind::Comment, piece),
            PieceKind::Inclusion => self.opaque(NodeKind::InclusionTag, piece),
            PieceKind::Extension(tag) => self.extension_tag(piece, tag),
        }
    }

    /// Adds a piece whose content is not looked into.
    fn opaque(&mut self, kind: NodeKind, piece: Piece) {
        self.flush(piece.start);
        self.leaf(kind, piece.start, piece.end);
        self.text_start = piece.end;
        self.next = piece.next_token as usize;
    }

    fn extension_tag(&mut self, piece: Piece, tag: u16) {
        let tag = &self.site.extension_tags[tag as usize];
        let kind = match tag.name.as_str() {
            "ref" => NodeKind::Ref,
            "references" => NodeKind::References,
            "nowiki" => NodeKind::Nowiki,
            _ => NodeKind::ExtensionTag,
        };
        if !tag.wikitext || piece.is_self_closing() {
            self.opaque(kind, piece);
            return;
        }
        self.flush(piece.start);
        self.push(kind, piece.start);
        self.jump(piece.body_start);
        let mode = if tag.name == "gallery" { Mode::Gallery } else { Mode::Extension };
        self.enter(Frame::new(mode, piece.body_end, piece.end, piece.next_token));
        self.line_start(piece.body_start, piece.body_start);
    }
}

#[cfg(test)]
mod tests {
    use super::NodeKind;
    use crate::site::Site;
    use crate::syntax::parse;

    fn count(text: &str, kind: NodeKind) -> usize {
        let tree = parse(text, Site::mediawiki()).tree;
        tree.preorder().filter(|(_, node)| node.kind() == kind).count()
    }

    #[test]
    fn what_text_parts_is_no_markup() {
        for (kind, joined, parted) in [
            (NodeKind::Wikilink, "[[a]]", "[ [a]]"),
            (NodeKind::Wikilink, "[[a]]", "[[a] ]"),
            (NodeKind::Wikilink, "[[a|b]]", "[[a|b] ]"),
            (NodeKind::Template, "{{a}}", "{ {a}}"),
            (NodeKind::Template, "{{a}}", "{{a} }"),
            (NodeKind::Table, "{|\n|}", "{ |\n|}"),
            (NodeKind::TableCell, "{|\n|a||b\n|}", "{|\n|a| |b\n|}"),
            (NodeKind::TableCell, "{|\n|a{{!}}{{!}}b\n|}", "{|\n|a{{!}} {{!}}b\n|}"),
            (NodeKind::Heading, "=a= \n", "=a= b\n"),
            (NodeKind::Heading, "a\n=b=\n", "a\nb=c=\n"),
            (NodeKind::MagicWord, "__TOC__", "_ _TOC__"),
        ] {
            assert_eq!(count(joined, kind), count(parted, kind) + 1, "{joined:?}, {parted:?}");
        }
    }

    #[test]
    fn all_text_of_a_target_is_looked_at() {
        for target in ["a", "a<!-- c -->b", "{{a}}b"] {
            assert_eq!(count(&format!("[[{target}]]"), NodeKind::Wikilink), 1, "{target}");
            assert_eq!(count(&format!("[[{target}>b]]"), NodeKind::Wikilink), 0, "{target}");
        }
    }
}
