//! The first stage: which braces, comments and extension tags match.
//!
//! It follows MediaWiki's preprocessor: one scan from left to right with a stack of what is open.
//! A run of braces is one entry with a count; each closing run takes three or two braces from its
//! right end. `[[` is an entry too, and while it is on top no `}}` is looked for: that is why one
//! lost bracket can undo a template. A line that starts with `=` is an entry until its end. What
//! is still open at the end is plain text.
//!
//! An entry closes only when it is on top, so what never closes holds nothing that is still open;
//! nothing is ever undone or scanned again. The content of an extension tag that is wikitext is
//! processed on the spot, behind a barrier that ends with it, instead of by a call: MediaWiki
//! starts a new preprocessor there, and the result is the same.
//!
//! Matched places are written into the tokens: a piece's first token becomes
//! [`TokenKind::Piece`], its separators [`TokenKind::ArgumentPipe`] and the like.

mod heading;
mod piece;
mod tag;

pub(crate) use piece::{HeadingLine, Piece, PieceKind, Pieces};

use super::error::{SyntaxError, SyntaxErrorKind};
use super::lex::{NO_PAYLOAD, Token, TokenKind, first_line};
use crate::site::Site;
use crate::text::Span;

/// Matches what can be matched in `tokens`, the tokens of `source`, and describes it in `pieces`.
pub(crate) fn preprocess(source: &str, site: &Site, tokens: &mut [Token], pieces: &mut Pieces) {
    pieces.list.clear();
    pieces.headings.clear();
    pieces.errors.clear();
    pieces.steps = 0;
    let mut preprocessor = Preprocessor {
        source: source.as_bytes(),
        site,
        tokens,
        pieces,
        stack: Vec::new(),
        barriers: Vec::new(),
        outside: 0,
        limit: source.len() as u32,
        next: 0,
        consumed: 0,
        tags: tag::TagSearch::new(site),
    };
    preprocessor.run(first_line(source));
}

struct Preprocessor<'a> {
    source: &'a [u8],
    site: &'a Site,
    tokens: &'a mut [Token],
    pieces: &'a mut Pieces,
    stack: Vec<Open>,
    barriers: Vec<Barrier>,
    /// How many entries of the stack lie outside the innermost barrier.
    outside: usize,
    /// Where the innermost barrier ends, or the source.
    limit: u32,
    /// The next token to look at.
    next: usize,
    /// A `-` before this offset belongs to a `}-` that was taken.
    consumed: u32,
    tags: tag::TagSearch,
}

/// The end of an extension tag's content that is wikitext.
#[derive(Clone, Copy)]
struct Barrier {
    /// [`Preprocessor::outside`] and [`Preprocessor::limit`] outside it.
    outer_outside: usize,
    outer_limit: u32,
    piece: u32,
    /// Whether each line of the content stands alone, as in a gallery.
    by_line: bool,
}

/// Something open, waiting for its end.
struct Open {
    kind: OpenKind,
    /// How many opening characters are still unmatched, or how many `=` start the line.
    count: u32,
    /// The token of the first opening character.
    token: u32,
    start: u32,
    /// The last `|` or `=` found for this entry; each separator's payload names the one before.
    last_separator: u32,
    has_pipe: bool,
    /// Whether the current part has its `=`.
    has_equals: bool,
    /// The first closing braces met while this entry kept them from matching.
    swallowed: Option<Span>,
    /// The white space before the last run of comments, and the end of that run.
    comment_start: u32,
    comment_end: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenKind {
    Braces,
    /// `{{` after a `-`, where a left-over `{` makes `-{`.
    DashBraces,
    /// `-{`.
    Variant,
    Brackets,
    Heading,
}

impl OpenKind {
    /// Whether a `|` in it would separate parts. Those of `-{` are not kept.
    fn has_parts(self) -> bool {
        matches!(self, Self::Braces | Self::DashBraces | Self::Variant)
    }
}

impl Open {
    fn new(kind: OpenKind, count: u32, token: usize, start: u32) -> Self {
        Self {
            kind,
            count,
            token: token as u32,
            start,
            last_separator: NO_PAYLOAD,
            has_pipe: false,
            has_equals: false,
            swallowed: None,
            comment_start: 0,
            comment_end: u32::MAX,
        }
    }
}

impl Preprocessor<'_> {
    fn run(&mut self, first_line: u32) {
        self.line_start(first_line);
        loop {
            let token = self.tokens[self.next];
            self.pieces.steps += 1;
            if token.start >= self.limit {
                if !self.reach_limit() {
                    return;
                }
                continue;
            }
            match token.kind() {
                TokenKind::Newline => self.newline(),
                TokenKind::OpenBrace => self.open_braces(),
                TokenKind::CloseBrace => self.close_brace(),
                TokenKind::OpenBracket => self.open_brackets(),
                TokenKind::CloseBracket => self.close_brackets(),
                TokenKind::Pipe => self.pipe(),
                TokenKind::Equals => self.equals(),
                TokenKind::Less => self.less(),
                _ => self.next += 1,
            }
        }
    }

