//! Finds many literals in two passes.
//!
//! Of each long literal some neighbouring blocks of four bytes are known, one more than are skipped
//! between two looks at the text, so that one of them is met wherever the literal stands. Unlike
//! the steps of an automaton, the looks do not wait for each other: on articles this takes a fifth
//! of the time. Short literals are few, and are searched together by what `regex` has for that.

use regex::bytes::Regex;
use rustc_hash::FxHashMap;

/// How many bytes are looked up at once.
const BLOCK: usize = 4;

/// How many bytes lie between the starts of two looks at the text.
const STRIDE: usize = 3;

/// The length from which on a literal is long: one with a block at every offset below the stride.
const LONG: usize = BLOCK + STRIDE - 1;

/// How many looks are taken at once.
const LOOKS: usize = 8;

/// How many bytes they see.
const WINDOW: usize = (LOOKS - 1) * STRIDE + BLOCK;

/// Bits of a block's hash; the filter then fits into the first cache, and few blocks pass it that are
/// of no literal.
const HASH_BITS: u32 = 18;

/// The words that hold a bit for each hash.
const FILTER: usize = (1 << HASH_BITS) / u64::BITS as usize;

/// A set of literals to look for. Case counts.
#[derive(Debug)]
pub(super) struct Anchors {
    /// One bit for each hash: whether any block has it.
    filter: Box<[u64; FILTER]>,
    /// Where a block, read as a number, stands: the offset in a long literal, and the index of the literal.
    blocks: FxHashMap<u32, Vec<(usize, u32)>>,
    literals: Vec<Box<[u8]>>,
    /// The indexes of the short literals.
    short: Vec<u32>,
    /// Matches where one of the short literals does; `None` if there is none.
    any_short: Option<Regex>,
}

impl Anchors {
    /// Prepares the search. A literal is known by its index.
    pub(super) fn new(literals: &[&str]) -> Self {
        let mut anchors = Self {
            filter: vec![0; FILTER].into_boxed_slice().try_into().expect("it is as long"),
            blocks: FxHashMap::default(),
            literals: literals.iter().map(|literal| literal.as_bytes().into()).collect(),
            short: Vec::new(),
            any_short: None,
        };
        let mut short = Vec::new();
        for (literal, index) in literals.iter().zip(0..) {
            if literal.len() < LONG {
                short.push(regex::escape(literal));
                anchors.short.push(index);
                continue;
            }
            let start = rarest_part(literal.as_bytes());
            let part = &literal.as_bytes()[start..start + LONG];
            for (&block, offset) in part.array_windows().zip(start..) {
                let (word, bit) = place(block);
                anchors.filter[word] |= 1 << bit;
                anchors.blocks.entry(u32::from_le_bytes(block)).or_default().push((offset, index));
            }
        }
        if !short.is_empty() {
            let any = Regex::new(&short.join("|")).expect("short literals make a small pattern");
            anchors.any_short = Some(any);
        }
        anchors
    }

    /// Calls `found` with the offset and the index of each literal in `text`, in no set order.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(u32, u32)) {
        let text = text.as_bytes();
        self.find_short(text, &mut found);
        // Several looks are taken before any of them is acted on: nearly all find nothing.
        let mut at = 0;
        while let Some(window) = text.get(at..).and_then(<[u8]>::first_chunk::<WINDOW>) {
            let mut hits = (0..LOOKS)
                .fold(0_u64, |hits, look| hits | self.look(window, look * STRIDE) << look);
            while hits != 0 {
                self.find_long(text, at + hits.trailing_zeros() as usize * STRIDE, &mut found);
                hits &= hits - 1;
            }
            at += LOOKS * STRIDE;
        }
        for at in (at..text.len()).step_by(STRIDE) {
            self.find_long(text, at, &mut found);
        }
    }

    /// 1 if a block of a literal may stand at this offset of some text, else 0.
    fn look(&self, text: &[u8; WINDOW], at: usize) -> u64 {
        let (word, bit) = place([text[at], text[at + 1], text[at + 2], text[at + 3]]);
        self.filter[word] >> bit & 1
    }

    /// Finds the long literals that have one of their blocks at `at`.
    fn find_long(&self, text: &[u8], at: usize, found: &mut impl FnMut(u32, u32)) {
        let Some(&block) = text[at..].first_chunk() else { return };
        let block = u32::from_le_bytes(block);
        for &(offset, index) in self.blocks.get(&block).into_iter().flatten() {
            let Some(start) = at.checked_sub(offset) else { continue };
            let (rest, literal) = (&text[start..], &*self.literals[index as usize]);
            // Some blocks are frequent, and what they are blocks of is not: its first one decides.
            if rest.first_chunk::<BLOCK>() == literal.first_chunk() && rest.starts_with(literal) {
                found(start as u32, index);
            }
        }
    }

    fn find_short(&self, text: &[u8], found: &mut impl FnMut(u32, u32)) {
        let Some(any) = &self.any_short else { return };
        // Where the last match of each ends.
        let mut ends = vec![0; self.short.len()];
        let mut from = 0;
        while let Some(at) = any.find_at(text, from).map(|it| it.start()) {
            for (&index, end) in self.short.iter().zip(&mut ends) {
                let literal = &self.literals[index as usize];
                if at >= *end && text[at] == literal[0] && text[at..].starts_with(literal) {
                    found(at as u32, index);
                    *end = at + literal.len();
                }
            }
            from = at + 1;
        }
    }
}

/// Where the part of a long literal starts whose blocks are least likely in a text: those with the
/// fewest of the characters that make up most of what people write.
fn rarest_part(literal: &[u8]) -> usize {
    let is_common = |byte: &&u8| b" etaoinsrhldcum".contains(byte);
    let commonness = |start: &usize| {
        let blocks = literal[*start..start + LONG].array_windows::<BLOCK>();
        blocks.flatten().filter(is_common).count()
    };
    (0..=literal.len() - LONG).min_by_key(commonness).unwrap_or_default()
}

/// The word of the filter that a block's bit is in, and the place of the bit in the word.
fn place(block: [u8; BLOCK]) -> (usize, u32) {
    // The odd constant is 2^32 divided by the golden ratio: it spreads what differs in few bits.
    let hash = u32::from_le_bytes(block).wrapping_mul(0x9e37_79b1) >> (u32::BITS - HASH_BITS);
    ((hash / u64::BITS) as usize, hash % u64::BITS)
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
                let plain: Vec<usize> = if literal.len() < super::LONG {
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
