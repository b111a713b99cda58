//! Names of templates, as the data of a wiki has them.

use std::borrow::Cow;

/// A template's name as the data has it: without `Template:`, with single spaces, in lower case.
///
/// MediaWiki itself keeps the case of all but the first letter, but redirects from the other
/// spellings are usual.
pub fn normalize_name(name: &str) -> Cow<'_, str> {
    let bytes = name.as_bytes();
    let is_normal = |(at, byte): (usize, &u8)| match byte {
        b' ' => at > 0 && at + 1 < bytes.len() && bytes[at - 1] != b' ',
        b'_' | b':' | b'A'..=b'Z' => false,
        byte => byte.is_ascii_graphic(),
    };
    if bytes.iter().enumerate().all(is_normal) {
        return Cow::Borrowed(name);
    }
    let mut normalized = String::with_capacity(name.len());
    for word in name.split(|c: char| c == '_' || c.is_whitespace()).filter(|word| !word.is_empty())
    {
        if !normalized.is_empty() {
            normalized.push(' ');
        }
        normalized.extend(word.chars().flat_map(char::to_lowercase));
    }
    match normalized.strip_prefix("template:") {
        Some(rest) => Cow::Owned(rest.trim_start().to_owned()),
        None => Cow::Owned(normalized),
    }
}

#[cfg(test)]
mod tests {
    use super::normalize_name;

    #[test]
    fn spellings_of_one_name_are_equal() {
        for name in ["cite web", " Template:Cite_web ", "Cite  web", "CITE WEB"] {
            assert_eq!(normalize_name(name), "cite web");
        }
    }
}
