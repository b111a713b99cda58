//! The lines round a finding, cut to what fits on a terminal.
//!
//! A paragraph of wikitext is one line, often of thousands of characters. An excerpt keeps, of
//! each line concerned, what stands round the labels, with `…` at the cuts; far lines make
//! separate chunks. Offsets here count bytes of the excerpt, not of the source.

use std::collections::BTreeMap;
use std::ops::Range;

use super::escape::picture;
use crate::text::{LineIndex, Position, Span};

/// What stands where something was cut.
const CUT: char = '…';

/// A place to point at.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// The place in the source; beyond the end of its first line it is not drawn.
    pub(super) span: Span,
    /// What to say there.
    pub(super) text: Option<String>,
}

/// A [`Label`] in the excerpt.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Where it is in the excerpt.
    pub(super) range: Range<usize>,
    /// What to say there.
    pub(super) text: Option<String>,
    /// Where it is in the source.
    position: Position,
}

/// Some lines of the excerpt.
#[derive(Clone, Debug)]
pub(super) struct Window {
    pub(super) range: Range<usize>,
    /// The number of the first line in the source, from 0.
    pub(super) line: usize,
    /// The column in the source, from 0.
    pub(super) column: usize,
    pub(super) line_count: usize,
}

/// Lines of a source, cut to a width.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    text: String,
    /// Runs of lines that follow each other in the source; that of the first label comes first.
    chunks: Vec<Chunk>,
    labels: Vec<Placed>,
}

#[derive(Clone, Debug)]
struct Chunk {
    /// The number of the first line in the source, from 0.
    first: usize,
    /// Where the lines stand in the excerpt, each with its newline.
    lines: Vec<Range<usize>>,
}

impl Excerpt {
    /// The lines of `source` that the labels need, `width` columns wide. The first label is the
    /// one that the finding is about; all others follow in the order given.
    pub(super) fn new(source: &str, index: &LineIndex, labels: &[Label], width: usize) -> Self {
        let mut lines: BTreeMap<usize, Line> = BTreeMap::new();
        for (number, label) in labels.iter().enumerate() {
            let position = index.position(source, label.span.start);
            let at = position.line as usize - 1;
            let range = line_round(source, label.span.start as usize);
            // One line before and one after, where there are any.
            if range.start > 0 {
                lines
                    .entry(at - 1)
                    .or_insert_with(|| Line::new(line_round(source, range.start - 1)));
            }
            if let Some(next) = following(source, range.end) {
                lines.entry(at + 1).or_insert_with(|| Line::new(line_round(source, next)));
            }
            let line = lines.entry(at).or_insert_with(|| Line::new(range.clone()));
            let end = (label.span.end as usize).min(range.end);
            let start = (label.span.start as usize).min(range.end);
            line.labels.push((number, position, start..end.max(start)));
        }

        let mut chunks: Vec<Vec<(usize, Line)>> = Vec::new();
        for (number, line) in lines {
            match chunks.last_mut() {
                Some(chunk) if chunk[chunk.len() - 1].0 + 1 == number => chunk.push((number, line)),
                _ => chunks.push(vec![(number, line)]),
            }
        }
        let is_first =
            |(_, line): &(usize, Line)| line.labels.iter().any(|&(number, ..)| number == 0);
        chunks.sort_by_key(|chunk| !chunk.iter().any(is_first));

        let mut excerpt = Self { text: String::new(), chunks: Vec::new(), labels: Vec::new() };
        let mut placed = vec![None; labels.len()];
        for chunk in chunks {
            let first = chunk[0].0;
            let mut ranges = Vec::new();
            for (_, line) in chunk {
                let start = excerpt.text.len();
                for (number, position, range) in line.write(source, width, &mut excerpt.text) {
                    let text = labels[number].text.clone();
                    placed[number] = Some(Placed { range, text, position });
                }
                excerpt.text.push('\n');
                ranges.push(start..excerpt.text.len());
            }
            excerpt.chunks.push(Chunk { first, lines: ranges });
        }
        excerpt.labels = placed.into_iter().flatten().collect();
        excerpt
    }

    /// The text of all lines.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The labels in the order given.
    pub(super) fn labels(&self) -> &[Placed] {
        &self.labels
    }

