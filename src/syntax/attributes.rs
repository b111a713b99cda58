//! The attributes of a tag, as MediaWiki's `Sanitizer::decodeTagAttributes` reads them.
//!
//! It never fails: what is no attribute is passed over. Of a repeated attribute the last one
//! counts, which is left to the caller, because a linter wants to see them all.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

/// One attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'s> {
    /// The whole attribute, with its quotes.
    pub span: Span,
    /// The name, its ASCII letters in lower case.
    pub name: Cow<'s, str>,
    /// The name as written.
    pub name_span: Span,
    /// The value as MediaWiki passes it on: runs of white space made one space, trimmed, then
    /// character references decoded. Empty where there is none.
    pub value: Cow<'s, str>,
    /// The value as written, without its quotes; empty, after the name, where there is none.
    pub value_span: Span,
    /// Whether the value stands in `"…"` or `'…'`, closed or not.
    pub quoted: bool,
    /// Whether a template or parameter stands in the value, so that it is known to MediaWiki
    /// only. Never so in a tag: MediaWiki does not expand templates there.
    pub dynamic: bool,
}

/// The attributes in `span` of `source`, the text between a tag's name and its `>` (or `/>`).
///
/// Names that no HTML attribute could have are dropped without a word, as by MediaWiki.
pub fn attributes(source: &str, span: Span) -> impl Iterator<Item = Attribute<'_>> {
    Scanner { source, position: span.start as usize, end: span.end as usize }
        .filter(|attribute| is_valid_name(&attribute.name))
}

struct Scanner<'s> {
    source: &'s str,
    /// Everything before this offset has been read.
    position: usize,
    end: usize,
}

impl<'s> Iterator for Scanner<'s> {
    type Item = Attribute<'s>;

    fn next(&mut self) -> Option<Attribute<'s>> {
        let bytes = &self.source.as_bytes()[..self.end];
        let is_separator = |&byte: &u8| is_space(byte) || byte == b'/' || byte == b'>';
        let start = self.position + bytes[self.position..].iter().position(|b| !is_separator(b))?;
        // A name may start with `=`, but not go on with one.
        let ends_name = |&byte: &u8| is_separator(&byte) || byte == b'=';
        let rest = &bytes[start + 1..];
        let name_end = start + 1 + rest.iter().position(ends_name).unwrap_or(rest.len());
        self.position = name_end;

        let after_name = skip_spaces(bytes, name_end);
        let mut value = name_end..name_end;
        let mut quoted = false;
        if bytes.get(after_name) == Some(&b'=') {
            let first = skip_spaces(bytes, after_name + 1);
            let quote = bytes.get(first).copied().filter(|&byte| byte == b'"' || byte == b'\'');
            if let Some(quote) = quote {
                // A quote that is not closed runs to the end of the tag.
                let closing = memchr::memchr(quote, &bytes[first + 1..]);
                let end = closing.map_or(self.end, |offset| first + 1 + offset);
                value = first + 1..end;
                quoted = true;
                self.position = self.end.min(end + 1);
            } else {
                let ends_value = |&byte: &u8| is_space(byte) || byte == b'>';
                let length = bytes[first..].iter().position(ends_value);
                value = first..length.map_or(self.end, |length| first + length);
                self.position = value.end;
            }
        }
        let name = &self.source[start..name_end];
        Some(Attribute {
            span: Span::new(start as u32, self.position as u32),
            name: lower_case(name),
            name_span: Span::new(start as u32, name_end as u32),
            value: normalize_value(&self.source[value.clone()]),
            value_span: Span::new(value.start as u32, value.end as u32),
            quoted,
            dynamic: false,
        })
    }
}

/// Lowers ASCII letters only, as PHP's `strtolower` does.
fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// White space and character references of an attribute value, as MediaWiki normalises them.
fn normalize_value(value: &str) -> Cow<'_, str> {
    match collapse_spaces(value) {
        Cow::Borrowed(value) => decode_character_references(value),
        Cow::Owned(value) => match decode_character_references(&value) {
            Cow::Borrowed(same) if same.len() == value.len() => Cow::Owned(value),
            decoded => Cow::Owned(decoded.into_owned()),
        },
    }
}

fn collapse_spaces(value: &str) -> Cow<'_, str> {
    let is_collapsible = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let trimmed = trim(value);
    let bytes = trimmed.as_bytes();
    let is_normal = |at: usize| match bytes[at] {
        b' ' => bytes[at - 1] != b' ',
        byte => !is_collapsible(byte),
    };
    if (0..bytes.len()).all(is_normal) {
        return Cow::Borrowed(trimmed);
    }
    let words = trimmed.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Removes the characters from both ends that PHP's `trim` removes.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_php_space)
}

fn is_php_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\0' | '\u{b}')
}

