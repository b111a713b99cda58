//! What stands between quotation marks, and what looks like the title of a work.

use super::{Context, Stretch};
use crate::text::Span;

/// The longest quotation in a line, in characters: between marks that lie further apart, one of
/// them was forgotten.
const LONGEST: usize = 400;

/// The most words that a title has.
const LONGEST_TITLE: usize = 12;

/// The longest word that titles often have in lower case, in bytes: "of", "with", "nach".
const LONGEST_SMALL_WORD: usize = 4;

/// Marks what stands between quotation marks in the block that starts at `from`, whose stretches
/// are those from `first` on.
pub(super) fn mark_quotations(text: &str, from: u32, stretches: &mut Vec<Stretch>, first: u32) {
    let mut quotations = Quotations { text, from, position: 0, open: None, has_met_mark: false };
    let Some(mut quotation) = quotations.next() else { return };
    // The stretches of the block are built anew, with cuts where quotations start and end.
    let old = stretches.split_off(first as usize);
    let block_end = text.len() as u32;
    for (index, stretch) in old.iter().enumerate() {
        let end = old.get(index + 1).map_or(block_end, |next| next.at);
        let mut at = stretch.at;
        while at < end {
            while quotation.end <= at {
                let past = Span::new(block_end, block_end);
                quotation = quotations.next().unwrap_or(past);
                if quotation == past {
                    break;
                }
            }
            let is_inside = quotation.start <= at && at < quotation.end;
            let next = if is_inside { quotation.end } else { quotation.start.max(at) };
            let next = if next <= at { end } else { next.min(end) };
            let mut context = stretch.context;
            if is_inside {
                context |= Context::QUOTATION;
                if is_title(quotation.of(text).trim_matches(is_mark), 1) {
                    context |= Context::TITLE;
                }
            }
            stretches.push(Stretch { at, context });
            at = next;
        }
    }
}

/// Whether a text looks like a title with at least so many capitalised words.
pub(super) fn is_title(text: &str, least: usize) -> bool {
    let (mut capitalised, mut small) = (0, 0);
    for (index, word) in text.split_whitespace().enumerate() {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some(letter) = word.chars().next() else { continue };
        if letter.is_uppercase() {
            capitalised += 1;
        } else if letter.is_alphabetic() {
            if index == 0 || word.len() > LONGEST_SMALL_WORD {
                return false;
            }
            small += 1;
        }
        if index >= LONGEST_TITLE {
            return false;
        }
    }
    capitalised >= least && capitalised >= small
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The quotations of a block, in order, with their marks.
struct Quotations<'a> {
    text: &'a str,
    from: u32,
    /// Everything before has been looked at, as an offset from `from`.
    position: usize,
    /// The opening mark that waits for its counterpart.
    open: Option<(char, usize)>,
    /// Whether any mark has been met.
    has_met_mark: bool,
}

impl Iterator for Quotations<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let block = &self.text[self.from as usize..];
        loop {
            // The first bytes of `“”„` and of `«»`.
            let rest = &block.as_bytes()[self.position..];
            let Some(at) = memchr::memchr3(b'"', 0xe2, 0xc2, rest) else {
                // Each paragraph of a long quotation has a mark at its start, only the last has
                // one at its end.
                let (_, start) = self.open.take()?;
                self.position = block.len();
                return is_short(&block[start..]).then(|| self.span(start, block.len()));
            };
            let at = self.position + at;
            let mark = block[at..].chars().next()?;
            self.position = at + mark.len_utf8();
            if !is_mark(mark) {
                continue;
            }
            let is_first = !std::mem::replace(&mut self.has_met_mark, true);
            let before = &block[..at];
            if let Some((opened, start)) = self.open
                && closes(opened, mark)
            {
                self.open = None;
                if is_short(&block[start..at]) {
                    return Some(self.span(start, self.position));
                }
            }
            let is_free = self.open.is_none_or(|(_, start)| !is_short(&block[start..at]));
            if is_free && opens(mark, before, &block[self.position..]) {
                self.open = Some((mark, at));
            } else if is_first && ends(mark, before) && is_short(before) {
                // What it closes was opened in a block before.
                return Some(self.span(0, self.position));
            }
        }
    }
}

impl Quotations<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.from + start as u32, self.from + end as u32)
    }
}

fn is_short(text: &str) -> bool {
    text.len() <= LONGEST || (text.len() <= 4 * LONGEST && text.chars().count() <= LONGEST)
}

fn closes(opened: char, mark: char) -> bool {
    matches!(
        (opened, mark),
        ('"' | '„', '"') | ('“' | '”' | '„', '”') | ('„', '“') | ('«', '»') | ('»', '«')
    )
}

/// Whether a mark can open a quotation, rather than stand for inches or close one.
fn opens(mark: char, before: &str, after: &str) -> bool {
    match mark {
        '"' => {
            !before.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '[' | '–' | '—'))
                && !after.is_empty()
        }
        '”' => !before.ends_with(|c: char| !c.is_whitespace() && c != '('),
        _ => true,
    }
}

/// Whether a mark ends a quotation that was opened elsewhere: behind a stop, not behind a number
/// of inches.
fn ends(mark: char, before: &str) -> bool {
    matches!(mark, '"' | '”') && before.ends_with(['.', ',', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let quotations = Quotations { text, from: 0, position: 0, open: None, has_met_mark: false };
        quotations.map(|span| span.of(text)).collect()
    }

    #[test]
    fn quotations_have_marks_of_one_kind() {
        assert_eq!(
            found("a \"b c\" d “e” f „g“ h «i» j »k« l"),
            ["\"b c\"", "“e”", "„g“", "«i»", "»k«"]
        );
        assert_eq!(found("a 5\" nail and a 6\" nail"), [""; 0]);
        assert_eq!(found("it’s – a “b c"), ["“b c"]);
        assert_eq!(found("a b.\" c 5\" d"), ["a b.\""]);
        assert_eq!(found("a \" b \" c-\"d\""), ["\" b \""]);
        let long = format!("\"{}\" \"b\"", "a".repeat(401));
        assert_eq!(found(&long), ["\"b\""]);
    }

    #[test]
    fn stretches_are_cut_at_quotations() {
        let text = "ab\"cd\"ef";
        let plain = Context::default();
        let text = format!("{} ", &text[..2]) + &text[2..];
        let mut stretches =
            vec![Stretch { at: 0, context: plain }, Stretch { at: 5, context: Context::LINK }];
        mark_quotations(&text, 0, &mut stretches, 0);
        let quoted = Context::QUOTATION;
        let all: Vec<_> = stretches.iter().map(|it| (it.at, it.context)).collect();
        assert_eq!(all, [(0, plain), (3, quoted), (5, quoted | Context::LINK), (7, Context::LINK)]);
    }

    #[test]
    fn titles_are_capitalised() {
        assert!(is_title("The Lord of the Mills", 2));
        assert!(is_title("Millstone", 1));
        assert!(!is_title("Millstone", 2));
        assert!(!is_title("He was a man", 1));
        assert!(!is_title("the Great", 1));
    }
}
