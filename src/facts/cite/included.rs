//! Whether the content of a ref shows that its end tag is missing.

use rustc_hash::FxHashMap;

/// Whether `text`, the content of a ref, holds the start tag of a ref or list, apart from what
/// stands inside other tags or comments: Cite then says that an end tag is missing.
///
/// Cite deletes with one regular expression with a back reference and searches with another; this
/// does the same in linear time.
pub(super) fn holds_ref_tag(text: &str) -> bool {
    if !text.contains('<') {
        return false;
    }
    find_tag(&without_tags_and_comments(text), |name| {
        name.eq_ignore_ascii_case(b"ref") || name.eq_ignore_ascii_case(b"references")
    })
}

/// Whether `text`, the content of a list, holds the start tag of a list.
pub(super) fn holds_references_tag(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes())
        .any(|at| word_at(text.as_bytes(), at + 1).eq_ignore_ascii_case(b"references"))
}

/// Whether `<`, a name that fits and later a `>` occur.
fn find_tag(text: &str, fits: impl Fn(&[u8]) -> bool) -> bool {
    let bytes = text.as_bytes();
    let Some(last_closing) = memchr::memrchr(b'>', bytes) else { return false };
    memchr::memchr_iter(b'<', &bytes[..last_closing]).any(|at| fits(word_at(bytes, at + 1)))
}

/// Deletes each `<name…>…</name>` and each comment, from left to right, not looking inside.
fn without_tags_and_comments(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut end_tags = EndTags::new(bytes);
    let mut angle_brackets = Finder::new(bytes, b">");
    let mut comment_ends = Finder::new(bytes, b"-->");
    let mut kept = String::with_capacity(text.len());
    let mut copied = 0;
    let mut position = 0;
    while let Some(offset) = memchr::memchr(b'<', &bytes[position..]) {
        let start = position + offset;
        let name = word_at(bytes, start + 1);
        let end = if name.is_empty() {
            let is_comment = bytes[start..].starts_with(b"<!--");
            is_comment.then(|| comment_ends.end_of_next(start + 4)).flatten()
        } else {
            let tag_end = angle_brackets.end_of_next(start + 1 + name.len());
            tag_end.and_then(|tag_end| end_tags.end_of_next(name, tag_end))
        };
        position = end.unwrap_or(start + 1);
        if end.is_some() {
            kept.push_str(&text[copied..start]);
            copied = position;
        }
    }
    kept.push_str(&text[copied..]);
    kept
}

/// Finds the next occurrence of a needle from positions that never go back, reading on only when
/// the last one found is passed.
struct Finder<'t> {
    bytes: &'t [u8],
    needle: &'static [u8],
    /// The start of the last occurrence found; past the end once there is none.
    found: usize,
    started: bool,
}

impl<'t> Finder<'t> {
    fn new(bytes: &'t [u8], needle: &'static [u8]) -> Self {
        Self { bytes, needle, found: 0, started: false }
    }

    fn end_of_next(&mut self, from: usize) -> Option<usize> {
        if !self.started || self.found < from {
            self.started = true;
            let offset =
                self.bytes.get(from..).and_then(|rest| memchr::memmem::find(rest, self.needle));
            self.found = offset.map_or(usize::MAX, |offset| from + offset);
        }
        (self.found != usize::MAX).then(|| self.found + self.needle.len())
    }
}

/// Every `</name>` of a text by name, each with its start and end.
struct EndTags<'t> {
    by_name: FxHashMap<&'t [u8], Vec<(usize, usize)>>,
}

impl<'t> EndTags<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        let mut by_name: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for start in memchr::memmem::find_iter(bytes, b"</") {
            let name = word_at(bytes, start + 2);
            let rest = &bytes[start + 2 + name.len()..];
            let is_space = |&&byte: &&u8| byte.is_ascii_whitespace() || byte == b'\x0b';
            let spaces = rest.iter().take_while(is_space).count();
            if !name.is_empty() && rest.get(spaces) == Some(&b'>') {
                let end = start + 2 + name.len() + spaces + 1;
                by_name.entry(name).or_default().push((start, end));
            }
        }
        // Positions are asked for from left to right, so each list is used up from its end.
        for tags in by_name.values_mut() {
            tags.reverse();
        }
        Self { by_name }
    }

    /// The end of the first end tag with this name that starts at or after `from`, which never
    /// goes back.
    fn end_of_next(&mut self, name: &[u8], from: usize) -> Option<usize> {
        let tags = self.by_name.get_mut(name)?;
        while tags.last().is_some_and(|&(start, _)| start < from) {
            tags.pop();
        }
        tags.last().map(|&(_, end)| end)
    }
}

/// The ASCII letters, digits and underscores from `start` on.
fn word_at(bytes: &[u8], start: usize) -> &[u8] {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_word = |&&byte: &&u8| byte.is_ascii_alphanumeric() || byte == b'_';
    &rest[..rest.iter().take_while(is_word).count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_start_tags_outside_other_tags() {
        assert!(holds_ref_tag("Lee <ref name=\"Kim\">"));
        assert!(holds_ref_tag("<REFERENCES/>"));
        assert!(holds_ref_tag("a <b> <ref> c"));
        assert!(!holds_ref_tag("Lee 1999, p. 4"));
        assert!(!holds_ref_tag("<reference>"));
        assert!(!holds_ref_tag("<ref without an end"));
        assert!(!holds_ref_tag("<nowiki><ref></nowiki>"));
        assert!(!holds_ref_tag("<!-- <ref> -->"));
        assert!(!holds_ref_tag("<ref>x</ref >"));
    }

    #[test]
    fn is_case_sensitive_and_takes_the_first_end_tag() {
        assert!(holds_ref_tag("<B><ref></b>"));
        assert!(holds_ref_tag("<b>x</b><ref></b>"));
        assert!(!holds_ref_tag("<b><b>x</b> y</b>"));
        // What is left is joined before it is searched.
        assert!(holds_ref_tag("<re<b></b>f>"));
    }

    #[test]
    fn lists_count_without_their_closing_bracket() {
        assert!(holds_references_tag("a <References"));
        assert!(!holds_references_tag("a <referencesx> </references>"));
    }

    #[test]
    fn many_unclosed_tags_take_linear_time() {
        let text = "<a><b<!--".repeat(200_000);
        assert!(!holds_ref_tag(&text));
    }
}
