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
    /// How much stands before each block of [`BLOCK`] bytes, so that a position costs the same on a
    /// line of any length.
    blocks: Vec<Counts>,
}

/// Bytes between two counts.
const BLOCK: usize = 1024;

/// How long a text is, in all units but bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    utf16: u32,
    utf32: u32,
}

impl Counts {
    /// Counts the characters that start in these bytes of UTF-8.
    fn of(bytes: &[u8]) -> Self {
        let utf32 = bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32;
        // Characters of four bytes take two units.
        let long = bytes.iter().filter(|&&byte| byte >= 0xf0).count() as u32;
        Self { utf16: utf32 + long, utf32 }
    }

    fn add(&mut self, other: Self) {
        self.utf16 += other.utf16;
        self.utf32 += other.utf32;
    }
}

impl Lines {
    /// Finds the lines of a text.
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(ends_line);
        let starts = std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect();
        let mut before = Counts::default();
        let blocks = bytes.chunks(BLOCK).map(|block| {
            let counts = before;
            before.add(Counts::of(block));
            counts
        });
        Self { starts, blocks: blocks.collect() }
    }

    /// How much of `text`, the text that the lines were found in, stands before a byte offset.
    fn before(&self, text: &str, offset: u32) -> Counts {
        // The end of the text may lie just after the last block.
        let block = (offset as usize / BLOCK).min(self.blocks.len().saturating_sub(1));
        let mut counts = self.blocks.get(block).copied().unwrap_or_default();
        counts.add(Counts::of(&text.as_bytes()[block * BLOCK..offset as usize]));
        counts
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
        let line = self.line(offset);
        let start = self.line_start(line);
        let [before, start_counts] = [offset, start].map(|it| self.lines.before(self.text, it));
        let character = match self.encoding {
            PositionEncoding::Utf8 => offset - start,
            PositionEncoding::Utf16 => before.utf16 - start_counts.utf16,
            PositionEncoding::Utf32 => before.utf32 - start_counts.utf32,
        };
        Position::new(line, character)
    }

    /// The line of a byte offset, from 0.
    pub(super) fn line(self, offset: u32) -> u32 {
        self.lines.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    /// The byte offset at which a line starts, which must be there.
    pub(super) fn line_start(self, line: u32) -> u32 {
        self.lines.starts[line as usize]
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

#[cfg(test)]
mod tests {
    use lsp_types::Position;

    use super::{BLOCK, Lines, PositionEncoding, Positions};

    #[test]
    fn positions_are_right_past_a_block_and_lead_back() {
        for length in [0, 1, BLOCK / 2 - 1, BLOCK / 2, BLOCK] {
            let text = "\u{e9}".repeat(length) + "\u{1f642}x\r\n" + &"\u{1f642}a".repeat(length);
            let lines = Lines::new(&text);
            for (encoding, width) in [
                (PositionEncoding::Utf8, 4),
                (PositionEncoding::Utf16, 2),
                (PositionEncoding::Utf32, 1),
            ] {
                let positions = Positions::new(&text, &lines, encoding);
                let mut expected = Position::new(0, 0);
                for (offset, c) in text.char_indices() {
                    assert_eq!(
                        positions.position(offset as u32),
                        expected,
                        "{length} {encoding:?}"
                    );
                    if c != '\n' {
                        assert_eq!(positions.offset(expected), offset as u32);
                    }
                    expected.character += match c {
                        '\u{1f642}' => width,
                        '\u{e9}' if encoding == PositionEncoding::Utf8 => 2,
                        _ => 1,
                    };
                    if c == '\n' {
                        expected = Position::new(expected.line + 1, 0);
                    }
                }
                assert_eq!(positions.position(text.len() as u32), expected);
            }
        }
    }
}
