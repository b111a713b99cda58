//! What all parts of the report of one file share: places and their names.

use xxhash_rust::xxh3::xxh3_64;

use crate::report::FileReport;
use crate::text::{LineIndex, Position};

/// One file on its way into HTML.
pub(super) struct Page<'a> {
    /// What was found.
    pub(super) report: &'a FileReport<'a>,
    /// What all names of places in this file start with.
    pub(super) id: String,
    /// The lines of the source.
    pub(super) lines: LineIndex,
}

impl<'a> Page<'a> {
    pub(super) fn new(report: &'a FileReport<'a>) -> Self {
        Self { report, id: id(report.path), lines: LineIndex::new(report.source) }
    }

    /// The place of a byte offset.
    pub(super) fn position(&self, offset: u32) -> Position {
        self.lines.position(self.report.source, offset)
    }

    /// The name of a line, from 1.
    pub(super) fn line(&self, line: u32) -> String {
        format!("{}L{line}", self.id)
    }

    /// The name of a finding, by its number from 1.
    pub(super) fn finding(&self, number: usize) -> String {
        format!("{}f{number}", self.id)
    }

    /// The name of the place that a finding marks.
    pub(super) fn mark(&self, number: usize) -> String {
        format!("{}m{number}", self.id)
    }

    /// The name of a row of the reference index, by its index.
    pub(super) fn row(&self, row: usize) -> String {
        format!("{}r{row}", self.id)
    }

    /// The name of another part.
    pub(super) fn part(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }
}

/// The name of a file. Files are turned into HTML side by side, so that they cannot be numbered.
pub(super) fn id(path: &str) -> String {
    format!("p{:08x}", xxh3_64(path.as_bytes()) as u32)
}
