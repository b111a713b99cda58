//! Cuts the XML of a dump between pages.
//!
//! `<` is escaped in the texts of pages, so `<page>` and `</page>` are found as bytes, far faster
//! than XML is parsed; the pages are parsed on all threads later.

use std::collections::VecDeque;

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::blocks::Block;
use super::page;
use super::problem::Problem;

/// How many bytes of pages are passed on together, if there are so many.
const BATCH_BYTES: usize = 1 << 19;

/// From so many bytes on, the revisions of a page before its last are left out.
const LONG_PAGE_BYTES: usize = 4 << 20;

/// The longest XML of a page with one revision, in bytes: eight times what MediaWiki allows a page
/// to have (`$wgMaxArticleSize`), so that memory stays bounded.
pub(super) const MAX_PAGE_BYTES: usize = 16 << 20;

const PAGE: &[u8] = b"<page";
const PAGE_END: &[u8] = b"</page>";
const REVISION: &[u8] = b"<revision>";
const END: &[u8] = b"</mediawiki>";

/// Some whole pages, and whatever stands between them.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The XML.
    pub(super) xml: Vec<u8>,
    /// Where that starts in the XML of the dump, in bytes from 0.
    pub(super) start: u64,
    /// Where to go on after it.
    pub(super) end: Position,
    /// What was wrong before it.
    pub(super) problems: Vec<Problem>,
    /// Whether it ends where the dump does.
    pub(super) is_last: bool,
}

/// A place between two pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// Bytes of XML before it.
    pub(super) offset: u64,
    /// The byte of the file from which on to decode…
    pub(super) restart: u64,
    /// …and the offset in the XML of what that yields first.
    pub(super) restart_offset: u64,
}

/// Collects blocks and cuts them.
#[derive(Debug)]
pub(super) struct Cutter {
    /// What has not been passed on.
    xml: Vec<u8>,
    /// Where that starts in the XML of the dump.
    start: u64,
    /// How many bytes of it are known to hold no end of a page.
    searched: usize,
    /// How many bytes of revisions were left out of the page at the start.
    left_out: u64,
    /// Whether a page that is too long is being passed over.
    in_long_page: bool,
    /// Whether the end of the dump has been seen and dropped.
    seen_end: bool,
    /// Whether damage was the last that was seen.
    was_damaged: bool,
    /// Where decoding can start, as bytes of the file and offsets in the XML; the first lies before
    /// all that has not been passed on.
    restarts: VecDeque<(u64, u64)>,
    problems: Vec<Problem>,
}

impl Cutter {
    /// Starts at a position.
    pub(super) fn new(position: Position) -> Self {
        Self {
            xml: Vec::new(),
            start: position.offset,
            searched: 0,
            left_out: 0,
            in_long_page: false,
            seen_end: false,
            was_damaged: false,
            restarts: [(position.restart, position.restart_offset)].into(),
            problems: Vec::new(),
        }
    }

    /// Takes a block, and gives the pages that it completes.
    pub(super) fn push(&mut self, block: Block) -> Vec<Batch> {
        let mut batches = Vec::new();
        self.restarts.extend(block.restart.map(|restart| (restart, self.end())));
        self.was_damaged = false;
        if self.xml.is_empty() {
            self.xml = block.bytes;
        } else {
            self.xml.extend_from_slice(&block.bytes);
        }
        self.cut(block.damage.is_some(), &mut batches);
        if let Some(damage) = block.damage {
            self.break_off(damage);
        }
        batches
    }

    /// What is left when there are no more blocks. The last batch ends where the dump does.
    pub(super) fn finish(mut self) -> Vec<Batch> {
        let mut batches = Vec::new();
        self.cut(true, &mut batches);
        let has_end = self.seen_end || memmem::find(&self.xml, END).is_some();
        if !has_end && !self.was_damaged {
            self.break_off("it ends too early: there is no `</mediawiki>`".to_owned());
        }
        batches.push(Batch { is_last: true, ..self.take(self.xml.len()) });
        batches
    }

