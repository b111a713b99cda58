//! Words that start with a digit, among which are the numbers of a sentence.

use crate::text::Span;

/// The words of a sentence that start with a digit. An apostrophe between letters or digits is a part
/// of the word.
pub(super) fn numerals(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    // Most sentences have no digit. Without a way out in the middle many bytes are looked at together.
    let has_digit = sentence.of(text).bytes().fold(false, |found, it| found | it.is_ascii_digit());
    let text = &text[..sentence.end as usize];
    let start = sentence.start as usize;
    let mut from = if has_digit { start } else { text.len() };
    std::iter::from_fn(move || {
        loop {
            let at = text.as_bytes()[from..].iter().position(u8::is_ascii_digit)?;
            let at = from + at;
            let end = word_end(text, at);
            from = end;
            if !is_in_word(&text[start..at]) {
                return Some(Span::new(at as u32, end as u32));
            }
        }
    })
}

/// Whether a letter or a digit that comes after a text belongs to the word at the end of it.
fn is_in_word(before: &str) -> bool {
    let before = without_apostrophe(before, str::strip_suffix).unwrap_or(before);
    before.ends_with(char::is_alphanumeric)
}

/// Where a word ends that has started before.
fn word_end(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let rest = &text[end..];
        end += rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let rest = &text[end..];
        match without_apostrophe(rest, str::strip_prefix) {
            Some(after) if after.starts_with(char::is_alphanumeric) => {
                end = text.len() - after.len();
            }
            _ => return end,
        }
    }
}

fn without_apostrophe<'t>(
    text: &'t str,
    strip: impl Fn(&'t str, char) -> Option<&'t str>,
) -> Option<&'t str> {
    strip(text, '\'').or_else(|| strip(text, '’'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numerals(text, Span::new(0, text.len() as u32)).map(|word| word.of(text)).collect()
    }

    #[test]
    fn words_that_start_with_a_digit_are_found_whole() {
        assert_eq!(found("In 1871, 20% of 3rd-rate"), ["1871", "20", "3rd"]);
        assert_eq!(found("the 1990’s and 5'6'7 or ’90s, '7'"), ["1990’s", "5'6'7", "90s", "7"]);
        assert_eq!(found("1,204.5 km"), ["1", "204", "5"]);
        assert_eq!(found("12é 7水"), ["12é", "7水"]);
    }

    #[test]
    fn digits_within_words_are_none() {
        assert_eq!(found("B52 é5 水7 x’5 y'6"), [""; 0]);
        assert_eq!(found("a''5 .5 '5"), ["5", "5", "5"]);
    }

    #[test]
    fn sentences_end_words() {
        let text = "x 12345 7";
        let words: Vec<_> = numerals(text, Span::new(3, 5)).map(|word| word.of(text)).collect();
        assert_eq!(words, ["23"]);
    }
}
