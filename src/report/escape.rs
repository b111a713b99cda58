//! Text from the input, made safe to print on a terminal.
//!
//! A page, or the name of a file, may hold terminal escapes that move the cursor or change the
//! window title, and bidirectional controls that reorder the line round them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every character that a terminal would obey written as `\u{…}`.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !has_any(text, is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            c if is_obeyed(c) => {
                write!(escaped, "{}", c.escape_unicode()).expect("a string takes all");
            }
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// The same JSON with every such character in its strings written as `\\uXXXX`.
pub(crate) fn escape_json(json: String) -> String {
    // Between strings nothing but line breaks is obeyed, and in them JSON has none.
    let is_raw = |c: char| is_obeyed(c) && c != '\n';
    if !has_any(&json, is_raw) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_raw(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(escaped, "\\u{unit:04x}").expect("a string takes all");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// One printable character for each character, so that columns stay what they are. A tab stays.
pub(crate) fn picture(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        c if is_obeyed(c) => '\u{fffd}',
        c => c,
    }
}

/// How many bytes are looked at in one go.
const CHUNK: usize = 64;

/// Whether any of the characters for which [`is_obeyed`] holds is one of these. Only what may start
/// such a character is decoded: a hostile page makes a hundred megabytes of findings.
fn has_any(text: &str, is_one: impl Fn(char) -> bool) -> bool {
    let starts_one = |at: usize| {
        // None of the bytes that are looked for continues a character.
        let is_start = may_start_obeyed(text.as_bytes()[at]);
        is_start && text[at..].chars().next().is_some_and(&is_one)
    };
    text.as_bytes().chunks(CHUNK).zip((0..).step_by(CHUNK)).any(|(chunk, start)| {
        // All bytes are looked at whatever the first ones are, so that it can be done in parallel.
        let may_have = chunk.iter().fold(false, |found, &byte| found | may_start_obeyed(byte));
        may_have && (start..start + chunk.len()).any(starts_one)
    })
}

/// Whether a character for which [`is_obeyed`] holds may have this as its first byte in UTF-8.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a branch, as in `matches!` or `||`, 16 bytes are compared at once"
)]
fn may_start_obeyed(byte: u8) -> bool {
    (byte < 0x20)
        | (byte == 0x7f)
        | (byte == 0xc2)
        | (byte == 0xd8)
        | (byte == 0xe2)
        | (byte == 0xf3)
}

/// Whether a terminal may act on the character instead of showing it.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Invisible copies of ASCII, made to hide text.
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_json, is_obeyed, may_start_obeyed, picture};

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(escape("plain é 🙂"), "plain é 🙂");
        assert_eq!(escape("a\x1b[2Jb\u{9b}c\r\n\t"), "a\\u{1b}[2Jb\\u{9b}c\\u{d}\\n\\t");
        assert_eq!(escape("\u{202e}x\u{2069}"), "\\u{202e}x\\u{2069}");
    }

    #[test]
    fn no_character_that_is_obeyed_is_overlooked_for_its_first_byte() {
        for c in ('\0'..=char::MAX).filter(|&c| is_obeyed(c)) {
            assert!(may_start_obeyed(c.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{c:?}");
        }
        assert!((0x80..0xc0).all(|byte| !may_start_obeyed(byte)), "a character would be cut");
    }

    #[test]
    fn escaped_json_says_the_same() {
        let value = serde_json::json!({ "a": "\u{7f}\u{9b}\u{202e}é\u{e0041}\n", "b": [1] });
        let pretty = serde_json::to_string_pretty(&value).expect("JSON");
        let escaped = escape_json(pretty.clone());
        assert!(escaped.contains(r"\u007f\u009b\u202eé\udb40\udc41\n"), "{escaped}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).expect("JSON"), value);
        assert_eq!(escape_json("{\n}".to_owned()), "{\n}");
    }

    #[test]
    fn pictures_stand_for_one_character_each() {
        let pictures: String = "a\x1b\0\x7f\u{9b}\u{202e}\té".chars().map(picture).collect();
        assert_eq!(pictures, "a␛␀␡\u{fffd}\u{fffd}\té");
    }
}
