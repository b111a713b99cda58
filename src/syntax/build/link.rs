//! `[[…]]`: wikilinks, file links with their captions, categories, language links, redirects.

use super::Builder;
use super::frame::{Frame, Mode};
use crate::syntax::lex::TokenKind;
use crate::syntax::preprocess::{Piece, PieceKind};
use crate::syntax::tree::NodeKind;
use crate::text::byte_table;

/// A link found by looking ahead.
#[derive(Clone, Copy)]
pub(super) struct Link {
    start: u32,
    /// The token after `[[`.
    target_token: usize,
    target_end: u32,
    /// Whether templates or comments stand in the target.
    has_pieces: bool,
    /// Where the label starts, after the `|`, and the first token from there on.
    label: Option<(u32, usize)>,
    /// Where `]]` starts.
    close: u32,
    /// The token after `]]`.
    pub(super) next_token: usize,
    kind: NodeKind,
}

impl Builder<'_> {
    pub(super) fn open_bracket(&mut self) {
        if self.is_double(self.next) {
            if let Some(link) = self.link_at(self.next) {
                self.add_link(link);
                return;
            }
            // MediaWiki splits the text at each `[[` from the left, so the second bracket can
            // start an external link, but not a wikilink.
            self.next += 1;
        }
        // Labels are set aside before MediaWiki looks for external links.
        if self.frame.mode == Mode::Label || !self.external_link() {
            self.next += 1;
        }
    }

    /// The link that opens with the tokens at `open`, if they open one.
    pub(super) fn link_at(&mut self, open: usize) -> Option<Link> {
        let start = self.tokens[open].start;
        let mut index = open + 2;
        let (mut has_pieces, mut has_colon) = (false, false);
        // The target up to here has been looked at.
        let mut position = start + 2;
        let label = loop {
            self.steps += 1;
            match self.kind_at(index) {
                TokenKind::Colon => {
                    has_colon = true;
                    index += 1;
                }
                TokenKind::Entity
                | TokenKind::Equals
                | TokenKind::Quotes
                | TokenKind::Bangs
                | TokenKind::Tildes
                | TokenKind::Underscores => index += 1,
                TokenKind::CloseBracket if self.is_double(index) => break None,
                TokenKind::Pipe if !self.is_cell_end(index) => break Some(index + 1),
                TokenKind::Piece => {
                    let piece = *self.piece_at(index);
                    if self.is_pipe_word(&piece) {
                        break Some(piece.next_token as usize);
                    }
                    let text = &self.source[position as usize..piece.start as usize];
                    if matches!(piece.kind, PieceKind::Extension(_)) || !may_be_target(text) {
                        return None;
                    }
                    has_pieces = true;
                    position = piece.end;
                    index = piece.next_token as usize;
                }
                _ => return None,
            }
        };
        let target_end = self.tokens[index].start;
        if !may_be_target(&self.source[position as usize..target_end as usize]) {
            return None;
        }
        let target = &self.text[start as usize + 2..target_end as usize];
        let kind = self.link_kind(target, has_pieces, has_colon || has_pieces)?;
        let (close_token, label_start) = match label {
            None => (index, None),
            Some(label) => {
                let label_start =
                    if index + 1 == label { target_end + 1 } else { self.piece_at(index).end };
                (self.label_end(label, label_start, kind)?, Some((label_start, label)))
            }
        };
        let close = self.tokens[close_token].start;
        let next_token = close_token + 2;
        let (target_token, label) = (open + 2, label_start);
        Some(Link { start, target_token, target_end, has_pieces, label, close, next_token, kind })
    }

    fn is_pipe_word(&self, piece: &Piece) -> bool {
        piece.kind == PieceKind::Template
            && &self.source[piece.start as usize..piece.end as usize] == b"{{!}}"
    }

    /// What a link with this target is; `None` if it can not be a link.
    fn link_kind(&self, target: &str, has_pieces: bool, may_have_colon: bool) -> Option<NodeKind> {
        let title = trim_title(target);
        let colon = if may_have_colon { memchr::memchr(b':', title.as_bytes()) } else { None };
        let protocols = &self.site.url_protocols;
        let (is_empty, is_url) = match colon {
            None => (title.is_empty(), protocols.starts_without_colon(target.as_bytes())),
            Some(colon) => (
                colon == 0 && title.bytes().all(|byte| matches!(byte, b' ' | b'_' | b':')),
                protocols.at_start(target.as_bytes()).is_some(),
            ),
        };
        if is_empty && !has_pieces || is_relative(title) || is_url {
            return None;
        }
        match colon {
            None | Some(0) => Some(NodeKind::Wikilink),
            Some(colon) => Some(self.site.link_kind(&title[..colon])),
        }
    }

    /// The first token of the `]]` that ends a label, which starts with the token at `label`.
    ///
    /// A label ends at the first `]]`; no other link may open before it, but for the links in the
    /// caption of a file.
    fn label_end(&mut self, label: usize, label_start: u32, kind: NodeKind) -> Option<usize> {
        let mut index = label;
        // How many nested links are open: 0 or 1.
        let mut nested = 0;
        let mut has_bracket = false;
        loop {
            self.steps += 1;
            if self.is_cell_end(index) {
                return None;
            }
            match self.kind_at(index) {
                TokenKind::OpenBracket if self.is_double(index) => {
                    if kind != NodeKind::FileLink || nested > 0 {
                        return None;
                    }
                    nested = 1;
                    index += 2;
                }
                TokenKind::CloseBracket
                    if self.tokens[index].start > label_start && self.is_double(index) =>
                {
                    if nested == 0 {
                        // `[[a|[b]]]`: the first of three brackets belongs to the label.
                        let has_third = self.is_double(index + 1);
                        return Some(if has_third && has_bracket { index + 1 } else { index });
                    }
                    nested = 0;
                    index += 2;
                }
                TokenKind::OpenBracket => {
                    has_bracket = true;
                    index += 1;
                }
                TokenKind::Piece => index = self.piece_at(index).next_token as usize,
                kind if kind.ends_argument() => return None,
                _ => index += 1,
            }
        }
    }

    pub(super) fn add_link(&mut self, link: Link) {
        let end = link.close + 2;
        self.flush(link.start);
        self.push(link.kind, link.start);
        let node_end = if link.kind == NodeKind::Wikilink { self.trail_end(end) } else { end };
        let resume_token = link.next_token as u32;
        let mode = if link.kind == NodeKind::FileLink { Mode::FileLink } else { Mode::Label };
        match link.label {
            Some((label, label_token)) => {
                self.enter(Frame::new(mode, link.close, node_end, resume_token));
                self.frame.starts_option = mode == Mode::FileLink;
                if link.has_pieces {
                    let frame =
                        Frame::new(Mode::Pieces, link.target_end, label, label_token as u32);
                    self.enter(frame.keeping_node());
                    self.go_to(link.start + 2, link.target_token);
                } else {
                    self.go_to(label, label_token);
                    self.start_pending_option();
                }
            }
            None if link.has_pieces => {
                self.enter(Frame::new(Mode::Pieces, link.close, node_end, resume_token));
                self.go_to(link.start + 2, link.target_token);
            }
            None => {
                self.link_trail(end, node_end);
                self.close(node_end);
                self.go_to(node_end, resume_token as usize);
            }
        }
    }

    /// Goes on at `offset`; `token` is the first one from there on.
    fn go_to(&mut self, offset: u32, token: usize) {
        self.text_start = offset;
        self.next = token;
    }

    /// Where the letters that follow a link and belong to it end.
    fn trail_end(&self, from: u32) -> u32 {
        let rest = &self.source[from as usize..self.frame.end as usize];
        from + rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count() as u32
    }

    pub(super) fn link_trail(&mut self, start: u32, end: u32) {
        if start < end {
            self.leaf(NodeKind::Text, start, end);
        }
    }

    /// `#REDIRECT [[…]]` at the start of the page.
    pub(super) fn redirect(&mut self) {
        let text = self.text[self.text_start as usize..].trim_ascii_start();
        let start = self.text.len() - text.len();
        let word =
            self.site.redirect_words.iter().find(|word| {
                text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
            });
        let Some(word) = word else { return };
        let rest = text[word.len()..].trim_ascii_start();
        let rest = rest.strip_prefix(':').unwrap_or(rest).trim_ascii_start();
        if !rest.starts_with("[[") {
            return;
        }
        let open = (self.text.len() - rest.len()) as u32;
        let index = self.tokens.partition_point(|token| token.start < open);
        if let Some(link) = self.link_at(index) {
            self.push(NodeKind::Redirect, start as u32);
            self.text_start = open;
            self.next = index;
            let end = link.close + 2;
            self.leaf(link.kind, link.start, end);
            self.close(end);
            self.jump(end);
        }
    }
}

/// Bytes that can not stand in the target of a link.
const REFUSED: [bool; 256] = byte_table!(|byte| byte == b'>' || byte.is_ascii_control());

/// Whether no byte keeps the text from being part of a target.
fn may_be_target(text: &[u8]) -> bool {
    !text.iter().any(|&byte| REFUSED[byte as usize])
}

/// A title without the blanks round it, which few titles have.
fn trim_title(title: &str) -> &str {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'_'));
    let bytes = title.as_bytes();
    if is_blank(bytes.first()) || is_blank(bytes.last()) {
        title.trim_matches([' ', '_'])
    } else {
        title
    }
}

/// Whether a title has parts that stand for other places, which MediaWiki refuses.
fn is_relative(title: &str) -> bool {
    title.starts_with('.') && title.split('/').any(|part| matches!(part, "." | ".."))
}
