//! The options and captions of file links, and the lines of galleries.

use super::Builder;
use super::block::is_line_end;
use super::frame::Mode;
use crate::syntax::lex::{TokenKind, blank_len};
use crate::syntax::tree::NodeKind;

impl Builder<'_> {
    /// Opens the node of a file link's next option, which starts at the pending text.
    pub(super) fn start_pending_option(&mut self) {
        if self.frame.mode == Mode::FileLink && std::mem::take(&mut self.frame.starts_option) {
            let start = self.text_start;
            let kind = self.option_kind(start);
            self.push(kind, start);
        }
    }

    /// A `|` at `at` between options, or after the name of a gallery's file.
    pub(super) fn file_option_end(&mut self, at: u32) {
        self.next += 1;
        match self.top() {
            NodeKind::FileOption | NodeKind::FileCaption => {
                self.end_formatting(at);
                self.reset_line();
                self.flush(at);
                self.close(at);
            }
            NodeKind::FileLink => {}
            // Text of a gallery outside its lines.
            _ => return,
        }
        self.text_start = at + 1;
        let kind = self.option_kind(at + 1);
        self.push(kind, at + 1);
    }

    /// Whether the option that starts at `start` is one that MediaWiki knows; what is not is a
    /// caption (the last one counts).
    fn option_kind(&mut self, start: u32) -> NodeKind {
        let mut index = self.next;
        loop {
            self.steps += 1;
            match self.kind_at(index) {
                TokenKind::Pipe | TokenKind::End => break,
                TokenKind::Newline if self.frame.mode == Mode::Gallery => break,
                TokenKind::Piece => index = self.piece_at(index).next_token as usize,
                _ => index += 1,
            }
        }
        let end = self.tokens[index].start.min(self.frame.end).max(start);
        let option = self.text[start as usize..end as usize].trim();
        if self.site.file_options.contains(option) {
            NodeKind::FileOption
        } else {
            NodeKind::FileCaption
        }
    }

    pub(super) fn gallery_line_start(&mut self, mut at: u32) {
        while let Some(end) = self.invisible_piece(at) {
            at = end;
        }
        if at >= self.frame.end {
            return;
        }
        let source = self.source;
        let rest = &source[at as usize..self.frame.end as usize];
        let blanks = blank_len(rest);
        if is_line_end(rest.get(blanks).copied()) {
            return;
        }
        let line_end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let name_end = memchr::memchr(b'|', &rest[..line_end]).unwrap_or(line_end);
        self.steps += line_end as u64;
        let name = &rest[blanks..name_end];
        if name.iter().any(|byte| b"<>[]{}".contains(byte)) {
            // MediaWiki drops a line that does not start with a title.
            self.jump(at + line_end as u32);
            self.text_start = at;
        } else {
            self.text_start = at + blanks as u32;
            self.push(NodeKind::FileLink, self.text_start);
        }
    }

    pub(super) fn gallery_line_end(&mut self, at: u32, line_end: u32) {
        self.end_formatting(at);
        self.reset_line();
        if matches!(self.top(), NodeKind::FileOption | NodeKind::FileCaption) {
            self.flush(at);
        }
        self.close_to(self.frame.base as usize, at);
        self.text_start = line_end;
        self.gallery_line_start(line_end);
    }
}
