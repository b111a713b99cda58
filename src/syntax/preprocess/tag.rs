//! What starts with `<`: comments, extension tags and inclusion tags.

use memchr::memmem;

use super::{Barrier, Piece, PieceKind, Preprocessor};
use crate::site::Site;
use crate::syntax::error::{SyntaxError, SyntaxErrorKind};
use crate::syntax::lex::blank_len;
use crate::text::Span;

/// Tags that do nothing on the page itself, with or without a slash.
const INCLUSION_TAGS: [&str; 2] = ["noinclude", "onlyinclude"];

/// Searches that go forward only and remember what they found, so that a page of start tags
/// without ends is not searched once for each.
pub(super) struct TagSearch {
    /// The result of the last search for `>`.
    greater: Found,
    /// For each extension tag, and after them for `includeonly`, the last end tag found.
    ends: Vec<Found>,
    /// First letters of the names to look for, in lower case.
    first_letters: [bool; 256],
}

/// The result of a search: the first match at or after `from`.
#[derive(Clone, Copy, Default)]
struct Found {
    searched: bool,
    from: u32,
    at: Option<Span>,
}

impl Found {
    /// The first match at or after `from`: the last one found if it is still ahead, else what
    /// `search` finds.
    fn next(&mut self, from: u32, search: impl FnOnce() -> Option<Span>) -> Option<Span> {
        let still_ahead = self.at.is_none_or(|at| at.start >= from);
        if !(self.searched && self.from <= from && still_ahead) {
            *self = Self { searched: true, from, at: search() };
        }
        self.at
    }
}

impl TagSearch {
    pub(super) fn new(site: &Site) -> Self {
        let mut first_letters = [false; 256];
        for name in site.extension_tags.iter().map(|tag| tag.name.as_str()).chain(["includeonly"]) {
            let first = name.as_bytes().first().copied().unwrap_or_default();
            first_letters[first.to_ascii_lowercase() as usize] = true;
            first_letters[first.to_ascii_uppercase() as usize] = true;
        }
        let ends = vec![Found::default(); site.extension_tags.len() + 1];
        Self { greater: Found::default(), ends, first_letters }
    }
}

