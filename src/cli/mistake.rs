//! How mistakes in settings are shown: with the line, and a mark under what is wrong.

use super::output;
use crate::config::{ConfigError, Place};
use crate::report::escape::picture;

/// How many characters of a long line are shown.
const MOST: usize = 90;

/// Prints each mistake on standard error.
pub(super) fn print(mistakes: &[ConfigError]) {
    for mistake in mistakes {
        output::error(&mistake.to_string());
        let shown = mistake.place.as_ref().filter(|place| !place.origin.is_argument);
        for line in shown.map(excerpt).into_iter().flatten() {
            output::note(&line);
        }
    }
}

/// The line of a place, and the mark under it.
fn excerpt(place: &Place) -> [String; 2] {
    let text = &*place.origin.text;
    let start = text.floor_char_boundary(place.span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let before = text[line_start..start].chars().count();
    let end = text.ceil_char_boundary(place.span.end).min(line_start + line.len()).max(start);
    let marked = text[start..end].chars().count().max(1);
    // The start of the line says most, if it leaves room for what is wrong.
    let skipped = if before + marked > MOST { before.saturating_sub(MOST / 3) } else { 0 };
    let shown: String = line.chars().skip(skipped).take(MOST).map(plain).collect();
    let number = place.start().line.to_string();
    let marks = "^".repeat(marked.min(MOST - (before - skipped).min(MOST - 1)));
    let (gap, indent) = (" ".repeat(number.len()), " ".repeat(before - skipped));
    [format!("  {number} | {shown}"), format!("  {gap} | {indent}{marks}")]
}

/// One printable character of the same width.
fn plain(c: char) -> char {
    if c == '\t' { ' ' } else { picture(c) }
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::config::Layer;

    fn shown(text: &str) -> [String; 2] {
        let error = Layer::file("citelint.toml", text).expect_err("a mistake");
        excerpt(&error.place.expect("a place"))
    }

    #[test]
    fn the_mark_stands_under_the_mistake() {
        assert_eq!(shown("\n\tänd = 1\n")[0], "  2 |  änd = 1");
        assert_eq!(shown("select = []\nselct = []\n"), ["  2 | selct = []", "    | ^^^^^"]);
        let long = format!("select = [{}1]", "'x', ".repeat(100));
        let [line, marks] = shown(&long);
        assert_eq!(line.find("1]").expect("it is shown"), marks.find('^').expect("a mark"));
        assert!(line.len() < 120, "{line}");
    }
}
