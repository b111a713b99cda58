//! Bold and italics: the quote marks of a line are balanced as MediaWiki's `doQuotes` does.

use super::Builder;
use super::frame::Mode;
use crate::syntax::lex::TokenKind;
use crate::syntax::tree::NodeKind;

/// One run of apostrophes that means something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    token: u32,
    /// Where the marks start, after apostrophes that are text.
    start: u32,
    /// 2, 3 or 5.
    len: u32,
    /// What is open after it, outermost first.
    open: Formats,
}

type Formats = [Option<NodeKind>; 2];

const BOLD: Option<NodeKind> = Some(NodeKind::Bold);
const ITALIC: Option<NodeKind> = Some(NodeKind::Italic);

impl Builder<'_> {
    pub(super) fn quote_marks(&mut self) {
        let index = self.next;
        if self.tokens[index].start >= self.frame.quotes_until {
            self.balance_line();
        }
        self.next += 1;
        let mark = self.quotes.get(self.frame.next_quote as usize).copied();
        if let Some(mark) = mark.filter(|mark| mark.token as usize == index) {
            self.frame.next_quote += 1;
            self.flush(mark.start);
            self.apply(mark);
            self.text_start = mark.start + mark.len;
        }
    }

    /// Closes and opens nodes until those of `mark.open` are open.
    fn apply(&mut self, mark: Mark) {
        let (toggles_bold, toggles_italic) = (mark.len != 2, mark.len != 3);
        let toggled_len = |kind| match kind {
            NodeKind::Bold if toggles_bold => 3,
            NodeKind::Italic if toggles_italic => 2,
            _ => 0,
        };
        let before = self.open_formats();
        let kept = before.iter().zip(&mark.open).take_while(|(a, b)| a == b && a.is_some()).count();
        let mut position = mark.start;
        for kind in before[kept..].iter().rev().flatten() {
            position += toggled_len(*kind);
            self.close(position);
        }
        for kind in mark.open[kept..].iter().flatten() {
            self.push(*kind, position);
            let was_open = before.contains(&Some(*kind));
            position += if was_open { 0 } else { toggled_len(*kind) };
        }
    }

    /// The formats that are open in this frame, outermost first.
    fn open_formats(&self) -> Formats {
        let mut formats = [None; 2];
        let inner = self.open[self.frame.base as usize..].iter().rev();
        let kinds = inner.map(|&index| self.nodes[index as usize].kind);
        let open = kinds.take_while(|kind| matches!(kind, NodeKind::Bold | NodeKind::Italic));
        let open: Vec<_> = open.take(2).collect();
        for (slot, kind) in formats.iter_mut().zip(open.into_iter().rev()) {
            *slot = Some(kind);
        }
        formats
    }

    /// Ends bold and italics at the end of a line.
    pub(super) fn end_formatting(&mut self, at: u32) {
        while matches!(self.top(), NodeKind::Bold | NodeKind::Italic) && self.top_is_in_frame() {
            self.flush(at);
            self.close(at);
        }
    }

    /// Finds the quote marks from the next token to the end of the line, and what each means.
    fn balance_line(&mut self) {
        self.quotes.truncate(self.frame.quotes_base as usize);
        self.frame.next_quote = self.frame.quotes_base;
        self.collect_marks();
        let marks = &mut self.quotes[self.frame.quotes_base as usize..];
        let bolds = marks.iter().filter(|mark| mark.len != 2).count();
        let italics = marks.iter().filter(|mark| mark.len != 3).count();
        if bolds % 2 == 1 && italics % 2 == 1 {
            split_bold(marks, self.source);
        }
        assign_formats(marks);
    }

    fn collect_marks(&mut self) {
        let mut index = self.next;
        loop {
            self.steps += 1;
            if self.is_cell_end(index) {
                break;
            }
            index = match self.kind_at(index) {
                TokenKind::Quotes => {
                    let (start, end) = (self.tokens[index].start, self.tokens[index].end());
                    let literal = match end - start {
                        4 => 1,
                        length => length.saturating_sub(5),
                    };
                    let (start, len) = (start + literal, end - start - literal);
                    self.quotes.push(Mark { token: index as u32, start, len, open: [None; 2] });
                    index + 1
                }
                TokenKind::Piece => self.piece_at(index).next_token as usize,
                TokenKind::OpenBracket if self.is_double(index) => match self.link_at(index) {
                    Some(link) => link.next_token,
                    None => index + 1,
                },
                TokenKind::OpenBracket => match self.external_link_at(index) {
                    Some(link) => link.next_token,
                    None => index + 1,
                },
                TokenKind::Less => match self.html_tag_at(index) {
                    Some(tag) => tag.next_token,
                    None => index + 1,
                },
                // A label is balanced as a whole, whatever lines it has.
                TokenKind::Newline if self.frame.mode == Mode::Label => index + 1,
                TokenKind::Pipe if matches!(self.frame.mode, Mode::FileLink | Mode::Gallery) => {
                    break;
                }
                kind if kind == TokenKind::Newline || kind.ends_argument() => break,
                _ => index + 1,
            };
        }
        self.frame.quotes_until = self.tokens[index].start;
    }
}

/// With an odd number of both, one `'''` must have been meant as `'` and `''`: the first one after
/// a one-letter word, else after a longer word, else after a space.
fn split_bold(marks: &mut [Mark], source: &[u8]) {
    let rank = |mark: &Mark| {
        let before = &source[..mark.start as usize];
        match before {
            [.., b' '] => 2,
            [.., b' ', _] => 0,
            _ => 1,
        }
    };
    let candidates = marks.iter_mut().filter(|mark| mark.len == 3);
    if let Some(mark) = candidates.min_by_key(|mark| rank(mark)) {
        mark.start += 1;
        mark.len = 2;
    }
}

/// What is open after each mark.
fn assign_formats(marks: &mut [Mark]) {
    let mut open: Formats = [None; 2];
    for index in 0..marks.len() {
        let next_len = marks.get(index + 1).map(|mark| mark.len);
        open = match (open, marks[index].len) {
            ([None, _], 2) => [ITALIC, None],
            ([None, _], 3) => [BOLD, None],
            // Both open at once: what closes first is the inner one.
            ([None, _], _) if matches!(next_len, Some(2) | None) => [BOLD, ITALIC],
            ([None, _], _) => [ITALIC, BOLD],
            ([outer, None], 5) => {
                if outer == BOLD {
                    [ITALIC, None]
                } else {
                    [BOLD, None]
                }
            }
            (_, 5) => [None; 2],
            (open, len) => toggle(open, if len == 2 { ITALIC } else { BOLD }),
        };
        marks[index].open = open;
    }
}

fn toggle(open: Formats, format: Option<NodeKind>) -> Formats {
    match open {
        [outer, inner] if outer == format => [inner, None],
        [outer, inner] if inner == format => [outer, None],
        [outer, _] => [outer, format],
    }
}
