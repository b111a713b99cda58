//! External links: `[http://… label]`, and bare URLs in running text.

use super::Builder;
use super::frame::{Frame, Mode};
use crate::syntax::lex::TokenKind;
use crate::syntax::preprocess::PieceKind;
use crate::syntax::tree::NodeKind;
use crate::text::byte_table;

/// A bracketed link found by looking ahead.
#[derive(Clone, Copy)]
pub(super) struct ExternalLink {
    start: u32,
    url: Url,
    label_start: u32,
    /// Where `]` stands.
    close: u32,
    /// The token after `]`.
    pub(super) next_token: usize,
}

#[derive(Clone, Copy)]
struct Url {
    end: u32,
    /// The first token at or after `end`.
    next_token: usize,
    /// Where the last template or comment in it ends, or 0.
    pieces_end: u32,
}

impl Url {
    /// The URL goes on to `end`, over pieces that end before `pieces_end`.
    fn extend(&mut self, end: u32, next_token: usize, pieces_end: u32) {
        if end > self.end {
            *self = Self { end, next_token, pieces_end };
        }
    }
}

impl Builder<'_> {
    /// Adds the bracketed link that starts with the next token, if there is one.
    pub(super) fn external_link(&mut self) -> bool {
        let Some(link) = self.external_link_at(self.next) else { return false };
        self.flush(link.start);
        let node = self.push(NodeKind::ExternalLink, link.start);
        self.nodes[node].data = 1;
        let frame = Frame::new(Mode::Label, link.close, link.close + 1, link.next_token as u32);
        self.enter(frame);
        if link.url.pieces_end > 0 {
            let mut label_token = link.url.next_token;
            while self.tokens[label_token].start < link.label_start {
                label_token += 1;
            }
            let url = Frame::new(Mode::Pieces, link.url.end, link.label_start, label_token as u32);
            self.enter(url.keeping_node());
            self.jump(link.start + 1);
        } else {
            self.jump(link.label_start);
        }
        true
    }

    /// The bracketed link that opens with the token at `open`, if it opens one.
    pub(super) fn external_link_at(&mut self, open: usize) -> Option<ExternalLink> {
        let start = self.tokens[open].start;
        if start < self.frame.no_bracket_until {
            return None;
        }
        let rest = &self.source[start as usize + 1..self.frame.end as usize];
        let protocol_len = self.site.url_protocols.at_start(rest)?.len() as u32;
        let host_start = start + 1 + protocol_len;
        let url = self.url_end(open + 1, host_start);
        if url.end == host_start {
            return None;
        }
        let mut index = url.next_token;
        loop {
            self.steps += 1;
            index = match self.kind_at(index) {
                TokenKind::CloseBracket => break,
                TokenKind::OpenBracket if self.is_double(index) => match self.link_at(index) {
                    Some(link) => link.next_token,
                    None => index + 2,
                },
                TokenKind::Piece => self.piece_at(index).next_token as usize,
                kind if kind == TokenKind::Newline || kind.ends_argument() => {
                    return self.no_bracket_until(index);
                }
                _ if self.is_cell_end(index) => return self.no_bracket_until(index),
                _ => index + 1,
            };
        }
        let close = self.tokens[index].start;
        let label = &self.text[url.end as usize..close as usize];
        let label_start = close - label.trim_start().len() as u32;
        Some(ExternalLink { start, url, label_start, close, next_token: index + 1 })
    }

    /// Remembers that no `]` stands before the token at `index`, so that a line of openings is not
    /// searched once for each.
    fn no_bracket_until<T>(&mut self, index: usize) -> Option<T> {
        self.frame.no_bracket_until = self.tokens[index].start.min(self.frame.end);
        None
    }

    /// Where a URL ends whose host starts at `from`. The first token after its start is at `index`.
    fn url_end(&mut self, mut index: usize, from: u32) -> Url {
        let mut url = Url { end: from, next_token: index, pieces_end: 0 };
        let mut position = from;
        // Comments are no part of a URL unless it goes on behind them.
        let mut pending_piece_end = 0;
        loop {
            self.steps += 1;
            let text_end = self.tokens[index].start.min(self.frame.end);
            if position < text_end {
                let stop = self.url_stop(position, text_end);
                if stop != Some(position) {
                    position = stop.unwrap_or(text_end);
                    url.extend(position, index, pending_piece_end);
                }
                if stop.is_some() {
                    return url;
                }
            }
            match self.kind_at(index) {
                TokenKind::Entity if self.is_escaped_bracket(index) => return url,
                TokenKind::OpenBracket if position == from => {
                    // The host may be an IPv6 address.
                    let Some(end) = self.ipv6_end(from) else { return url };
                    position = end;
                    while self.tokens[index].start < end {
                        index += 1;
                    }
                    url.extend(position, index, pending_piece_end);
                }
                TokenKind::Colon
                | TokenKind::Equals
                | TokenKind::Underscores
                | TokenKind::Tildes
                | TokenKind::Entity
                | TokenKind::OpenBrace
                | TokenKind::CloseBrace
                | TokenKind::Bangs
                | TokenKind::Pipe
                    if !self.is_cell_end(index) && !self.is_option_end(index) =>
                {
                    position = position.max(self.tokens[index].end());
                    index += 1;
                    url.extend(position, index, pending_piece_end);
                }
                TokenKind::Piece => {
                    let piece = self.piece_at(index);
                    let (kind, end) = (piece.kind, piece.end);
                    index = piece.next_token as usize;
                    position = end;
                    pending_piece_end = end;
                    match kind {
                        PieceKind::Extension(_) => return url,
                        PieceKind::Comment | PieceKind::Inclusion => {}
                        PieceKind::Template | PieceKind::Parameter => url.extend(end, index, end),
                    }
                }
                _ => return url,
            }
        }
    }

    /// The first character in the text that can not stand in a URL.
    fn url_stop(&self, start: u32, end: u32) -> Option<u32> {
        let text = &self.text[start as usize..end as usize];
        // Most of a URL is ASCII, whose bytes need not be put together to characters.
        let plain = text.bytes().position(|byte| MAY_STOP[byte as usize])?;
        let stops = |c: char| {
            c <= ' ' || matches!(c, '"' | '>' | '\u{7f}' | '\u{fffd}') || c.is_whitespace()
        };
        let at = plain + text[plain..].find(stops)?;
        Some(start + at as u32)
    }

    /// Whether the character reference at `index` stands for `<`, `>` or a no-break space.
    fn is_escaped_bracket(&self, index: usize) -> bool {
        let token = self.tokens[index];
        let text = &self.text[token.start as usize + 1..token.end() as usize - 1];
        match text.strip_prefix('#') {
            None => matches!(text.to_ascii_lowercase().as_str(), "lt" | "gt" | "nbsp"),
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                matches!(code, Ok(60 | 62 | 160))
            }
        }
    }

    fn ipv6_end(&self, from: u32) -> Option<u32> {
        let rest = &self.source[from as usize + 1..self.frame.end as usize];
        let allowed = |byte: &&u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
        let len = rest.iter().take_while(allowed).count();
        (len > 0 && rest.get(len) == Some(&b']')).then(|| from + len as u32 + 2)
    }

    fn is_option_end(&self, index: usize) -> bool {
        self.kind_at(index) == TokenKind::Pipe
            && matches!(self.frame.mode, Mode::FileLink | Mode::Gallery)
    }

    /// A `:` at `at`: the scheme of a bare URL may stand before it.
    pub(super) fn bare_url(&mut self, at: u32) -> bool {
        if !self.frame.mode.makes_links() {
            return false;
        }
        let Some((protocol, scheme_len)) = self.site.url_protocols.around(self.source, at) else {
            return false;
        };
        let start = at - scheme_len;
        let host_start = start + protocol.len() as u32;
        let is_inside_word = start > self.text_start
            && self.text[..start as usize].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if start < self.text_start || is_inside_word || host_start >= self.frame.end {
            return false;
        }
        let url = self.url_end(self.next, host_start);
        let end = self.without_punctuation(start.max(url.pieces_end), url.end);
        if end <= host_start {
            return false;
        }
        self.flush(start);
        if url.pieces_end > 0 {
            self.push(NodeKind::ExternalLink, start);
            let mut token = self.next;
            while self.tokens[token].start < end {
                token += 1;
            }
            self.enter(Frame::new(Mode::Pieces, end, end, token as u32));
            self.next += 1;
        } else {
            self.leaf(NodeKind::ExternalLink, start, end);
            self.jump(end);
        }
        true
    }

    /// Leaves out the punctuation at the end of a bare URL, which belongs to the sentence.
    fn without_punctuation(&self, start: u32, end: u32) -> u32 {
        let url = &self.source[start as usize..end as usize];
        let is_punctuation = |byte: u8| match byte {
            b',' | b';' | b'\\' | b'.' | b':' | b'!' | b'?' => true,
            b')' => !url.contains(&b'('),
            _ => false,
        };
        let mut trailing = url.iter().rev().take_while(|&&byte| is_punctuation(byte)).count();
        if url.ends_with(b";") && ends_with_entity(url) {
            trailing = 0;
        }
        end - trailing as u32
    }
}

/// The bytes with which a character starts that may end a URL.
const MAY_STOP: [bool; 256] = byte_table!(|byte| matches!(byte, 0..=b' ' | b'"' | b'>' | 0x7f..));

/// Whether a URL ends with a character reference, whose `;` belongs to it.
fn ends_with_entity(url: &[u8]) -> bool {
    let name = &url[..url.len() - 1];
    let letters = name.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let before = name.get(..name.len() - letters).unwrap_or_default();
    letters > 0 && (before.ends_with(b"&") || before.ends_with(b"&#"))
}