    /// The lines that a range covers, with some lines before and after; `None` if the source has
    /// lines between that the excerpt has not.
    pub(super) fn window(
        &self,
        range: Range<usize>,
        before: usize,
        after: usize,
    ) -> Option<Window> {
        let holds = |line: &Range<usize>, at: usize| line.start <= at && at < line.end;
        for chunk in &self.chunks {
            let line_of = |at| chunk.lines.iter().position(|line| holds(line, at));
            let (Some(from), Some(to)) = (line_of(range.start), line_of(range.end)) else {
                continue;
            };
            let column = self
                .labels
                .iter()
                .find(|label| before == 0 && label.range.start == range.start)
                .map_or(0, |label| label.position.column as usize - 1);
            let from = from.saturating_sub(before);
            let to = (to + after).min(chunk.lines.len() - 1);
            let range = chunk.lines[from].start..chunk.lines[to].end;
            return Some(Window {
                range,
                line: chunk.first + from,
                column,
                line_count: to - from + 1,
            });
        }
        None
    }
}

/// One line of the source and the labels on it.
struct Line {
    /// Where it is in the source, without its newline.
    range: Range<usize>,
    /// The number of each label, its position and its place in the source.
    labels: Vec<(usize, Position, Range<usize>)>,
}

impl Line {
    fn new(range: Range<usize>) -> Self {
        Self { range, labels: Vec::new() }
    }

    /// Appends the line to `out`, cut to `width`; yields the labels with their places there.
    fn write(
        self,
        source: &str,
        width: usize,
        out: &mut String,
    ) -> Vec<(usize, Position, Range<usize>)> {
        let pieces = self.pieces(source, width);
        let mut placed = Vec::new();
        let mut done = self.range.start;
        for piece in &pieces {
            if piece.start > done {
                out.push(CUT);
            }
            let start = out.len();
            out.extend(source[piece.clone()].chars().map(picture));
            let place = |at: usize| {
                let before = &source[piece.start..at.clamp(piece.start, piece.end)];
                start + before.chars().map(|c| picture(c).len_utf8()).sum::<usize>()
            };
            for (number, position, range) in &self.labels {
                if piece.start <= range.start && range.start <= piece.end {
                    placed.push((*number, *position, place(range.start)..place(range.end)));
                }
            }
            done = piece.end;
        }
        if done < self.range.end {
            out.push(CUT);
        }
        placed
    }

    /// What is kept of the line: all of it if it fits, else the beginning, or what stands round
    /// each label.
    fn pieces(&self, source: &str, width: usize) -> Vec<Range<usize>> {
        let Range { start, end } = self.range;
        let fits = forward(source, start..end, width);
        if fits == end {
            return vec![self.range.clone()];
        }
        if self.labels.is_empty() {
            let beginning = start..forward(source, start..end, width - 1);
            return vec![beginning];
        }
        let share = (width / self.labels.len()).max(24);
        let mut places: Vec<&Range<usize>> = self.labels.iter().map(|(.., range)| range).collect();
        places.sort_by_key(|range| range.start);
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for place in places {
            // Most of the room shows the place itself, and what is left the text on both sides.
            let shown = forward(source, place.clone(), share * 2 / 3);
            let used = columns(&source[place.start..shown]);
            let from = backward(source, start..place.start, (share - used) / 2);
            let to =
                forward(source, shown..end, share - used - columns(&source[from..place.start]));
            match pieces.last_mut() {
                Some(last) if from <= last.end + CUT.len_utf8() => last.end = last.end.max(to),
                _ => pieces.push(from..to),
            }
        }
        pieces
    }
}

/// The line that holds an offset, without its newline (LF or CR LF).
fn line_round(source: &str, at: usize) -> Range<usize> {
    let bytes = source.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |newline| at + newline);
    start..(if source[start..end].ends_with('\r') { end - 1 } else { end })
}

/// The start of the next line, if there is one with something on it or a newline.
fn following(source: &str, line_end: usize) -> Option<usize> {
    let newline = memchr::memchr(b'\n', &source.as_bytes()[line_end..])?;
    let next = line_end + newline + 1;
    (next < source.len()).then_some(next)
}

/// The end of the text from the start of `range` that fits into so many columns.
fn forward(source: &str, range: Range<usize>, columns: usize) -> usize {
    let mut left = columns;
    for (at, c) in source[range.clone()].char_indices() {
        match left.checked_sub(column_count(c)) {
            Some(rest) => left = rest,
            None => return range.start + at,
        }
    }
    range.end
}

/// The start of the text up to the end of `range` that fits into so many columns.
fn backward(source: &str, range: Range<usize>, columns: usize) -> usize {
    let mut left = columns;
    for (at, c) in source[range.clone()].char_indices().rev() {
        match left.checked_sub(column_count(c)) {
            Some(rest) => left = rest,
            None => return range.start + at + c.len_utf8(),
        }
    }
    range.start
}

fn columns(text: &str) -> usize {
    text.chars().map(column_count).sum()
}

/// About how many columns a terminal gives a character: two for most of East Asia.
fn column_count(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'.. => 2,
        _ => 1,
    }
}
