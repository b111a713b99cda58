//! Single lines of a rendered page: entries of a list, headings with their edit link.

use super::label::{Label, Series, letters, number};
use crate::site::RenderedWords;
use crate::text::Span;

/// Back links that an entry shows: an arrow, `4.0 4.1` or `a b c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackLinks {
    /// Where they stand.
    pub span: Span,
    /// How many there are.
    pub count: u32,
}

/// How a line starts that is an entry of a list. Offsets count from the start of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix<'s> {
    /// What it is called, if it says so.
    pub(super) label: Option<Label<'s>>,
    /// The label as written, with its dot or brackets; empty if there is none.
    pub(super) label_span: Span,
    pub(super) back_links: Option<BackLinks>,
    /// Where the text of the entry starts.
    pub(super) text_start: u32,
}

/// The lines of a text, without their ends and the white space before these.
pub(super) fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = span.start;
    std::iter::from_fn(move || {
        if start >= span.end {
            return None;
        }
        let rest = Span::new(start, span.end).of(text);
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = Span::new(start, start + rest[..end].trim_end().len() as u32);
        start += end as u32 + 1;
        Some(line)
    })
}

/// Reads how a line starts; `None` if it is no entry.
pub(super) fn entry_prefix<'s>(line: &'s str, words: &RenderedWords) -> Option<Prefix<'s>> {
    let mut reader = Reader { line, words, at: 0 };
    reader.skip_spaces();
    let by_position = reader.skip_item_marks();
    let label_start = reader.at;
    let label = reader.label();
    let label_span = Span::new(label_start as u32, reader.at as u32);
    reader.skip_spaces();
    let links_start = reader.at as u32;
    let arrow = reader.arrow();
    let own = label.filter(|label| label.series == Series::Numbers).map(|label| label.number);
    let numbered = reader.numbered_links(own);
    let count = if let Some((_, count)) = numbered {
        count
    } else {
        // Without an arrow or a label before them, letters are words.
        let letters = if arrow || label.is_some() { reader.lettered_links() } else { None };
        letters.unwrap_or(u32::from(arrow))
    };
    if label.is_none() && !by_position && count == 0 {
        return None;
    }
    let links_end = reader.line[..reader.at].trim_end().len() as u32;
    let links = Span::new(links_start, links_end.max(links_start));
    let base = numbered.map(|(number, _)| Label { series: Series::Numbers, number });
    Some(Prefix {
        label: label.or(base),
        label_span,
        back_links: (count > 0).then_some(BackLinks { span: links, count }),
        text_start: reader.at as u32,
    })
}

/// The title of a line that ends with an edit link, such as `History[edit]`.
pub(super) fn title_before_edit_link<'s>(line: &'s str, words: &RenderedWords) -> Option<&'s str> {
    let (title, inner) = line.strip_suffix(']')?.rsplit_once('[')?;
    let title = title.trim();
    (!title.is_empty() && !title.ends_with('=') && words.is_edit_link(inner)).then_some(title)
}

/// A line of a table of contents: how deep it stands, from 1, and the title.
pub(super) fn contents_line(line: &str) -> Option<(u8, &str)> {
    let line = line.trim_start();
    let (mark, title) = line.split_once([' ', '\t'])?;
    let numbers: Vec<&str> = mark.strip_suffix('.').unwrap_or(mark).split('.').take(6).collect();
    let all = numbers.iter().all(|part| number(part).is_some());
    (all && !title.trim().is_empty()).then(|| (numbers.len() as u8, title.trim()))
}

struct Reader<'s, 'w> {
    line: &'s str,
    words: &'w RenderedWords,
    at: usize,
}

