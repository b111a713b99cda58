//! Finds many literals in one pass.
//!
//! Long literals are found as Wu and Manber do: a table says for each block of three bytes how far
//! the nearest literal that holds it could still be, so that most bytes are never looked at. On
//! articles this takes about a third of the time of an automaton, which reads every byte. Short
//! literals would spoil the table; there are few of them, and each is searched by itself.

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

/// How many bytes of each long literal the table knows.
const WINDOW: usize = 6;

/// How many bytes are looked up at once.
const BLOCK: usize = 3;

/// The farthest step: past a block that is in no literal.
const FARTHEST: u8 = (WINDOW - BLOCK + 1) as u8;

/// Entries of the table of steps; it fits into the first cache.
const STEPS: usize = 1 << 14;

/// A set of literals to look for. Case counts.
#[derive(Debug)]
pub(super) struct Anchors {
    /// How far to go on from a window that ends in a block with this hash.
    steps: Vec<u8>,
    /// The long literals whose windows end in a block.
    long: FxHashMap<[u8; BLOCK], Vec<(Box<[u8]>, u32)>>,
    short: Vec<(Finder<'static>, u32)>,
}

impl Anchors {
    /// Prepares the search. A literal is known by its index.
    pub(super) fn new(literals: &[&str]) -> Self {
        let mut anchors =
            Self { steps: vec![FARTHEST; STEPS], long: FxHashMap::default(), short: Vec::new() };
        for (literal, index) in literals.iter().map(|it| it.as_bytes()).zip(0..) {
            if literal.len() < WINDOW {
                anchors.short.push((Finder::new(literal).into_owned(), index));
                continue;
            }
            for (block, at) in literal[..WINDOW].array_windows::<BLOCK>().zip(0..) {
                let step = &mut anchors.steps[hash(*block)];
                *step = (*step).min(FARTHEST - 1 - at);
                if at == FARTHEST - 1 {
                    anchors.long.entry(*block).or_default().push((literal.into(), index));
                }
            }
        }
        anchors
    }

    /// Calls `found` with the offset and the index of each literal in `text`, in no set order.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(u32, u32)) {
        let text = text.as_bytes();
        for (finder, index) in &self.short {
            for at in finder.find_iter(text) {
                found(at as u32, *index);
            }
        }
        let mut start = 0;
        while let Some(&block) = text.get(start + WINDOW - BLOCK..).and_then(|it| it.first_chunk())
        {
            let step = self.steps[hash(block)];
            if step > 0 {
                start += usize::from(step);
                continue;
            }
            for (literal, index) in self.long.get(&block).into_iter().flatten() {
                if text[start..].starts_with(literal) {
                    found(start as u32, *index);
                }
            }
            start += 1;
        }
    }
}

fn hash([a, b, c]: [u8; BLOCK]) -> usize {
    (usize::from(a) ^ usize::from(b) << 5 ^ usize::from(c) << 9) & (STEPS - 1)
}

#[cfg(test)]
mod tests {
    use super::Anchors;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(
            text in "[ab*]{0,60}",
            literals in proptest::collection::vec("[ab*]{1,9}", 0..12),
        ) {
            let literals: Vec<&str> = literals.iter().map(String::as_str).collect();
            let mut found = Vec::new();
            Anchors::new(&literals).find(&text, |at, index| found.push((at, index)));
            found.sort_unstable();
            // Of a short literal that overlaps itself the first one counts.
            let mut expected = Vec::new();
            for (literal, index) in literals.iter().zip(0_u32..) {
                let plain: Vec<usize> = if literal.len() < super::WINDOW {
                    text.match_indices(literal).map(|(at, _)| at).collect()
                } else {
                    (0..text.len()).filter(|&at| text[at..].starts_with(literal)).collect()
                };
                expected.extend(plain.into_iter().map(|at| (at as u32, index)));
            }
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
