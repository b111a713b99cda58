//! What the start of a line means: headings, lists, rules, preformatted lines and paragraphs.

use super::Builder;
use super::frame::{Frame, Mode};
use crate::syntax::lex::{Token, TokenKind, blank_len};
use crate::syntax::preprocess::PieceKind;
use crate::syntax::tree::NodeKind;

/// Characters that make a list item at the start of a line.
const LIST_MARKERS: &[u8] = b"*#:;";

impl Builder<'_> {
    pub(super) fn newline(&mut self, token: Token) {
        self.next += 1;
        let (at, line_end) = (token.start, token.end());
        if self.frame.mode == Mode::Gallery {
            self.gallery_line_end(at, line_end);
        } else if self.frame.mode.has_blocks() || self.frame.mode == Mode::FileLink {
            self.end_line(at, line_end);
            self.line_start(line_end, at);
        }
    }

    /// Ends what lasts for one line.
    fn end_line(&mut self, at: u32, line_end: u32) {
        self.end_formatting(at);
        self.reset_line();
        if matches!(self.top(), NodeKind::ListItem | NodeKind::Definition) && self.top_is_in_frame()
        {
            self.flush(at);
            while matches!(self.top(), NodeKind::ListItem | NodeKind::Definition) {
                self.close(at);
            }
            self.text_start = line_end;
        }
    }

    /// Decides what the line that starts at `at` is. If it ends the block before it, that block
    /// ends at `break_at`.
    pub(super) fn line_start(&mut self, mut at: u32, mut break_at: u32) {
        if self.frame.mode == Mode::Gallery {
            return self.gallery_line_start(at);
        }
        // Comments and inclusion tags count for nothing: what follows still starts the line.
        while let Some(end) = self.invisible_piece(at) {
            at = end;
            break_at = end;
        }
        let rest = &self.source[at as usize..self.frame.end.max(at) as usize];
        let blanks = blank_len(rest);
        self.steps += blanks as u64;
        if is_line_end(rest.get(blanks).copied()) {
            let keeps_preformatted = self.top() == NodeKind::Preformatted && blanks > 0;
            let is_last_of_nested = blanks == rest.len() && self.frame.mode != Mode::Page;
            if !keeps_preformatted && !is_last_of_nested {
                self.end_blocks(break_at, at);
            }
            return;
        }
        let first = rest[0];
        let visible = at + blanks as u32;
        if self.table_line(visible, break_at) || self.table_start(at, visible, break_at) {
            return;
        }
        if !self.frame.mode.has_blocks() {
            // A caption: MediaWiki finds tables and headings before links, all else after them.
            if first == b'=' {
                self.heading(at, break_at);
            }
            return;
        }
        match first {
            b'*' | b'#' | b':' | b';' if self.frame.mode.has_lists() => {
                self.list_line(at, break_at);
                return;
            }
            b'=' if self.heading(at, break_at) => return,
            b'-' if rest.starts_with(b"----") => {
                self.horizontal_rule(at, break_at);
                return;
            }
            b' ' if self.preformatted(at, break_at) => return,
            _ => {}
        }
        if matches!(self.top(), NodeKind::List | NodeKind::Preformatted) && self.top_is_in_frame() {
            self.end_blocks(break_at, at);
        }
        self.start_paragraph(at);
    }

    /// Adds the comment or the inclusion tag that the line starts with at `at`, and says where it
    /// ends.
    pub(super) fn invisible_piece(&mut self, at: u32) -> Option<u32> {
        if self.kind_at(self.next) != TokenKind::Piece {
            return None;
        }
        let piece = *self.piece_at(self.next);
        let kind = match piece.kind {
            PieceKind::Comment => NodeKind::Comment,
            PieceKind::Inclusion => NodeKind::InclusionTag,
            _ => return None,
        };
        if piece.start != at {
            return None;
        }
        self.skip_blanks(at);
        self.opaque(kind, piece);
        Some(piece.end)
    }

    /// Makes the pending text up to `end` markup, if it is blank and lies between blocks.
    pub(super) fn skip_blanks(&mut self, end: u32) {
        let is_between_blocks = matches!(
            self.top(),
            NodeKind::Document | NodeKind::List | NodeKind::Table | NodeKind::TableRow
        );
        if is_between_blocks && self.text_start < end {
            let pending = &self.source[self.text_start as usize..end as usize];
            self.steps += u64::from(end - self.text_start);
            if pending.trim_ascii().is_empty() {
                self.text_start = end;
            }
        }
    }

    /// Ends the paragraph, list or preformatted lines before a line that starts at `at`.
    pub(super) fn end_blocks(&mut self, break_at: u32, at: u32) {
        self.end_formatting(break_at);
        self.reset_line();
        while self.top_is_in_frame() {
            match self.top() {
                NodeKind::Paragraph
                | NodeKind::Preformatted
                | NodeKind::ListItem
                | NodeKind::Definition => self.flush(break_at),
                NodeKind::List => {}
                _ => break,
            }
            self.close(break_at);
            self.text_start = at;
        }
        if self.top() == NodeKind::Document {
            self.text_start = self.text_start.max(at);
        }
    }

    /// Starts a paragraph at the top level of the page; elsewhere text needs none.
    pub(super) fn start_paragraph(&mut self, at: u32) {
        if self.frame.mode == Mode::Page && self.top() == NodeKind::Document {
            self.push(NodeKind::Paragraph, at);
            self.text_start = at;
        }
    }

    fn list_line(&mut self, at: u32, break_at: u32) {
        let rest = &self.source[at as usize..self.frame.end as usize];
        let markers = rest.iter().take_while(|byte| LIST_MARKERS.contains(byte)).count();
        self.steps += markers as u64;
        let text_start = at + markers as u32;
        if self.top() != NodeKind::List || !self.top_is_in_frame() {
            self.end_blocks(break_at, at);
            self.flush(at);
            self.push(NodeKind::List, at);
        }
        let item = self.push(NodeKind::ListItem, at);
        self.nodes[item].data = u16::try_from(markers).unwrap_or(u16::MAX);
        self.jump(text_start);
        self.frame.in_term = rest[markers - 1] == b';';
        if rest[..markers].iter().all(|&byte| byte == b':') {
            let visible = text_start + blank_len(&rest[markers..]) as u32;
            self.open_table_at(visible);
        }
    }

    fn horizontal_rule(&mut self, at: u32, break_at: u32) {
        let rest = &self.source[at as usize..self.frame.end as usize];
        let dashes = rest.iter().take_while(|&&byte| byte == b'-').count();
        let end = at + dashes as u32;
        self.steps += dashes as u64;
        self.end_blocks(break_at, at);
        self.flush(at);
        self.leaf(NodeKind::HorizontalRule, at, end);
        self.jump(end);
        if !is_line_end(rest.get(dashes).copied()) {
            self.start_paragraph(end);
        }
    }

    fn preformatted(&mut self, at: u32, break_at: u32) -> bool {
        let outside_cells = matches!(self.top(), NodeKind::Table | NodeKind::TableRow);
        if self.frame.mode != Mode::Page || self.frame.in_block_html || outside_cells {
            return false;
        }
        let line_end = self.line_end();
        if self.has_block_tag(at, line_end) {
            return false;
        }
        if self.top() == NodeKind::Preformatted {
            self.flush(at);
        } else {
            self.end_blocks(break_at, at);
            self.flush(at);
            self.push(NodeKind::Preformatted, at);
        }
        self.text_start = at + 1;
        true
    }

    fn heading(&mut self, at: u32, break_at: u32) -> bool {
        let Some(line) = self.heading_line(at) else { return false };
        self.end_blocks(break_at, at);
        self.flush(at);
        let node = self.push(NodeKind::Heading, at);
        self.nodes[node].data = line.level as u16;
        self.jump(at + line.level);
        let end = line.end - line.level;
        self.enter(Frame::new(Mode::Inline, end, line.end, line.end_token as u32));
        true
    }

    /// Whether the line that starts at `at` with `=` is a heading. Trailing blanks, comments and
    /// inclusion tags do not count.
    fn heading_line(&mut self, at: u32) -> Option<HeadingLine> {
        let mut index = self.next;
        let is_next = |(token, place): &(&Token, u32)| {
            token.kind() == TokenKind::Equals && token.start == *place
        };
        let opening =
            self.tokens[index..].iter().zip(at..self.frame.end).take_while(is_next).count();
        let (mut closing, mut end, mut end_token) = (0, at, index);
        // What stands before is known.
        let mut position = at;
        loop {
            self.steps += 1;
            if !self.text_before(index, position).trim_ascii().is_empty() {
                closing = 0;
            }
            position = self.tokens[index].end();
            match self.kind_at(index) {
                TokenKind::Equals => {
                    let start = self.tokens[index].start;
                    closing = if closing > 0 && end == start { closing + 1 } else { 1 };
                    end = start + 1;
                    index += 1;
                    end_token = index;
                }
                kind if kind == TokenKind::Newline || kind.ends_argument() => break,
                TokenKind::Piece => {
                    let piece = *self.piece_at(index);
                    index = piece.next_token as usize;
                    position = piece.end;
                    if !matches!(piece.kind, PieceKind::Comment | PieceKind::Inclusion) {
                        closing = 0;
                    }
                    if piece.kind == PieceKind::Comment
                        && self.source[piece.end as usize - 1] == b'\n'
                    {
                        break;
                    }
                }
                _ => {
                    closing = 0;
                    index += 1;
                }
            }
        }
        let level = if end == at + closing as u32 {
            // Nothing but equals signs: all but the outer ones are the text.
            (closing.max(1) - 1) / 2
        } else {
            opening.min(closing)
        };
        let level = level.min(6);
        (level > 0).then_some(HeadingLine { level: level as u32, end, end_token })
    }

    /// Where the current line ends, counting templates and the like as parts of it.
    pub(super) fn line_end(&mut self) -> u32 {
        let mut index = self.next;
        loop {
            self.steps += 1;
            match self.kind_at(index) {
                TokenKind::Piece => {
                    let piece = self.piece_at(index);
                    if piece.kind == PieceKind::Comment
                        && self.source[piece.end as usize - 1] == b'\n'
                    {
                        return piece.start;
                    }
                    index = piece.next_token as usize;
                }
                TokenKind::Newline
                | TokenKind::ArgumentPipe
                | TokenKind::NamedArgumentPipe
                | TokenKind::ArgumentEquals => return self.tokens[index].start,
                TokenKind::End => return self.frame.end,
                _ => index += 1,
            }
        }
    }
}

struct HeadingLine {
    level: u32,
    /// Where the last `=` ends.
    end: u32,
    /// The first token at or after `end`.
    end_token: usize,
}

/// Whether a line is over before this byte.
pub(super) fn is_line_end(byte: Option<u8>) -> bool {
    matches!(byte, None | Some(b'\n' | b'\r'))
}