impl Preprocessor<'_> {
    pub(super) fn less(&mut self) {
        let start = self.tokens[self.next].start;
        let rest = &self.source[start as usize + 1..self.limit as usize];
        if rest.starts_with(b"!--") {
            self.comment(start);
        } else if let Some(name_len) = inclusion_tag(rest) {
            self.inclusion_tag(start, name_len);
        } else if rest.first() == Some(&b'/') {
            self.stray_end_tag(start);
        } else if !rest.first().is_some_and(|&first| self.tags.first_letters[first as usize]) {
            self.next += 1;
        } else if is_tag(rest, "includeonly") {
            self.element(start, "includeonly".len(), None);
        } else if let Some(tag) =
            self.site.extension_tags.iter().position(|tag| is_tag(rest, &tag.name))
        {
            self.element(start, self.site.extension_tags[tag].name.len(), Some(tag));
        } else {
            self.next += 1;
        }
    }

    /// `<!-- … -->`. A line that holds comments and white space alone goes with them, newline
    /// included, so that it does not end a paragraph.
    fn comment(&mut self, start: u32) {
        let Some(end) = comment_end(self.source, start, self.limit) else {
            let span = Span::new(start, start + 4);
            let kind = SyntaxErrorKind::UnclosedComment;
            self.pieces.errors.push(SyntaxError { span, kind, swallowed: None });
            self.add_opaque(start, start, self.limit, PieceKind::Comment);
            return;
        };
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
        let before = &self.source[..start as usize];
        let blank_start = start - before.iter().rev().take_while(blank).count() as u32;
        let blank_end = |at: u32| at + blank_len(&self.source[at as usize..]) as u32;
        let barrier_start = self
            .barriers
            .last()
            .map_or(0, |barrier| self.pieces.list[barrier.piece as usize].body_start);
        let starts_line =
            blank_start > barrier_start && self.source[blank_start as usize - 1] == b'\n';
        // The comments of this line, as far as nothing but blanks stands between them. Only the
        // first of a line looks ahead, so that a line of comments is not read once for each.
        let (mut line_end, mut last_start) = (blank_end(end), start);
        while starts_line
            && self.source[line_end as usize..].starts_with(b"<!--")
            && let Some(end) = comment_end(self.source, line_end, self.limit)
        {
            last_start = line_end;
            line_end = blank_end(end);
        }
        self.pieces.steps += u64::from(line_end - start);
        let newline_len = newline_len(&self.source[line_end as usize..self.limit as usize]);
        let takes_line = starts_line && newline_len > 0;
        let (first, last) =
            if takes_line { (blank_start, line_end + newline_len) } else { (start, end) };
        if let Some(top) = self.top() {
            if top.comment_end != blank_start {
                top.comment_start = blank_start;
            }
            top.comment_end = last;
        }
        if takes_line {
            self.take_comment_line(start, first, last_start, last);
            self.line_start(last);
        } else {
            self.add_opaque(first, first, last, PieceKind::Comment);
        }
    }

    /// Makes pieces of the comments of a line. Each one but the last ends where the next starts.
    fn take_comment_line(&mut self, opening: u32, first: u32, last_start: u32, last: u32) {
        let (mut start, mut opening) = (first, opening);
        while opening < last_start {
            let end = comment_end(self.source, opening, self.limit).unwrap_or(last_start);
            let end = end + blank_len(&self.source[end as usize..]) as u32;
            self.add_opaque(start, opening, end, PieceKind::Comment);
            (start, opening) = (end, end);
        }
        self.add_opaque(start, opening, last, PieceKind::Comment);
    }

    fn inclusion_tag(&mut self, start: u32, name_len: usize) {
        match self.find_greater(start + 1 + name_len as u32) {
            Some(greater) => self.add_opaque(start, start, greater + 1, PieceKind::Inclusion),
            None => self.next += 1,
        }
    }

    /// An extension tag, or `<includeonly>` for no `tag`.
    fn element(&mut self, start: u32, name_len: usize, tag: Option<usize>) {
        let kind = tag.map_or(PieceKind::Inclusion, |tag| PieceKind::Extension(tag as u16));
        let Some(greater) = self.find_greater(start + 1 + name_len as u32) else {
            self.next += 1;
            return;
        };
        let body_start = greater + 1;
        if self.source[greater as usize - 1] == b'/' {
            self.add_opaque(start, start, body_start, kind);
            return;
        }
        let end_tag = self.find_end_tag(body_start, tag);
        let (body_end, end) = match (end_tag, tag) {
            (Some(end_tag), _) => (end_tag.start, end_tag.end),
            (None, Some(_)) => {
                let span = Span::new(start, body_start);
                let kind = SyntaxErrorKind::UnclosedExtensionTag;
                self.pieces.errors.push(SyntaxError { span, kind, swallowed: None });
                self.next = self.first_token_from(body_start);
                return;
            }
            (None, None) => {
                let span = Span::new(start, body_start);
                let kind = SyntaxErrorKind::UnclosedIncludeonly;
                self.pieces.errors.push(SyntaxError { span, kind, swallowed: None });
                (self.limit, self.limit)
            }
        };
        let token = self.next as u32;
        if !tag.is_some_and(|tag| self.site.extension_tags[tag].wikitext) {
            self.next = self.first_token_from(end);
            let piece = self.opaque(start, end, body_start, body_end, kind);
            self.add_piece(token, piece);
            return;
        }
        let piece = self.opaque(start, end, body_start, body_end, kind);
        let by_line = tag.is_some_and(|tag| self.site.extension_tags[tag].name == "gallery");
        let barrier = Barrier {
            outer_outside: self.outside,
            outer_limit: self.limit,
            piece: self.pieces.list.len() as u32,
            by_line,
        };
        self.add_piece(token, piece);
        self.barriers.push(barrier);
        self.outside = self.stack.len();
        self.limit = if by_line { self.line_end(body_start, body_end) } else { body_end };
        self.next = self.first_token_from(body_start);
        self.line_start(body_start);
    }

    fn stray_end_tag(&mut self, start: u32) {
        let rest = &self.source[start as usize + 2..self.limit as usize];
        let end = self.site.extension_tags.iter().find_map(|tag| end_tag_len(rest, &tag.name));
        if let Some(len) = end {
            let span = Span::new(start, start + 2 + len as u32);
            let kind = SyntaxErrorKind::StrayExtensionEndTag;
            self.pieces.errors.push(SyntaxError { span, kind, swallowed: None });
        }
        self.next += 1;
    }

    fn opaque(
        &self,
        start: u32,
        end: u32,
        body_start: u32,
        body_end: u32,
        kind: PieceKind,
    ) -> Piece {
        let next_token = self.next as u32;
        Piece { kind, at_line_start: false, start, end, body_start, body_end, next_token }
    }

    /// Adds a piece whose content is not wikitext. Its `<` stands at `opening`.
    fn add_opaque(&mut self, start: u32, opening: u32, end: u32, kind: PieceKind) {
        let token = self.first_token_from(opening) as u32;
        self.next = token as usize;
        self.next = self.first_token_from(end);
        let piece = self.opaque(start, end, end, end, kind);
        self.add_piece(token, piece);
    }

    /// The next `>` at or after `from`, before the limit.
    fn find_greater(&mut self, from: u32) -> Option<u32> {
        let (source, steps) = (self.source, &mut self.pieces.steps);
        let at = self.tags.greater.next(from, || {
            let at = memchr::memchr(b'>', &source[from as usize..])
                .map(|at| Span::new(from + at as u32, from + at as u32 + 1));
            *steps += u64::from(at.map_or(source.len() as u32, |at| at.end) - from);
            at
        });
        at.map(|at| at.start).filter(|&at| at < self.limit)
    }

    /// The next end tag at or after `from`, before the limit.
    fn find_end_tag(&mut self, from: u32, tag: Option<usize>) -> Option<Span> {
        let (index, name) = match tag {
            Some(tag) => (tag, self.site.extension_tags[tag].name.as_str()),
            None => (self.site.extension_tags.len(), "includeonly"),
        };
        let (source, steps) = (self.source, &mut self.pieces.steps);
        let at = self.tags.ends[index].next(from, || {
            let text = &source[from as usize..];
            let at = memchr::memchr_iter(b'<', text).find_map(|at| {
                let len = end_tag_len(text[at + 1..].strip_prefix(b"/")?, name)?;
                let start = from + at as u32;
                Some(Span::new(start, start + 2 + len as u32))
            });
            *steps += u64::from(at.map_or(source.len() as u32, |at| at.end) - from);
            at
        });
        at.filter(|at| at.end <= self.limit)
    }
}

