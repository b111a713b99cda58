//! Places of a page as the protocol counts them.
//!
//! Our own, for the kept crates for it know no line that a lone carriage return ends, as the
//! protocol has it, or tie a fixed encoding to their types.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::Span;

/// In what units a client counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PositionEncoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, two of them for a character beyond the basic plane. The protocol's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl PositionEncoding {
    /// The first that the client offers of those we know; it lists them in its order of preference.
    pub(super) fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Self {
        let known = |kind: &PositionEncodingKind| match kind {
            PositionEncodingKind::UTF8 => Some(Self::Utf8),
            PositionEncodingKind::UTF16 => Some(Self::Utf16),
            PositionEncodingKind::UTF32 => Some(Self::Utf32),
            PositionEncodingKind::Custom(_) => None,
        };
        offered.unwrap_or_default().iter().find_map(known).unwrap_or_default()
    }

    /// What the protocol calls it.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units a text has.
    pub(super) fn count(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        }
    }

    /// How many bytes the first `units` of a text take; all of them if it has fewer, and a
    /// character of which only a part is meant is left out.
    fn bytes(self, text: &str, units: usize) -> usize {
        if self == Self::Utf8 {
            return text.floor_char_boundary(units);
        }
        let mut left = units;
        for (at, c) in text.char_indices() {
            let width = if self == Self::Utf16 { c.len_utf16() } else { 1 };
            match left.checked_sub(width) {
                Some(rest) if left > 0 => left = rest,
                _ => return at,
            }
        }
        text.len()
    }
}

/// Where the lines of a text start, in bytes. A line ends with LF, CR LF or CR.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Finds the lines of a text.
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(ends_line);
        Self { starts: std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect() }
    }
}

/// Turns byte offsets of a text into positions, and back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Positions<'a> {
    text: &'a str,
    lines: &'a Lines,
    encoding: PositionEncoding,
}

impl<'a> Positions<'a> {
    /// The positions of `text`, of which `lines` are the lines.
    pub(super) fn new(text: &'a str, lines: &'a Lines, encoding: PositionEncoding) -> Self {
        Self { text, lines, encoding }
    }

    /// The position of a byte offset.
    pub(super) fn position(self, offset: u32) -> Position {
        let line = self.lines.starts.partition_point(|&start| start <= offset) - 1;
        let before = Span::new(self.lines.starts[line], offset).of(self.text);
        Position::new(line as u32, self.encoding.count(before) as u32)
    }

    /// The byte offset of a position. Beyond the end of its line, that is the end of the line, and
    /// beyond the last line, the end of the text.
    pub(super) fn offset(self, at: Position) -> u32 {
        let starts = &self.lines.starts;
        let Some(&start) = starts.get(at.line as usize) else { return self.text.len() as u32 };
        let end = starts.get(at.line as usize + 1).map_or(self.text.len() as u32, |&end| end);
        let line = Span::new(start, end).of(self.text).trim_end_matches(['\r', '\n']);
        start + self.encoding.bytes(line, at.character as usize) as u32
    }

    /// The range of a span.
    pub(super) fn range(self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The span of a range; the other way round if the range is.
    pub(super) fn span(self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }
}
