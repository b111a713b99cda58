//! Magic links: `ISBN …`, `PMID …` and `RFC …` in running text.

use std::sync::LazyLock;

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

/// One search for all words, as many bytes at once as the machine can look at.
static ANY_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&WORDS.join("|")).expect("the pattern is valid"));

/// Where one of the words stands next, from the last question on. The search only goes forward.
#[derive(Default)]
pub(super) struct Keywords {
    /// Before the first search 0, and [`NOWHERE`] where none comes again.
    next: u32,
}

/// Behind every source.
const NOWHERE: u32 = u32::MAX;

impl Keywords {
    /// Whether one of the words may start in text that was not looked at yet and ends at `end`.
    pub(super) fn may_stand_before(&self, end: u32) -> bool {
        self.next < end
    }

    /// The first of the words that starts at or after `from` and before `end`.
    fn find(&mut self, text: &str, from: u32, end: u32) -> Option<u32> {
        if self.next <= from {
            let found = ANY_WORD.find(&text[from as usize..]);
            self.next = found.map_or(NOWHERE, |found| from + found.start() as u32);
        }
        Some(self.next).filter(|&next| next < end)
    }
}

impl Builder<'_> {
    /// Adds the magic links in the pending text up to `end`, and the text before them.
    pub(super) fn magic_links(&mut self, end: u32) {
        let mut from = self.text_start;
        while let Some(at) = self.magic.find(self.text, from, end) {
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