    /// Where the bytes end that are here, in the XML of the dump.
    fn end(&self) -> u64 {
        self.start + self.left_out + self.xml.len() as u64
    }

    /// Passes whole pages on, if they are many or must go.
    fn cut(&mut self, must_go: bool, batches: &mut Vec<Batch>) {
        if self.in_long_page && !self.pass_over() {
            return;
        }
        let from = self.searched.saturating_sub(PAGE_END.len());
        // Where something was left out, offsets after the page are others, so it goes alone.
        let is_shortened = self.left_out > 0;
        let find = if is_shortened { memmem::find } else { memmem::rfind };
        match find(&self.xml[from..], PAGE_END) {
            Some(at) if is_shortened => {
                batches.push(self.take(from + at + PAGE_END.len()));
                self.cut(must_go, batches);
            }
            Some(at) if must_go || self.xml.len() >= BATCH_BYTES => {
                batches.push(self.take(from + at + PAGE_END.len()));
            }
            // It will be found again.
            Some(_) => {}
            None => {
                self.searched = self.xml.len();
                if self.xml.len() > LONG_PAGE_BYTES {
                    self.shorten();
                }
            }
        }
    }

    /// Passes on what comes before a byte that lies between two pages.
    fn take(&mut self, end: usize) -> Batch {
        let rest = self.xml.split_off(end);
        let xml = std::mem::replace(&mut self.xml, rest);
        let start = self.start;
        self.drop_front(0);
        self.start += xml.len() as u64;
        let offset = self.start;
        while self.restarts.get(1).is_some_and(|&(_, at)| at <= offset) {
            self.restarts.pop_front();
        }
        let (restart, restart_offset) = self.restarts.front().copied().unwrap_or_default();
        let end = Position { offset, restart, restart_offset };
        let problems = std::mem::take(&mut self.problems);
        Batch { xml, start, end, problems, is_last: false }
    }

    /// Drops bytes from the start, and forgets what is known of the page there.
    fn drop_front(&mut self, count: usize) {
        self.xml.drain(..count);
        self.start += count as u64 + self.left_out;
        (self.searched, self.left_out) = (0, 0);
    }

    /// Makes what holds no end of a page shorter: only the last revision of a page counts.
    fn shorten(&mut self) {
        let Some(page) = memmem::find(&self.xml, PAGE) else {
            self.seen_end |= memmem::find(&self.xml, END).is_some();
            return self.drop_front(self.xml.len() - END.len());
        };
        if page > 0 {
            self.drop_front(page);
        }
        let first = memmem::find(&self.xml, REVISION);
        let last = memmem::rfind(&self.xml, REVISION);
        if let (Some(first), Some(last)) = (first, last) {
            self.xml.drain(first..last);
            self.left_out += (last - first) as u64;
        }
        if self.xml.len() > MAX_PAGE_BYTES {
            let limit = MAX_PAGE_BYTES >> 20;
            self.problem(self.start, format!("it is longer than {limit} MiB, so it is left out"));
            self.drop_front(self.xml.len() - PAGE_END.len());
            self.in_long_page = true;
        }
        self.searched = self.xml.len();
    }

    /// Drops the rest of a page that is too long; `false` if its end is not here yet.
    fn pass_over(&mut self) -> bool {
        let end = memmem::find(&self.xml, PAGE_END);
        self.in_long_page = end.is_none();
        let kept = self.xml.len().min(PAGE_END.len());
        self.drop_front(end.map_or(self.xml.len() - kept, |at| at + PAGE_END.len()));
        !self.in_long_page
    }

    /// Ends a page that is not whole.
    fn break_off(&mut self, damage: String) {
        self.problem(self.end(), damage);
        self.drop_front(self.xml.len());
        self.in_long_page = false;
        self.was_damaged = true;
    }

    fn problem(&mut self, offset: u64, message: String) {
        // What stands before the first page has no title.
        let page = memmem::find(&self.xml, PAGE).and_then(|at| page::title(&self.xml[at..]));
        self.problems.push(Problem { offset, page, message });
    }
}
