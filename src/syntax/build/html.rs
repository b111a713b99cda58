//! HTML tags that MediaWiki lets through.

use super::Builder;
use super::frame::{Frame, Mode};
use crate::syntax::lex::TokenKind;
use crate::syntax::tree::NodeKind;

/// The elements that MediaWiki's Sanitizer allows in wikitext.
const ELEMENTS: &[&str] = &[
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "data",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "link",
    "mark",
    "meta",
    "ol",
    "p",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements in which a line that starts with a space is not preformatted.
const OPENS_BLOCK: &[&str] =
    &["table", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "dl", "li", "tr", "caption"];

/// Elements whose tags of either kind end the effect of those.
const ENDS_BLOCK: &[&str] = &["td", "th", "blockquote", "div", "hr", "center"];

/// A tag found by looking ahead.
#[derive(Clone, Copy)]
pub(super) struct HtmlTag {
    end: u32,
    has_pieces: bool,
    /// The first token at or after `end`.
    pub(super) next_token: usize,
}

impl Builder<'_> {
    pub(super) fn less(&mut self) {
        let index = self.next;
        let Some(tag) = self.html_tag_at(index) else {
            self.next += 1;
            return;
        };
        let start = self.tokens[index].start;
        self.flush(start);
        if let Some(opens) = self.block_effect(start) {
            self.frame.in_block_html = opens;
        }
        if tag.has_pieces {
            self.push(NodeKind::HtmlTag, start);
            self.enter(Frame::new(Mode::Pieces, tag.end - 1, tag.end, tag.next_token as u32));
            self.next += 1;
        } else {
            self.leaf(NodeKind::HtmlTag, start, tag.end);
            self.text_start = tag.end;
            self.next = tag.next_token;
        }
    }

    /// The tag that opens with the `<` at `index`, if it is one: no other `<` may stand in it.
    pub(super) fn html_tag_at(&mut self, index: usize) -> Option<HtmlTag> {
        let start = self.tokens[index].start as usize;
        if !self
            .source
            .get(start + 1)
            .is_some_and(|&byte| byte == b'/' || byte.is_ascii_alphabetic())
        {
            return None;
        }
        element_at(self.source, start)?;
        let mut index = index + 1;
        let mut position = start as u32 + 1;
        let mut has_pieces = false;
        loop {
            self.steps += 1;
            if let Some(at) = memchr::memchr(b'>', self.text_before(index, position)) {
                let end = position + at as u32 + 1;
                return Some(HtmlTag { end, has_pieces, next_token: index });
            }
            match self.kind_at(index) {
                TokenKind::Piece => {
                    has_pieces = true;
                    let piece = self.piece_at(index);
                    position = piece.end;
                    index = piece.next_token as usize;
                }
                kind if kind == TokenKind::Less || kind.ends_argument() => return None,
                TokenKind::Newline if self.frame.mode == Mode::Gallery => return None,
                _ => {
                    position = self.tokens[index].end();
                    index += 1;
                }
            }
        }
    }

    /// Whether the tag at `start` opens or ends a block in which leading spaces mean nothing.
    fn block_effect(&self, start: u32) -> Option<bool> {
        let name = element_at(self.source, start as usize)?;
        if ENDS_BLOCK.contains(&name) {
            return Some(false);
        }
        let is_end_tag = self.source[start as usize + 1] == b'/';
        OPENS_BLOCK.contains(&name).then_some(!is_end_tag)
    }

    /// Whether a block-level tag stands on the line between two offsets.
    pub(super) fn has_block_tag(&self, start: u32, end: u32) -> bool {
        let line = &self.source[start as usize..end as usize];
        memchr::memchr_iter(b'<', line).any(|at| self.block_effect(start + at as u32).is_some())
    }
}

/// The name of the HTML element whose tag starts with the `<` at `start`.
fn element_at(source: &[u8], start: usize) -> Option<&'static str> {
    let rest = &source[start + 1..];
    let name = rest.strip_prefix(b"/").unwrap_or(rest);
    // No element's name is longer than `blockquote`.
    let len = name.iter().take(11).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = match name.get(len) {
        None => false,
        Some(byte) => matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0b' | b' ' | b'/' | b'>' | 0),
    };
    let name = &name[..len];
    let is_element = |element: &&&str| element.as_bytes().eq_ignore_ascii_case(name);
    ELEMENTS.iter().find(is_element).copied().filter(|_| ends)
}
