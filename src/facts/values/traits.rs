//! What a look at each byte of a value tells of it.

/// What occurs in a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u16);

impl Traits {
    pub(super) const DIGIT: Self = Self(1);
    pub(super) const LOWER: Self = Self(1 << 1);
    pub(super) const UPPER: Self = Self(1 << 2);
    /// A byte of a character outside ASCII.
    pub(super) const WIDE: Self = Self(1 << 3);
    /// A byte that may be part of a character that nobody sees.
    pub(super) const INVISIBLE: Self = Self(1 << 4);
    pub(super) const APOSTROPHE: Self = Self(1 << 5);
    pub(super) const BRACKET: Self = Self(1 << 6);
    pub(super) const SLASH: Self = Self(1 << 7);
    /// `,` or `;`
    pub(super) const SEPARATOR: Self = Self(1 << 8);
    pub(super) const SPACE: Self = Self(1 << 9);
    pub(super) const DOT: Self = Self(1 << 10);
    /// The first byte of `“`, `”`, `‘`, `’` and of dashes.
    pub(super) const PUNCTUATION: Self = Self(1 << 11);

    pub(super) fn of(value: &str) -> Self {
        Self(value.bytes().fold(0, |traits, byte| traits | TABLE[usize::from(byte)]))
    }

    /// Whether one of these occurs.
    pub(super) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const TABLE: [u16; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => Traits::DIGIT,
            b'a'..=b'z' => Traits::LOWER,
            b'A'..=b'Z' => Traits::UPPER,
            b'\'' => Traits::APOSTROPHE,
            b'[' | b']' => Traits::BRACKET,
            b'/' => Traits::SLASH,
            b',' | b';' => Traits::SEPARATOR,
            b' ' => Traits::SPACE,
            b'.' => Traits::DOT,
            0..0x20 | 0x7f => Traits::INVISIBLE,
            0xc2 | 0xef => Traits::INVISIBLE.or(Traits::WIDE),
            0xe2 => Traits::INVISIBLE.or(Traits::WIDE).or(Traits::PUNCTUATION),
            0x80.. => Traits::WIDE,
            _ => Traits(0),
        }
        .0;
        byte += 1;
    }
    table
};