    /// The entry on top, if it lies within the innermost barrier.
    fn top(&mut self) -> Option<&mut Open> {
        if self.stack.len() > self.outside { self.stack.last_mut() } else { None }
    }

    /// How many tokens of this kind, each a byte long, stand in a row from the next one on, up to
    /// `most`.
    fn run_length(&mut self, kind: TokenKind, most: u32) -> u32 {
        let run = &self.tokens[self.next..];
        let places = run[0].start..run[0].start.saturating_add(most);
        let is_next = |(token, at): &(&Token, u32)| token.start == *at && token.kind() == kind;
        let length = run.iter().zip(places).take_while(is_next).count() as u32;
        self.pieces.steps += u64::from(length);
        length
    }

    fn pipe(&mut self) {
        let index = self.next;
        self.next += 1;
        if let Some(top) = self.top()
            && top.kind.has_parts()
        {
            let before = std::mem::replace(&mut top.last_separator, index as u32);
            top.has_pipe = true;
            top.has_equals = false;
            self.tokens[index].set(TokenKind::Pipe, before);
        }
    }

    /// Whether an `=` here would end the name of an argument.
    fn finds_equals(&mut self) -> bool {
        self.top().is_some_and(|top| top.kind.has_parts() && top.has_pipe && !top.has_equals)
    }

    fn equals(&mut self) {
        let index = self.next;
        self.next += 1;
        if self.finds_equals()
            && let Some(top) = self.top()
        {
            let before = std::mem::replace(&mut top.last_separator, index as u32);
            top.has_equals = true;
            self.tokens[index].set(TokenKind::Equals, before);
        }
    }

    fn open_braces(&mut self) {
        let count = self.run_length(TokenKind::OpenBrace, u32::MAX);
        let start = self.tokens[self.next].start;
        let after_dash = self.site.language_variants
            && start > self.consumed
            && self.source[..start as usize].last() == Some(&b'-');
        let kind = match (after_dash, count) {
            (true, 1) => Some(OpenKind::Variant),
            (false, 1) => None,
            (true, _) => Some(OpenKind::DashBraces),
            (false, _) => Some(OpenKind::Braces),
        };
        if let Some(kind) = kind {
            self.stack.push(Open::new(kind, count, self.next, start));
        }
        self.next += count as usize;
    }

    fn close_brace(&mut self) {
        let next_byte = |at: u32, source: &[u8]| source.get(at as usize + 1).copied();
        let at = self.tokens[self.next].start;
        let followed_by_dash = next_byte(at, self.source) == Some(b'-');
        let Some(top) = self.top() else {
            self.next += 1;
            return;
        };
        match top.kind {
            OpenKind::Braces | OpenKind::DashBraces => self.close_braces(),
            OpenKind::Variant => {
                self.next += 1;
                if followed_by_dash {
                    self.stack.pop();
                    self.consumed = at + 2;
                }
            }
            OpenKind::Brackets | OpenKind::Heading => {
                let run = self.run_length(TokenKind::CloseBrace, u32::MAX);
                self.next += run as usize;
                if run >= 2
                    && let Some(top) = self.top()
                {
                    top.swallowed.get_or_insert(Span::new(at, at + 2));
                }
            }
        }
    }

    fn close_braces(&mut self) {
        let Some(top) = self.stack.last() else { return };
        let (available, first, separator) = (top.count, top.token, top.last_separator);
        let matched = match self.run_length(TokenKind::CloseBrace, available.min(3)) {
            0 | 1 => {
                self.next += 1;
                return;
            }
            2 => 2,
            _ => 3,
        };
        let start = self.tokens[(first + available - matched) as usize].start;
        let body_end = self.tokens[self.next].start;
        let run_start = self.tokens[first as usize].start as usize;
        let whole_run = matched == available;
        self.mark_separators(separator);
        self.next += matched as usize;
        let piece = Piece {
            kind: if matched == 2 { PieceKind::Template } else { PieceKind::Parameter },
            at_line_start: whole_run && self.source[..run_start].last() == Some(&b'\n'),
            start,
            end: body_end + matched,
            body_start: start + matched,
            body_end,
            next_token: self.next as u32,
        };
        self.add_piece(first + available - matched, piece);
        self.reduce_top(matched);
    }

