//! Plain text as wikitext: what would become markup stays what readers saw.

use crate::lint::Edit;
use crate::text::Span;

/// What keeps two characters from being read together.
const BREAK: &str = "<nowiki/>";

/// The edits that keep text in this span from becoming markup, in source order. The start of a
/// line is a matter of its own, see [`line_start`].
pub(super) fn inline(text: &str, span: Span) -> impl Iterator<Item = Edit> + '_ {
    let bytes = text.as_bytes();
    let special =
        |&byte: &u8| matches!(byte, b'[' | b'{' | b'}' | b'\'' | b'<' | b'&' | b'~' | b'_' | b'-');
    let places = bytes[span.start as usize..span.end as usize].iter().enumerate();
    places.filter(move |(_, byte)| special(byte)).filter_map(move |(offset, &byte)| {
        let at = span.start + offset as u32;
        let rest = Span::new(at, span.end).of(text);
        let next = rest.as_bytes().get(1).copied().unwrap_or_default();
        let split = || Some(Edit::insert(at + 1, BREAK));
        match (byte, next) {
            (b'[', b'[') | (b'{', b'{' | b'|') | (b'}', b'}') | (b'\'', b'\'') | (b'-', b'{') => {
                split()
            }
            (b'[', _) if starts_url(&rest[1..]) => split(),
            (b'~', b'~') if rest.starts_with("~~~") => Some(Edit::insert(at + 2, BREAK)),
            (b'_', b'_') if rest[2..].starts_with(|c: char| c.is_ascii_uppercase()) => split(),
            (b'<', b'/' | b'!') => Some(Edit::replace(Span::new(at, at + 1), "&lt;")),
            (b'<', next) if next.is_ascii_alphabetic() => {
                Some(Edit::replace(Span::new(at, at + 1), "&lt;"))
            }
            (b'&', _) if is_entity(rest) => Some(Edit::replace(Span::new(at, at + 1), "&amp;")),
            _ => None,
        }
    })
}

/// The edit that makes a line of a rendered page start as a line of wikitext: without the white
/// space that would make it preformatted, with `*` for a bullet, and with nothing that would make
/// it a list, a heading or a rule. `line` has no line end.
pub(super) fn line_start(text: &str, line: Span) -> Option<Edit> {
    let content = line.of(text);
    let trimmed = content.trim();
    let start = line.start + (content.len() - content.trim_start().len()) as u32;
    let indent = Span::new(line.start, start);
    let bullet = trimmed.chars().next().filter(|c| matches!(c, '•' | '·' | '◦' | '*'));
    if let Some(bullet) = bullet
        && trimmed[bullet.len_utf8()..].starts_with([' ', '\t'])
    {
        let span = Span::new(line.start, start + bullet.len_utf8() as u32);
        return (span.of(text) != "*").then(|| Edit::replace(span, "*"));
    }
    let is_markup = trimmed.starts_with(['*', '#', ':', ';'])
        || trimmed.starts_with("----")
        || (trimmed.starts_with('=') && trimmed.ends_with('='));
    match (is_markup, indent.is_empty()) {
        (true, _) => Some(Edit::replace(indent, BREAK)),
        (false, false) => Some(Edit::delete(indent)),
        (false, true) => None,
    }
}

fn starts_url(text: &str) -> bool {
    ["http:", "https:", "//", "ftp:", "mailto:", "news:", "irc:"]
        .iter()
        .any(|protocol| text.starts_with(protocol))
}

/// Whether a text starts with a character reference.
fn is_entity(text: &str) -> bool {
    const LONGEST: usize = 12;
    let window = &text.as_bytes()[1..text.len().min(LONGEST)];
    let end = window.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#');
    end.is_some_and(|end| end > 0 && window[end] == b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let line = Span::new(0, text.len() as u32);
        let start = line_start(text, line);
        let from = start.as_ref().map_or(0, |edit| edit.span.end);
        let mut out = start.map(|edit| edit.text).unwrap_or_default();
        let mut at = from;
        for edit in inline(text, Span::new(from, line.end)) {
            out.push_str(Span::new(at, edit.span.start).of(text));
            out.push_str(&edit.text);
            at = edit.span.end;
        }
        out + Span::new(at, line.end).of(text)
    }

    #[test]
    fn what_looks_like_markup_stays_text() {
        for (text, wikitext) in [
            ("Plain — text's end, 5 < 6 & 7.", "Plain — text's end, 5 < 6 & 7."),
            ("a[[0]]", "a[<nowiki/>[0]]"),
            ("{{x}}", "{<nowiki/>{x}<nowiki/>}"),
            ("''it'' <b>", "'<nowiki/>'it'<nowiki/>' &lt;b>"),
            ("&amp; &x", "&amp;amp; &x"),
            ("~~~~ __TOC__ a__b", "~~<nowiki/>~<nowiki/>~ _<nowiki/>_TOC__ a__b"),
            ("  • item", "* item"),
            ("* item", "* item"),
            ("#tag", "<nowiki/>#tag"),
            ("  text", "text"),
            ("== a ==", "<nowiki/>== a =="),
            ("[http://example.org x]", "[<nowiki/>http://example.org x]"),
        ] {
            assert_eq!(escaped(text), wikitext);
        }
    }
}
