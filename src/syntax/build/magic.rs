//! Magic links: `ISBN …`, `PMID …` and `RFC …` in running text.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::Builder;
use super::frame::Mode;
use crate::syntax::tree::NodeKind;

const WORDS: [&str; 3] = ["ISBN", "PMID", "RFC"];

/// MediaWiki's pattern, at the start of a text. A hard space may be written as a reference.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    let space = r"(?:\t|\p{Zs}|&nbsp;|&#0*160;|&#[Xx]0*[Aa]0;)";
    let dash = format!("(?:-|{space})");
    let isbn = format!("ISBN{space}+(?:97[89]{dash}?)?(?:[0-9]{dash}?){{9}}[0-9Xx]");
    Regex::new(&format!(r"^(?:{isbn}|(?:RFC|PMID){space}+[0-9]+)\b")).expect("the pattern is valid")
});

static FINDERS: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| WORDS.map(Finder::new));

/// Where each word stands next, from the last question on. The searches only go forward.
#[derive(Default)]
pub(super) struct Keywords {
    /// `None` where a word has not been looked for, [`NOWHERE`] where it does not come again.
    next: [Option<u32>; 3],
    /// The first of them; no word stands between the last question and here.
    first: u32,
}

/// Behind every source.
const NOWHERE: u32 = u32::MAX;

impl Keywords {
    /// The first of the words that starts at or after `from` and before `end`.
    fn find(&mut self, source: &[u8], from: u32, end: u32) -> Option<u32> {
        if self.first < from || self.next[0].is_none() {
            for (next, finder) in self.next.iter_mut().zip(FINDERS.iter()) {
                if next.is_none_or(|at| at < from) {
                    let at = finder.find(&source[from as usize..]);
                    *next = Some(at.map_or(NOWHERE, |at| from + at as u32));
                }
            }
            self.first = self.next.iter().flatten().copied().min().unwrap_or(NOWHERE);
        }
        Some(self.first).filter(|&at| at < end)
    }
}

impl Builder<'_> {
    /// Adds the magic links in the pending text up to `end`, and the text before them.
    pub(super) fn magic_links(&mut self, end: u32) {
        let mut from = self.text_start;
        while let Some(at) = self.magic.find(self.source, from, end) {
            from = self.magic_link(at, end).unwrap_or(at + 1);
        }
    }

    /// The word before a character reference at `at` may be joined by it to a number.
    pub(super) fn spaced_magic_link(&mut self, at: u32) -> bool {
        if self.frame.mode == Mode::Label {
            return false;
        }
        let before = &self.text[self.text_start as usize..at as usize];
        let Some(word) = WORDS.iter().find(|word| before.ends_with(**word)) else { return false };
        let start = at - word.len() as u32;
        let Some(end) = self.magic_link_end(start, self.frame.end) else { return false };
        self.flush(start);
        self.leaf(NodeKind::MagicLink, start, end);
        self.jump(end);
        true
    }

    /// Adds the magic link at `start`, if it is one, and says where it ends.
    fn magic_link(&mut self, start: u32, limit: u32) -> Option<u32> {
        let end = self.magic_link_end(start, limit)?;
        if self.text_start < start {
            self.leaf(NodeKind::Text, self.text_start, start);
        }
        self.leaf(NodeKind::MagicLink, start, end);
        self.text_start = end;
        Some(end)
    }

    fn magic_link_end(&self, start: u32, limit: u32) -> Option<u32> {
        let before = &self.text[..start as usize];
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let found = LINK.find(&self.text[start as usize..limit as usize])?;
        Some(start + found.end() as u32)
    }
}
