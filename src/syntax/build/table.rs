//! Tables: `{|`, `|+`, `|-`, `|`, `!` and `|}` at the start of lines, `||` and `!!` within them.

use super::Builder;
use super::block::is_line_end;
use super::frame::{Frame, Mode};
use crate::syntax::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::lex::TokenKind;
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// A table that has not ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenTable {
    /// How many nodes are open outside it.
    depth: u32,
    start: u32,
    has_row: bool,
}

/// A `|`, or the `{{!}}` that stands for one.
pub(super) struct Pipe {
    pub(super) end: u32,
    /// The token after it.
    pub(super) next: usize,
}

impl Builder<'_> {
    /// The `|` that stands at `at`, if one does. The first token from there on is at `index`.
    pub(super) fn pipe_at(&self, index: usize, at: u32) -> Option<Pipe> {
        if self.tokens[index].start == at { self.pipe_token(index) } else { None }
    }

    /// The `|` that starts with the token at `index`, if one does.
    pub(super) fn pipe_token(&self, index: usize) -> Option<Pipe> {
        match self.kind_at(index) {
            TokenKind::Pipe => Some(Pipe { end: self.tokens[index].start + 1, next: index + 1 }),
            TokenKind::Piece => {
                let piece = self.piece_at(index);
                let is_pipe = Span::new(piece.start, piece.end).of(self.text) == "{{!}}";
                is_pipe.then_some(Pipe { end: piece.end, next: piece.next_token as usize })
            }
            _ => None,
        }
    }

    /// Opens a table if the line that starts at `at`, blank up to `visible`, does.
    pub(super) fn table_start(&mut self, at: u32, visible: u32, break_at: u32) -> bool {
        if self.source[visible as usize] != b'{' || !self.is_table_start(visible) {
            return false;
        }
        self.end_blocks(break_at, at);
        self.flush(break_at);
        self.open_table_at(visible)
    }

    fn is_table_start(&self, at: u32) -> bool {
        let index = self.token_at(at);
        self.kind_at(index) == TokenKind::OpenBrace
            && self.tokens[index].start == at
            && self.pipe_at(index + 1, at + 1).is_some()
    }

    /// The first token at or after `offset`, which lies in this line.
    fn token_at(&self, offset: u32) -> usize {
        let ahead =
            self.tokens[self.next..].iter().take_while(|token| token.start < offset).count();
        self.next + ahead
    }

    /// Opens a table if `{|` stands at `at`.
    pub(super) fn open_table_at(&mut self, at: u32) -> bool {
        if self.source.get(at as usize) != Some(&b'{') || !self.is_table_start(at) {
            return false;
        }
        let index = self.token_at(at);
        let Some(pipe) = self.pipe_at(index + 1, at + 1) else { return false };
        self.text_start = at;
        let depth = self.open.len() as u32;
        self.tables.push(OpenTable { depth, start: at, has_row: false });
        self.push(NodeKind::Table, at);
        self.next = pipe.next;
        self.text_start = pipe.end;
        self.attributes_until_line_end(pipe.end);
        true
    }

    /// The rest of the line is attributes.
    fn attributes_until_line_end(&mut self, start: u32) {
        let end = self.line_end();
        let text = &self.source[start as usize..end as usize];
        self.jump(start);
        if !text.trim_ascii().is_empty() {
            self.attributes(start, end, end);
        }
    }

    fn attributes(&mut self, start: u32, end: u32, resume: u32) {
        self.push(NodeKind::TableAttributes, start);
        let resume_token = self.token_at(resume) as u32;
        self.enter(Frame::new(Mode::Pieces, end, end, resume_token).resuming(resume));
    }

    /// Handles a line whose first visible byte at `at` is `|` or `!`, in a table.
    pub(super) fn table_line(&mut self, at: u32, break_at: u32) -> bool {
        let Some(&table) = self.tables.get(self.frame.tables_base as usize..).and_then(<[_]>::last)
        else {
            return false;
        };
        let index = self.token_at(at);
        let is_header = self.source[at as usize] == b'!';
        let marker = if is_header {
            Pipe { end: at + 1, next: index }
        } else if let Some(pipe) = self.pipe_at(index, at) {
            pipe
        } else {
            return false;
        };
        let after = self.source.get(marker.end as usize).copied().filter(|_| !is_header);
        self.next = marker.next;
        match after {
            Some(b'}') if marker.end < self.frame.end => self.end_table(marker.end + 1, break_at),
            Some(b'-') => self.row(table, at, marker.end, break_at),
            Some(b'+') => {
                self.end_cell(table.depth + 1, break_at);
                if let Some(table) = self.tables.last_mut() {
                    table.has_row = false;
                }
                self.push(NodeKind::TableCaption, at);
                self.jump(marker.end + 1);
                self.cell_attributes(marker.end + 1);
            }
            _ => self.first_cell(table, at, marker.end, is_header, break_at),
        }
        true
    }

    fn row(&mut self, table: OpenTable, at: u32, marker_end: u32, break_at: u32) {
        self.end_cell(table.depth + 1, break_at);
        if let Some(table) = self.tables.last_mut() {
            table.has_row = true;
        }
        self.push(NodeKind::TableRow, at);
        let dashes = self.source[marker_end as usize..].iter().take_while(|&&byte| byte == b'-');
        let start = marker_end + dashes.count() as u32;
        self.jump(start);
        self.attributes_until_line_end(start);
    }

    fn first_cell(
        &mut self,
        table: OpenTable,
        at: u32,
        marker_end: u32,
        is_header: bool,
        break_at: u32,
    ) {
        if table.has_row {
            self.end_cell(table.depth + 2, break_at);
        } else {
            self.end_cell(table.depth + 1, break_at);
            self.push(NodeKind::TableRow, at);
            if let Some(table) = self.tables.last_mut() {
                table.has_row = true;
            }
        }
        self.cell(at, marker_end, is_header);
    }

    /// Starts a cell whose marker is `at..marker_end`.
    fn cell(&mut self, at: u32, marker_end: u32, is_header: bool) {
        let cell = self.push(NodeKind::TableCell, at);
        self.nodes[cell].data = u16::from(is_header);
        self.jump(marker_end);
        self.frame.cell_line = Some(is_header);
        self.frame.in_block_html = false;
        self.cell_attributes(marker_end);
    }

    /// Ends the current cell or caption at `end`, and all else above `depth`.
    fn end_cell(&mut self, depth: u32, end: u32) {
        self.end_blocks(end, end);
        self.skip_blanks(end);
        self.flush(end);
        self.close_to(depth as usize, end);
        self.reset_line();
    }

    /// `||` or `!!` at `at`: the next cell of the line.
    pub(super) fn next_cell(&mut self, at: u32, marker_end: u32, is_header: bool) {
        let Some(&table) = self.tables.last() else { return };
        self.end_cell(table.depth + 2, at);
        self.cell(at, marker_end, is_header);
    }

    /// If the cell has attributes, they end at a single `|` in this line, unless a link or
    /// variant markup comes before it.
    fn cell_attributes(&mut self, start: u32) {
        let mut index = self.next;
        loop {
            self.steps += 1;
            if let Some(pipe) = self.pipe_token(index) {
                if self.pipe_at(pipe.next, pipe.end).is_some() {
                    return;
                }
                let end = self.tokens[index].start;
                return self.attributes(start, end, pipe.end);
            }
            index = match self.kind_at(index) {
                TokenKind::Piece => self.piece_at(index).next_token as usize,
                TokenKind::OpenBracket if self.is_double(index) => {
                    return;
                }
                TokenKind::OpenBrace if self.is_after_dash(index) => return,
                TokenKind::Bangs if self.frame.cell_line == Some(true) => return,
                kind if kind == TokenKind::Newline || kind.ends_argument() => return,
                TokenKind::Less => match self.html_tag_at(index) {
                    Some(tag) => tag.next_token,
                    None => index + 1,
                },
                _ => index + 1,
            };
        }
    }

    fn end_table(&mut self, end: u32, break_at: u32) {
        let Some(table) = self.tables.last().copied() else { return };
        self.end_cell(table.depth + 1, break_at);
        self.tables.pop();
        self.close_to(table.depth as usize, end);
        self.jump(end);
        if !is_line_end(self.source.get(end as usize).copied()) {
            self.start_paragraph(end);
        }
    }

    /// Ends a table that has no `|}` before `end`.
    pub(super) fn abandon_table(&mut self, end: u32) {
        let Some(table) = self.tables.pop() else { return };
        self.end_cell(table.depth + 1, end);
        self.close_to(table.depth as usize, end);
        let span = Span::new(table.start, table.start + 2);
        let kind = SyntaxErrorKind::UnclosedTable;
        self.errors.push(SyntaxError { span, kind, swallowed: None });
    }

    pub(super) fn pipe(&mut self, at: u32) {
        let in_table = self.tables.len() > self.frame.tables_base as usize;
        if matches!(self.frame.mode, Mode::FileLink | Mode::Gallery) && !in_table {
            self.file_option_end(at);
        } else if let Some(is_header) = self.frame.cell_line
            && let Some(second) = self.pipe_at(self.next + 1, at + 1)
        {
            self.next = second.next;
            self.next_cell(at, second.end, is_header);
        } else {
            self.next += 1;
        }
    }

    pub(super) fn bangs(&mut self, at: u32) {
        if self.frame.cell_line == Some(true) {
            self.next_cell(at, at + 2, true);
        } else {
            self.next += 1;
        }
    }

    /// Whether the token at `index` ends the current cell, or line of a gallery.
    pub(super) fn is_cell_end(&self, index: usize) -> bool {
        match self.kind_at(index) {
            TokenKind::Pipe => {
                self.frame.cell_line.is_some()
                    && self.pipe_at(index + 1, self.tokens[index].end()).is_some()
            }
            TokenKind::Bangs => self.frame.cell_line == Some(true),
            TokenKind::Newline if self.frame.mode == Mode::Gallery => true,
            TokenKind::Newline if self.tables.len() > self.frame.tables_base as usize => {
                let line = &self.source[self.tokens[index].end() as usize..];
                let visible = line.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
                matches!(visible, Some(b'|' | b'!'))
            }
            _ => false,
        }
    }
}
