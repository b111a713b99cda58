//! Names of templates, as the data of a wiki has them.

use std::borrow::Cow;

use crate::text::byte_table;

/// A template's name as the data has it: without `Template:`, with single spaces, in lower case.
///
/// MediaWiki itself keeps the case of all but the first letter, but redirects from the other
/// spellings are usual.
pub fn normalize_name(name: &str) -> Cow<'_, str> {
    let bytes = name.as_bytes();
    // A space may stand between two other characters.
    let mut is_space = true;
    let is_normal = |&byte: &u8| {
        let was_space = std::mem::replace(&mut is_space, byte == b' ');
        IS_NORMAL[usize::from(byte)] && !(is_space && was_space)
    };
    if bytes.iter().all(is_normal) && (!is_space || name.is_empty()) {
        return Cow::Borrowed(name);
    }
    let mut normalized = String::with_capacity(name.len());
    for word in name.split(|c: char| c == '_' || c.is_whitespace()).filter(|word| !word.is_empty())
    {
        if !normalized.is_empty() {
            normalized.push(' ');
        }
        let start = normalized.len();
        if word.is_ascii() {
            normalized.push_str(word);
            normalized[start..].make_ascii_lowercase();
        } else {
            normalized.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    match normalized.strip_prefix("template:") {
        Some(rest) => Cow::Owned(rest.trim_start().to_owned()),
        None => Cow::Owned(normalized),
    }
}

/// Whether each byte may stand in a name as it is, a space where no other is next to it.
static IS_NORMAL: [bool; 256] =
    byte_table!(|byte| matches!(byte, b' '..0x7f) && !matches!(byte, b'_' | b':' | b'A'..=b'Z'));

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::normalize_name;

    #[test]
    fn spellings_of_one_name_are_equal() {
        for name in ["cite web", " Template:Cite_web ", "Cite  web", "CITE WEB"] {
            assert_eq!(normalize_name(name), "cite web");
        }
    }

    #[test]
    fn a_normal_name_stays_and_no_other_does() {
        for name in ["", "rp", "cite web", "/doc", ",", "a b c", "~"] {
            assert!(matches!(normalize_name(name), Cow::Borrowed(it) if it == name), "{name}");
        }
        for (name, normal) in [
            (" ", ""),
            (" rp", "rp"),
            ("rp ", "rp"),
            ("a  b", "a b"),
            ("a_b", "a b"),
            ("a\tb", "a b"),
            ("A:b", "a:b"),
            ("RÉF", "réf"),
            ("Template: x", "x"),
        ] {
            assert_eq!(normalize_name(name), normal);
        }
    }
}
