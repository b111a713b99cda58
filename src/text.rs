//! Source text: byte spans, and lines and columns for people.

/// The largest source that can be parsed, in bytes (512 MiB).
///
/// Tokens keep a 27-bit index of the constructs found so far, each at least four bytes long.
pub const MAX_SOURCE_BYTES: usize = 1 << 29;

/// A half-open range of bytes in the source, counted from 0; both ends lie on character
/// boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end`.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text that the span covers.
    ///
    /// # Panics
    /// If the span does not belong to `source`.
    pub fn of(self, source: &str) -> &str {
        &source[self.start as usize..self.end as usize]
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A place as people count: line and column from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1. Lines end with LF or CR LF.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
}

/// Where each line of a source starts: turns byte offsets into [`Position`]s.
#[derive(Clone, Debug)]
pub struct LineIndex {
    line_starts: Vec<u32>,
    /// How many characters stand before each block of [`BLOCK`] bytes, so that a column costs the
    /// same on a line of any length.
    characters: Vec<u32>,
}

/// Bytes between two counts of characters. The counts take 3% of what the source does.
const BLOCK: usize = 128;

impl LineIndex {
    /// Finds the lines of `source`.
    pub fn new(source: &str) -> Self {
        let newlines = memchr::memchr_iter(b'\n', source.as_bytes());
        let line_starts = std::iter::once(0).chain(newlines.map(|at| at as u32 + 1)).collect();
        let blocks = source.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let count = *before;
            *before += count_characters(block);
            Some(count)
        });
        Self { line_starts, characters: blocks.collect() }
    }

    /// The position of a byte offset of `source`, the text that this index was made from.
    pub fn position(&self, source: &str, offset: u32) -> Position {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let line_start = self.line_start(offset);
        let before = |offset| self.characters_before(source, offset);
        let column = before(offset) - before(line_start) + 1;
        Position { line: line as u32, column }
    }

    /// The offset at which the line of this byte offset starts.
    pub fn line_start(&self, offset: u32) -> u32 {
        self.line_starts[self.line_starts.partition_point(|&start| start <= offset) - 1]
    }

    fn characters_before(&self, source: &str, offset: u32) -> u32 {
        // The end of the source may lie just after the last block.
        let block = (offset as usize / BLOCK).min(self.characters.len().saturating_sub(1));
        let rest = &source.as_bytes()[block * BLOCK..offset as usize];
        self.characters.get(block).map_or(0, |before| before + count_characters(rest))
    }

    /// Where a line, counted from 1, starts, in bytes from 0.
    ///
    /// # Panics
    /// If there is no such line.
    pub fn start(&self, line: u32) -> u32 {
        self.line_starts[line as usize - 1]
    }

    /// How many lines there are: one more than there are newlines.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }
}

/// Characters that start in these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

/// A table that tells of each byte whether it is one of some: one look instead of a comparison for
/// each of them.
macro_rules! byte_table {
    (|$byte:ident| $is_one:expr) => {{
        let mut table = [false; 256];
        let mut index = 0;
        while index < table.len() {
            let $byte = index as u8;
            table[index] = $is_one;
            index += 1;
        }
        table
    }};
}

pub(crate) use byte_table;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_right_past_a_block() {
        for length in [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK] {
            let source = "é".repeat(length) + "x\n" + &"ü".repeat(length);
            let index = LineIndex::new(&source);
            for (column, (offset, c)) in source.char_indices().enumerate() {
                let position = index.position(&source, offset as u32);
                let expected = if column > length + 1 { column - length - 1 } else { column + 1 };
                assert_eq!(position.column as usize, expected, "at {offset}, {c:?}");
            }
            assert_eq!(index.position(&source, source.len() as u32).column as usize, length + 1);
        }
    }

    #[test]
    fn columns_count_characters_and_lines_end_at_lf() {
        let source = "aé\r\n🙂b\n";
        let index = LineIndex::new(source);
        let at = |offset| index.position(source, offset);
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(3), Position { line: 1, column: 3 });
        assert_eq!(at(5), Position { line: 2, column: 1 });
        assert_eq!(at(9), Position { line: 2, column: 2 });
        assert_eq!(at(11), Position { line: 3, column: 1 });
        assert_eq!(index.line_count(), 3);
    }
}
