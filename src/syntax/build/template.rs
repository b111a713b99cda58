//! Templates, parser functions, variables and parameters, and their arguments.

use super::Builder;
use super::frame::{Frame, Mode};
use crate::syntax::lex::TokenKind;
use crate::syntax::preprocess::Piece;
use crate::syntax::tree::NodeKind;

impl Builder<'_> {
    pub(super) fn template(&mut self, piece: Piece) {
        let (name_end, has_colon) = self.template_name(piece);
        let name = &self.text[piece.body_start as usize..name_end as usize];
        if name_end == piece.body_end && self.site.is_variable(name.trim()) {
            self.variable(piece);
            return;
        }
        self.flush(piece.start);
        let colon = if has_colon { name.find(':') } else { None };
        let colon = colon.filter(|&colon| self.site.is_function(&name[..colon]));
        let kind = if colon.is_some() { NodeKind::ParserFunction } else { NodeKind::Template };
        self.push(kind, piece.start);
        self.jump(piece.body_start);
        self.enter(Frame::new(Mode::Pieces, piece.body_end, piece.end, piece.next_token));
        if let Some(colon) = colon {
            let start = piece.body_start + colon as u32 + 1;
            self.jump(start);
            self.push(NodeKind::Argument, start);
            self.frame.mode = Mode::Argument;
        }
    }

    /// Where the plain text that the next token, a template, starts with ends, and whether there is
    /// a colon in it.
    fn template_name(&mut self, piece: Piece) -> (u32, bool) {
        // Past `{{`.
        let mut index = self.next + 2;
        let mut has_colon = false;
        loop {
            self.steps += 1;
            let token = self.tokens[index];
            if token.start >= piece.body_end {
                return (piece.body_end, has_colon);
            }
            match token.kind() {
                TokenKind::Colon => has_colon = true,
                TokenKind::ArgumentPipe
                | TokenKind::NamedArgumentPipe
                | TokenKind::Pipe
                | TokenKind::OpenBrace
                | TokenKind::CloseBrace
                | TokenKind::Less
                | TokenKind::OpenBracket
                | TokenKind::Piece => return (token.start, has_colon),
                _ => {}
            }
            index += 1;
        }
    }

    pub(super) fn parameter(&mut self, piece: Piece) {
        self.flush(piece.start);
        self.push(NodeKind::Parameter, piece.start);
        self.jump(piece.body_start);
        self.enter(Frame::new(Mode::Pieces, piece.body_end, piece.end, piece.next_token));
    }

    fn variable(&mut self, piece: Piece) {
        let is_pipe = self.pipe_token(self.next).is_some();
        if is_pipe
            && let Some(is_header) = self.frame.cell_line
            && let Some(second) = self.pipe_at(piece.next_token as usize, piece.end)
        {
            self.next = second.next;
            self.next_cell(piece.start, second.end, is_header);
        } else {
            self.opaque(NodeKind::MagicWord, piece);
        }
    }

    /// A `|` at `at` that starts an argument.
    pub(super) fn argument(&mut self, at: u32, is_named: bool) {
        self.end_argument(at);
        self.push(NodeKind::Argument, at + 1);
        if is_named {
            self.push(NodeKind::ArgumentName, at + 1);
            self.frame.mode = Mode::Pieces;
        } else {
            self.frame.mode = Mode::Argument;
        }
        self.text_start = at + 1;
        self.next += 1;
    }

    /// Ends the argument before `at`, and all that is open in it.
    fn end_argument(&mut self, at: u32) {
        self.flush(at);
        while self.tables.len() > self.frame.tables_base as usize {
            self.abandon_table(at);
        }
        self.close_to(self.frame.base as usize, at);
        self.reset_line();
        self.frame.in_block_html = false;
    }

    /// The `=` at `at` after an argument's name.
    pub(super) fn argument_equals(&mut self, at: u32) {
        self.flush(at);
        self.close(at);
        self.frame.mode = Mode::Argument;
        self.text_start = at + 1;
        self.next += 1;
    }
}
