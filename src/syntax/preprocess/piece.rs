//! What the preprocessor finds.

use crate::syntax::error::SyntaxError;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// `{{…}}`.
    Template,
    /// `{{{…}}}`.
    Parameter,
    /// A comment, with the white space that it takes with it.
    Comment,
    /// An extension tag; the number is its place in the site's list.
    Extension(u16),
    /// `<noinclude>` and its kin, or a whole `<includeonly>` element.
    Inclusion,
}

/// A matched construct that hides its content from what surrounds it. All offsets are in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    /// Whether a template starts a line (`lineStart` in MediaWiki's XML).
    pub(crate) at_line_start: bool,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where the content starts: after `{{`, or after the start tag.
    pub(crate) body_start: u32,
    /// Where the content ends; before `}}`, or before the end tag.
    pub(crate) body_end: u32,
    /// The first token that starts at or after `end`. Between the two there may be text.
    pub(crate) next_token: u32,
}

impl Piece {
    /// Whether an extension tag ends with `/>` and so has no content, not even an empty one.
    pub(crate) fn is_self_closing(&self) -> bool {
        self.body_start == self.end
    }
}

/// A line that MediaWiki's preprocessor takes for a heading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadingLine {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) level: u8,
}

/// The result of preprocessing, beside the rewritten tokens. Kept between pages to reuse memory.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    /// In the order in which they were closed; a [`super::super::lex::TokenKind::Piece`] token
    /// holds an index into it.
    pub(crate) list: Vec<Piece>,
    /// Heading lines of the page itself, in the order in which they ended.
    pub(crate) headings: Vec<HeadingLine>,
    pub(crate) errors: Vec<SyntaxError>,
    /// How many elementary steps were taken; tests hold it to a multiple of the input's length.
    pub(crate) steps: u64,
}