/// PHP's `\s`.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Whether the text after a `<` is a tag of this name: white space, `/>` or `>` follows.
fn is_tag(rest: &[u8], name: &str) -> bool {
    rest.len() > name.len()
        && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        && match rest[name.len()] {
            b'>' => true,
            b'/' => rest.get(name.len() + 1) == Some(&b'>'),
            byte => is_space(byte),
        }
}

/// The length of the name, slash included, if the text after a `<` is an inclusion tag.
fn inclusion_tag(rest: &[u8]) -> Option<usize> {
    let slash = usize::from(rest.first() == Some(&b'/'));
    let name = INCLUSION_TAGS.iter().find(|name| is_tag(&rest[slash..], name))?;
    Some(slash + name.len())
}

/// How long `name >` is, if the text after a `</` is that.
fn end_tag_len(rest: &[u8], name: &str) -> Option<usize> {
    if rest.len() <= name.len() || !rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
        return None;
    }
    let spaces = rest[name.len()..].iter().take_while(|&&byte| is_space(byte)).count();
    let len = name.len() + spaces + 1;
    (rest.get(len - 1) == Some(&b'>')).then_some(len)
}

/// Where the comment that starts at `start` ends; `None` if it does not.
fn comment_end(source: &[u8], start: u32, limit: u32) -> Option<u32> {
    let from = start as usize + 4;
    let text = source.get(from..limit as usize)?;
    memmem::find(text, b"-->").map(|at| (from + at + 3) as u32)
}

/// The length of the newline that `text` starts with, or 0.
fn newline_len(text: &[u8]) -> u32 {
    if text.starts_with(b"\n") {
        1
    } else if text.starts_with(b"\r\n") {
        2
    } else {
        0
    }
}
