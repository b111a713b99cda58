//! Runs of bytes that can stand in words.

use super::{LONG, SHORT};
use crate::text::Span;

/// The bit that a byte has set which is not ASCII.
const HIGHEST: u8 = 0x80;

/// Bytes side by side that can stand in words: ASCII letters and digits, and all that is not ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its letters, as [`super::Key`] has them, if all are ASCII.
    pub(super) letters: u64,
    /// Whether all are ASCII: then they are one word.
    pub(super) is_ascii: bool,
}

/// Takes the runs of a stretch of text one after the other until one is what is looked for; says
/// whether one is.
#[inline]
pub(super) fn any(text: &str, within: Span, mut take: impl FnMut(Run) -> bool) -> bool {
    let bytes = &text.as_bytes()[..within.end as usize];
    let mut start = within.start as usize;
    while start < bytes.len() {
        let head = chunk(bytes, start);
        let outside = outside(head);
        let length = length(outside);
        if length == 0 {
            start += 1;
            continue;
        }
        let head = head & inside(outside);
        let (letters, is_ascii) = (lower(head), is_ascii(head));
        let mut run = Run { start, end: start + length, letters, is_ascii };
        if length == SHORT {
            run.go_on(bytes);
        }
        if take(run) {
            return true;
        }
        // What ends a run is no part of the next one.
        start = run.end + 1;
    }
    false
}

impl Run {
    /// Adds what comes after its first eight bytes.
    #[inline]
    fn go_on(&mut self, bytes: &[u8]) {
        loop {
            let chunk = chunk(bytes, self.end);
            let outside = outside(chunk);
            let chunk = chunk & inside(outside);
            self.letters ^= lower(chunk);
            self.is_ascii &= is_ascii(chunk);
            let length = length(outside);
            self.end += length;
            if length < SHORT {
                break;
            }
        }
        if self.end - self.start > SHORT {
            self.letters ^= LONG;
        }
    }
}

/// How many of eight bytes stand before the first that is outside.
fn length(outside: u64) -> usize {
    outside.trailing_zeros() as usize / SHORT
}

/// All bits of the bytes before the first that is outside.
fn inside(outside: u64) -> u64 {
    // Up to its highest bit, which is the lowest one set, all are; none of its own may be.
    if outside == 0 { u64::MAX } else { (outside ^ (outside - 1)) >> u8::BITS }
}

/// ASCII letters and digits in lower case.
fn lower(bytes: u64) -> u64 {
    // All letters have this bit, and no digit does; the next one makes them small.
    bytes | (bytes & each(b'@')) >> 1
}

fn is_ascii(bytes: u64) -> bool {
    bytes & each(HIGHEST) == 0
}

/// Eight bytes of a text, with zeros behind its end.
fn chunk(bytes: &[u8], start: usize) -> u64 {
    let rest = bytes.get(start..).unwrap_or_default();
    u64::from_le_bytes(rest.first_chunk().copied().unwrap_or_else(|| {
        let mut chunk = [0; SHORT];
        chunk[..rest.len()].copy_from_slice(rest);
        chunk
    }))
}

/// The highest bit of each of eight bytes that cannot stand in a word. All are compared at once: a sum
/// has the highest bit of a byte where that is large enough.
fn outside(chunk: u64) -> u64 {
    let from = |bytes: u64, least: u8| bytes + each(HIGHEST - least);
    let low = chunk & each(!HIGHEST);
    // With this bit letters are small, and no other character becomes a letter.
    let small = low | each(b' ');
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(low, b'0') & !from(low, b'9' + 1);
    !(letters | digits | chunk) & each(HIGHEST)
}

/// A byte in all places of a number.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; SHORT])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::Key;

    #[test]
    fn bytes_at_once_are_told_apart_like_one_after_the_other() {
        for byte in 0..=u8::MAX {
            for place in 0..SHORT {
                let mut chunk = *b"aZ09zA5q";
                chunk[place] = byte;
                let is_outside = byte.is_ascii() && !byte.is_ascii_alphanumeric();
                let expected = u64::from(is_outside) << (place * 8 + 7);
                assert_eq!(outside(u64::from_le_bytes(chunk)), expected, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn runs_are_found_wherever_they_stand() {
        let words = [
            "a",
            "mill",
            "millwork",
            "millworks",
            "internationally",
            "größte",
            "weltberühmte",
            "–",
        ];
        for before in 0..2 * SHORT {
            for word in words {
                for after in ["", " ", ", x", "–", " yyyyyyyyyyyy"] {
                    let text = format!("{}{word}{after}", " ".repeat(before));
                    let mut runs = Vec::new();
                    let all = Span::new(0, text.len() as u32);
                    any(&text, all, |run| {
                        let letters = Key::of(&text[run.start..run.end]).bytes;
                        runs.push(if run.is_ascii { run } else { Run { letters, ..run } });
                        false
                    });
                    assert_eq!(runs, slowly(&text), "{text}");
                }
            }
        }
    }

    #[test]
    fn runs_end_where_the_stretch_does() {
        let mut runs = Vec::new();
        let mut until = |end: usize| {
            any("the old mill", Span::new(5, 10), |run| {
                runs.push((run.start, run.end));
                run.end == end
            })
        };
        assert!(!until(12));
        assert!(until(7));
        assert_eq!(runs, [(5, 7), (8, 10), (5, 7)]);
    }

    fn slowly(text: &str) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut start = 0;
        for part in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
            let end = start + part.len();
            if !part.is_empty() {
                let letters = Key::of(part).bytes;
                runs.push(Run { start, end, letters, is_ascii: part.is_ascii() });
            }
            start = end + 1;
        }
        runs
    }
}