impl<'s> Reader<'s, '_> {
    fn rest(&self) -> &'s str {
        &self.line[self.at..]
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The marks of a wikitext list; true for an item of a numbered list.
    fn skip_item_marks(&mut self) -> bool {
        let rest = self.rest();
        let marks = rest.len() - rest.trim_start_matches(['#', '*', ':']).len();
        if marks != 1 {
            return false;
        }
        self.at += 1;
        self.skip_spaces();
        rest.starts_with('#')
    }

    /// `3.`, `b.`, `3)`, `[3]` or `[note 3]`.
    fn label(&mut self) -> Option<Label<'s>> {
        let rest = self.rest();
        if rest.starts_with('[') {
            let (label, length) = Label::bracketed(rest, self.words)?;
            let after = &rest[length as usize..];
            if !after.is_empty() && !ends_label(after) {
                return None;
            }
            self.at += length as usize;
            return Some(label);
        }
        let end = rest.find(['.', ')', ' ']).filter(|&end| end <= 3)?;
        let closes = !rest[end..].starts_with(' ');
        let after = &rest[end + usize::from(closes)..];
        let label = match number(&rest[..end]) {
            Some(number) => Label { series: Series::Numbers, number },
            None => Label { series: Series::Letters, number: letters(&rest[..end])? },
        };
        let is_label = closes && (after.is_empty() || ends_label(after));
        // Some browsers copy the number of an item without its dot, before the arrow.
        let before_arrow = label.series == Series::Numbers && is_arrow(after.trim_start());
        (is_label || before_arrow).then(|| {
            self.at += end + usize::from(closes);
            label
        })
    }

    fn arrow(&mut self) -> bool {
        let rest = self.rest();
        if !is_arrow(rest) {
            return false;
        }
        self.at += rest.chars().next().map_or(0, char::len_utf8);
        self.skip_spaces();
        if let Some(length) = self.words.jump_link(self.rest()) {
            self.at += length;
            self.skip_spaces();
            // Screen readers get an arrow of their own.
            if is_arrow(self.rest()) {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                self.skip_spaces();
            }
        }
        true
    }

    /// `4.0 4.1 4.2`: the number and how many there are. At least two, counted from 0.
    fn numbered_links(&mut self, own: Option<u32>) -> Option<(u32, u32)> {
        let mut base = own;
        let mut count = 0;
        let mut end = self.at;
        let mut rest = self.rest();
        loop {
            let word = rest.split(char::is_whitespace).next().unwrap_or_default();
            let Some((first, last)) = word.split_once('.') else { break };
            let Some(value) = number(first).filter(|value| base.is_none_or(|base| base == *value))
            else {
                break;
            };
            let digits = last.bytes().all(|byte| byte.is_ascii_digit());
            if !digits || last.len() > 3 || last.parse() != Ok(count) {
                break;
            }
            base = Some(value);
            count += 1;
            let after = rest[word.len()..].trim_start();
            end = self.line.len() - after.len();
            rest = after;
        }
        let number = base.filter(|_| count > 1)?;
        self.at = end;
        Some((number, count))
    }

    /// `a b c`: how many there are. At least two, in order.
    fn lettered_links(&mut self) -> Option<u32> {
        let mut count = 0;
        let mut end = self.at;
        let mut rest = self.rest();
        loop {
            let word = rest.split(char::is_whitespace).next().unwrap_or_default();
            if letters(word) != Some(count + 1) {
                break;
            }
            count += 1;
            let after = rest[word.len()..].trim_start();
            end = self.line.len() - after.len();
            rest = after;
        }
        (count > 1).then(|| {
            self.at = end;
            count
        })
    }
}

fn is_arrow(text: &str) -> bool {
    text.starts_with(['↑', '^'])
}

fn ends_label(after: &str) -> bool {
    after.starts_with(char::is_whitespace) || is_arrow(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    fn read(line: &str) -> Option<(String, u32, &str)> {
        let prefix = entry_prefix(line, &Site::mediawiki().rendered)?;
        let label = prefix.label.map(|label| label.to_string()).unwrap_or_default();
        let count = prefix.back_links.map_or(0, |links| links.count);
        Some((label, count, &line[prefix.text_start as usize..]))
    }

    #[test]
    fn entries_start_in_many_ways() {
        for (line, label, count, text) in [
            ("  1. A", "1", 0, "A"),
            ("  4. 4.0 4.1 Dorin, Ilse", "4", 2, "Dorin, Ilse"),
            ("12. 12.00 12.01 12.02 A", "12", 3, "A"),
            ("↑ 4.0 4.1 A", "4", 2, "A"),
            ("↑ A", "", 1, "A"),
            ("^ a b c A book", "", 3, "A book"),
            ("^ Jump up to: a b A", "", 2, "A"),
            ("5. ↑ Jump up ↑ A", "5", 1, "A"),
            ("5.↑ A", "5", 1, "A"),
            ("5 ^ A", "5", 1, "A"),
            ("[7] A", "7", 0, "A"),
            ("[note 2] A", "note 2", 0, "A"),
            ("b. A", "b", 0, "A"),
            ("# A", "", 0, "A"),
            ("* ↑ A", "", 1, "A"),
            ("3. 3.0 notes of the release", "3", 0, "3.0 notes of the release"),
        ] {
            assert_eq!(read(line), Some((label.to_owned(), count, text)), "{line}");
        }
        for other in ["", "A", "1999. A", "1.5 tonnes", "p.12", "a book", "## A", "[sic] A", "a b"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn edit_links_follow_titles() {
        let words = &Site::mediawiki().rendered;
        assert_eq!(
            title_before_edit_link("Early life [edit | edit source]", words),
            Some("Early life")
        );
        assert_eq!(title_before_edit_link("[edit]", words), None);
        assert_eq!(title_before_edit_link("Born in 1950[1]", words), None);
        assert_eq!(contents_line("  2.1 Early life"), Some((2, "Early life")));
        assert_eq!(contents_line("1999 was the year"), None);
    }
}
