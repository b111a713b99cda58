//! Sources that the text itself names, in parentheses.

/// The longest text in parentheses that is looked at, in bytes: a longer one says more.
const LONGEST: usize = 80;

/// Whether a sentence names the place in a source, as in "(Orme 1904, p. 12)", "(Orme 1904: 12)"
/// and "(III.19.13)".
pub(super) fn names_place(sentence: &str) -> bool {
    let bytes = sentence.as_bytes();
    memchr::memchr_iter(b'(', bytes).any(|open| {
        let rest = &bytes[open + 1..bytes.len().min(open + 1 + LONGEST)];
        let close = memchr::memchr2(b'(', b')', rest);
        close.is_some_and(|close| rest[close] == b')' && is_place(&rest[..close]))
    })
}

fn is_place(inside: &[u8]) -> bool {
    let is_sign = |byte: &u8| !byte.is_ascii_alphanumeric();
    let mut words = inside.split(is_sign).filter(|word| !word.is_empty()).peekable();
    let is_number = |word: &[u8]| word.iter().all(u8::is_ascii_digit);
    let is_roman = |word: &[u8]| word.iter().all(|byte| b"IVXLC".contains(byte));
    if words.peek().is_some_and(|first| is_roman(first)) {
        // Book and chapter, by a Roman and an Arabic number.
        return words.clone().nth(1).is_some_and(is_number)
            && words.all(|it| is_roman(it) || is_number(it));
    }
    let is_year =
        |word: &[u8]| word.len() == 4 && is_number(word) && matches!(word[0], b'1' | b'2');
    let year = inside.windows(4).position(is_year);
    let starts_with_name = inside.first().is_some_and(u8::is_ascii_uppercase);
    year.is_some_and(|year| {
        let mut after = inside[year + 4..].split(is_sign).filter(|word| !word.is_empty());
        let has_page = |word: &[u8]| is_number(word) && word.len() <= 4;
        let is_marked = matches!(inside.get(year + 4..year + 6), Some([b':', _] | [b',', b' ']));
        starts_with_name && is_marked && after.next_back().is_some_and(has_page)
    })
}

#[cfg(test)]
mod tests {
    use super::names_place;

    #[test]
    fn years_with_pages_and_books_with_chapters_are_places() {
        for text in [
            "He fell (Orme 1904, p. 12).",
            "He fell (Orme & Bell 1904: 12).",
            "So (III.19,13) it is.",
        ] {
            assert!(names_place(text), "{text}");
        }
        for text in [
            "He (born 1904) fell.",
            "It (Paris, 1904) sold 12.",
            "It (May 12, 1904) fell.",
            "A (the I) b",
            "a (b",
        ] {
            assert!(!names_place(text), "{text}");
        }
    }
}
