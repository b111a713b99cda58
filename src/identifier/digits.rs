//! Digits among hyphens and spaces, and check digits.

use std::ops::Range;

/// The value of an `X` that stands for ten.
pub(super) const X: u8 = 10;

/// The digits of a value, each with its place; more than fit are only counted.
#[derive(Debug, Default)]
pub(super) struct Digits {
    values: [u8; 13],
    places: [usize; 13],
    count: usize,
}

impl Digits {
    /// Reads digits and capital `X` between hyphens and spaces.
    ///
    /// # Errors
    /// The bytes of the first other character.
    pub(super) fn read(value: &str) -> Result<Self, Range<usize>> {
        let mut digits = Self::default();
        for (at, byte) in value.bytes().enumerate() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'X' => X,
                b'-' | b' ' => continue,
                _ => return Err(at..value.ceil_char_boundary(at + 1)),
            };
            if let Some(slot) = digits.values.get_mut(digits.count) {
                *slot = digit;
                digits.places[digits.count] = at;
            }
            digits.count += 1;
        }
        Ok(digits)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The digits, at most 13 of them.
    pub(super) fn values(&self) -> &[u8] {
        &self.values[..self.count.min(13)]
    }

    /// The byte of the value at which a digit stands.
    pub(super) fn place(&self, index: usize) -> usize {
        self.places[index]
    }

    /// The place of the last digit that is kept.
    pub(super) fn last_place(&self) -> Range<usize> {
        let at = self.places[self.count.clamp(1, 13) - 1];
        at..at + 1
    }

    /// The place of an `X` other than at the end of `length` digits.
    pub(super) fn misplaced_x(&self, length: usize) -> Option<Range<usize>> {
        let values = self.values();
        let at = values.iter().position(|&digit| digit == X)?;
        (at + 1 != length).then(|| self.places[at]..self.places[at] + 1)
    }
}

/// The last digit that these ask for in a number with weights that end in 2 before it, modulo 11:
/// ISBN-10, SBN, ISSN.
pub(super) fn modulo_11(digits: &[u8]) -> u8 {
    let weighted =
        digits.iter().rev().zip(2u32..).map(|(&digit, weight)| u32::from(digit) * weight);
    ((11 - weighted.sum::<u32>() % 11) % 11) as u8
}

/// The last digit that these twelve ask for, modulo 10: ISBN-13, ISMN.
pub(super) fn modulo_10(digits: &[u8]) -> u8 {
    let weights = [1u32, 3].into_iter().cycle();
    let weighted = digits.iter().zip(weights).map(|(&digit, weight)| u32::from(digit) * weight);
    ((10 - weighted.sum::<u32>() % 10) % 10) as u8
}

/// The digit as it is written.
pub(super) fn written(digit: u8) -> char {
    if digit == X { 'X' } else { char::from(digit + b'0') }
}

/// The digits as they are written.
pub(super) fn text(digits: &[u8]) -> String {
    let mut text = String::with_capacity(digits.len());
    text.extend(digits.iter().copied().map(written));
    text
}

/// Says which two neighbours could be swapped to make the last digit right, if that is one or two
/// pairs: more say nothing.
pub(super) fn swaps(digits: &[u8], check: impl Fn(&[u8]) -> u8) -> Option<String> {
    let mut digits = digits.to_vec();
    let last = digits.len() - 1;
    let mut pairs = Vec::new();
    for at in 0..last {
        // An X can only stand at the end.
        if digits[at] == digits[at + 1] || digits[at + 1] == X {
            continue;
        }
        digits.swap(at, at + 1);
        let is_right = check(&digits[..last]) == digits[last];
        digits.swap(at, at + 1);
        if is_right {
            pairs.push((written(digits[at]), written(digits[at + 1])));
        }
    }
    let swap = |(a, b): &(char, char)| format!("`{a}{b}` for `{b}{a}`");
    match &pairs[..] {
        [only] => Some(swap(only)),
        [one, two] => Some(format!("{} or {}", swap(one), swap(two))),
        _ => None,
    }
}
