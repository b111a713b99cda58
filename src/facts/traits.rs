//! What a look at each byte of a value tells of it.

/// What occurs in a value: each byte of it is looked at once, for all that would search it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits(u16);

impl Traits {
    pub(crate) const DIGIT: Self = Self(1);
    pub(crate) const LOWER: Self = Self(1 << 1);
    pub(crate) const UPPER: Self = Self(1 << 2);
    /// A byte of a character outside ASCII.
    pub(crate) const WIDE: Self = Self(1 << 3);
    /// A byte that may be part of a character that nobody sees.
    pub(crate) const INVISIBLE: Self = Self(1 << 4);
    pub(crate) const APOSTROPHE: Self = Self(1 << 5);
    pub(crate) const BRACKET: Self = Self(1 << 6);
    pub(crate) const SLASH: Self = Self(1 << 7);
    /// `,` or `;`
    pub(crate) const SEPARATOR: Self = Self(1 << 8);
    pub(crate) const SPACE: Self = Self(1 << 9);
    pub(crate) const DOT: Self = Self(1 << 10);
    /// The first byte of `“`, `”`, `‘`, `’` and of dashes.
    pub(crate) const PUNCTUATION: Self = Self(1 << 11);
    /// `<`, with which comments start.
    pub(crate) const ANGLE: Self = Self(1 << 12);
    pub(crate) const EQUALS: Self = Self(1 << 13);
    /// `&`, with which character references start.
    pub(crate) const AMPERSAND: Self = Self(1 << 14);
    pub(crate) const BACKTICK: Self = Self(1 << 15);

    pub(crate) fn of(value: &str) -> Self {
        let add = |traits, byte: &u8| traits | TABLE[usize::from(*byte)];
        // Eight at a time, in half the time.
        let (eights, rest) = value.as_bytes().as_chunks::<8>();
        let traits = eights.iter().fold(0, |traits, eight| eight.iter().fold(traits, add));
        Self(rest.iter().fold(traits, add))
    }

    /// Whether white space in the value, which has these traits, is single spaces between words.
    pub(crate) fn is_one_line(self, value: &str) -> bool {
        let is_trimmed = || !value.starts_with(' ') && !value.ends_with(' ');
        let is_doubled = || value.as_bytes().array_windows().any(|pair: &[u8; 2]| pair == b"  ");
        !self.has(Self::INVISIBLE.or(Self::WIDE))
            && (!self.has(Self::SPACE) || is_trimmed() && !is_doubled())
    }

    /// Whether one of these occurs.
    pub(crate) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(crate) const fn or(self, other: Self) -> Self {
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
            b'<' => Traits::ANGLE,
            b'=' => Traits::EQUALS,
            b'&' => Traits::AMPERSAND,
            b'`' => Traits::BACKTICK,
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

#[cfg(test)]
mod tests {
    use super::Traits;

    #[test]
    fn every_byte_of_a_value_counts() {
        for length in 1..20 {
            for at in 0..length {
                let mut value = "-".repeat(length);
                value.replace_range(at..=at, "7");
                assert_eq!(Traits::of(&value), Traits::DIGIT, "{value}");
            }
        }
        assert_eq!(Traits::of("é"), Traits::WIDE);
        assert_eq!(Traits::of(""), Traits::default());
    }

    #[test]
    fn lines_have_single_spaces_between_words() {
        let is_line = |text: &str| Traits::of(text).is_one_line(text);
        for line in ["", "a", "a b c", "a`&b"] {
            assert!(is_line(line), "{line:?}");
        }
        for other in [" ", " a", "a ", "a  b", "a\tb", "a\nb", "é", "\u{7f}"] {
            assert!(!is_line(other), "{other:?}");
        }
    }
}