    /// Takes `matched` characters from the right of the entry on top. It stays open while enough
    /// are left.
    fn reduce_top(&mut self, matched: u32) {
        let Some(top) = self.stack.last_mut() else { return };
        top.count -= matched;
        top.last_separator = NO_PAYLOAD;
        top.has_pipe = false;
        top.has_equals = false;
        top.comment_end = u32::MAX;
        if top.count == 1 && top.kind == OpenKind::DashBraces {
            top.kind = OpenKind::Variant;
        } else if top.count < 2 {
            self.stack.pop();
        }
    }

    /// Rewrites the separators of a closed piece, from the last one back.
    fn mark_separators(&mut self, last: u32) {
        let mut at = last;
        let mut named = false;
        while at != NO_PAYLOAD {
            self.pieces.steps += 1;
            let token = &mut self.tokens[at as usize];
            at = token.payload();
            if token.kind() == TokenKind::Equals {
                token.set(TokenKind::ArgumentEquals, 0);
                named = true;
            } else {
                let kind = if std::mem::take(&mut named) {
                    TokenKind::NamedArgumentPipe
                } else {
                    TokenKind::ArgumentPipe
                };
                token.set(kind, 0);
            }
        }
    }

    fn add_piece(&mut self, token: u32, piece: Piece) {
        let index = self.pieces.list.len() as u32;
        self.pieces.list.push(piece);
        self.tokens[token as usize].set(TokenKind::Piece, index);
    }

    fn open_brackets(&mut self) {
        let count = self.run_length(TokenKind::OpenBracket, u32::MAX);
        if count >= 2 {
            let start = self.tokens[self.next].start;
            self.stack.push(Open::new(OpenKind::Brackets, count, self.next, start));
        }
        self.next += count as usize;
    }

    fn close_brackets(&mut self) {
        let available = match self.top() {
            Some(top) if top.kind == OpenKind::Brackets => top.count,
            _ => 0,
        };
        if available >= 2 && self.run_length(TokenKind::CloseBracket, 2) == 2 {
            self.next += 2;
            self.reduce_top(2);
        } else {
            self.next += 1;
        }
    }

    /// Handles the end of the innermost barrier, or of the source; false at the latter.
    fn reach_limit(&mut self) -> bool {
        if self.top().is_some_and(|top| top.kind == OpenKind::Heading) {
            self.end_heading(self.limit);
        }
        for open in self.stack.drain(self.outside..) {
            let kind = match open.kind {
                OpenKind::Braces | OpenKind::DashBraces => SyntaxErrorKind::UnclosedTemplate,
                OpenKind::Brackets => SyntaxErrorKind::UnclosedLink,
                OpenKind::Variant | OpenKind::Heading => continue,
            };
            let span = Span::new(open.start, open.start + open.count);
            self.pieces.errors.push(SyntaxError { span, kind, swallowed: open.swallowed });
        }
        let Some(&barrier) = self.barriers.last() else { return false };
        let body_end = self.pieces.list[barrier.piece as usize].body_end;
        if barrier.by_line && self.limit < body_end {
            self.limit = self.line_end(self.limit + 1, body_end);
            return true;
        }
        self.barriers.pop();
        self.limit = barrier.outer_limit;
        self.outside = barrier.outer_outside;
        self.next = self.first_token_from(self.pieces.list[barrier.piece as usize].end);
        self.pieces.list[barrier.piece as usize].next_token = self.next as u32;
        true
    }

    /// Where the line that `from` lies in ends, at most at `limit`.
    fn line_end(&mut self, from: u32, limit: u32) -> u32 {
        let rest = &self.source[from as usize..limit as usize];
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len()) as u32;
        self.pieces.steps += u64::from(len);
        // A newline token starts at the carriage return, if there is one.
        from + len - u32::from(rest[..len as usize].ends_with(b"\r"))
    }

    /// The first token that starts at or after `offset`, from the next one on.
    fn first_token_from(&mut self, offset: u32) -> usize {
        let mut index = self.next;
        while self.tokens[index].start < offset {
            index += 1;
        }
        self.pieces.steps += (index - self.next) as u64;
        index
    }
}