/// Decodes `&name;`, `&#160;` and `&#xA0;`; the semicolon is needed, and what is no reference
/// stays as it is.
pub fn decode_character_references(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut copied = 0;
    let mut position = 0;
    while let Some(offset) = memchr::memchr(b'&', &text.as_bytes()[position..]) {
        let start = position + offset;
        position = start + 1;
        let Some((end, characters)) = character_reference(text, start) else { continue };
        decoded.push_str(&text[copied..start]);
        decoded.push_str(&characters);
        copied = end;
        position = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    decoded.push_str(&text[copied..]);
    Cow::Owned(decoded)
}

/// The end of the character reference at `start` and what it stands for.
fn character_reference(text: &str, start: usize) -> Option<(usize, Cow<'static, str>)> {
    let bytes = text.as_bytes();
    let body = &bytes[start + 1..];
    let (prefix, belongs): (usize, fn(&u8) -> bool) = match body {
        [b'#', b'x' | b'X', ..] => (2, u8::is_ascii_hexdigit),
        [b'#', ..] => (1, u8::is_ascii_digit),
        _ => (0, |byte| byte.is_ascii_alphanumeric() || *byte >= 0x80),
    };
    let length = body[prefix..].iter().position(|byte| !belongs(byte))?;
    if length == 0 || body[prefix + length] != b';' {
        return None;
    }
    let digits = &text[start + 1 + prefix..][..length];
    let end = start + 1 + prefix + length + 1;
    let characters = match prefix {
        0 => Cow::Borrowed(named_character(&text[start..end])?),
        _ => Cow::Owned(numbered_character(digits, if prefix == 2 { 16 } else { 10 }).to_string()),
    };
    Some((end, characters))
}

fn named_character(reference: &str) -> Option<&'static str> {
    match reference {
        // Two names that MediaWiki adds to those of HTML.
        "&רלמ;" | "&رلم;" => Some("\u{200f}"),
        _ => std::str::from_utf8(htmlize::ENTITIES.get(reference.as_bytes())?).ok(),
    }
}

/// The character with this number; U+FFFD where HTML or XML does not allow it.
fn numbered_character(digits: &str, radix: u32) -> char {
    let number = u32::from_str_radix(digits, radix).ok();
    let is_allowed = |&character: &char| match character {
        '\t' | '\n' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => !other.is_control(),
    };
    number.and_then(char::from_u32).filter(is_allowed).unwrap_or('\u{fffd}')
}

/// Whether MediaWiki takes this for the name of an attribute.
fn is_valid_name(name: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[:_\p{L}\p{N}][:_.\-\p{L}\p{N}]*$").expect("the pattern is well formed")
    });
    let bytes = name.as_bytes();
    if bytes.iter().all(u8::is_ascii) {
        let is_first = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_');
        let is_later = |byte: u8| is_first(byte) || matches!(byte, b'.' | b'-');
        return is_first(bytes[0]) && bytes[1..].iter().all(|&byte| is_later(byte));
    }
    PATTERN.is_match(name)
}

fn skip_spaces(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|&&byte| is_space(byte)).count()
}

/// White space between the parts of a tag.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        attributes(text, Span::new(0, text.len() as u32))
            .map(|attribute| (attribute.name.into_owned(), attribute.value.into_owned()))
            .collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> =
            expected.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        assert_eq!(pairs(text), expected, "{text}");
    }

    #[test]
    fn reads_quoted_and_bare_values() {
        check(r#" name="Lee 1999" group='n'"#, &[("name", "Lee 1999"), ("group", "n")]);
        check(r#"name="a"group="b""#, &[("name", "a"), ("group", "b")]);
        check(" NAME = Lee", &[("name", "Lee")]);
        check(" name=Lee 1999", &[("name", "Lee"), ("1999", "")]);
        check(" name=http://x/y", &[("name", "http://x/y")]);
        check(" name", &[("name", "")]);
        check(" name= ", &[("name", "")]);
        check(" name=“Lee”", &[("name", "“Lee”")]);
    }

    #[test]
    fn an_unclosed_quote_runs_to_the_end() {
        check(r#" name="Lee group=n"#, &[("name", "Lee group=n")]);
        check(r#" name=""#, &[("name", "")]);
    }

    #[test]
    fn drops_what_is_no_attribute() {
        check(r#" "Lee""#, &[]);
        check(" / name=Lee /", &[("name", "Lee")]);
        check(" =x", &[]);
        check(" {{x}}=y é=1", &[("é", "1")]);
        check("", &[]);
        check(" / ", &[]);
    }

    #[test]
    fn values_are_normalised_in_mediawikis_order() {
        check(" name=' a\t\n b '", &[("name", "a b")]);
        // The reference is decoded after the trim, so its space stays.
        check(
            " name='&#32;a&nbsp;&amp;b&bogus;&amp c &#0; &#x1F600;'",
            &[("name", " a\u{a0}&b&bogus;&amp c \u{fffd} \u{1f600}")],
        );
        check(" name='&#99999999999;'", &[("name", "\u{fffd}")]);
    }

    #[test]
    fn spans_point_into_the_source() {
        let text = r#"<ref name = "a b"/>"#;
        let found: Vec<_> = attributes(text, Span::new(4, 17)).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(text), r#"name = "a b""#);
        assert_eq!(found[0].name_span.of(text), "name");
        assert_eq!(found[0].value_span.of(text), "a b");
        assert!(found[0].quoted);
    }
}
