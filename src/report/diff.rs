//! What fixing would change, as a unified diff. The only user of `similar`.

use std::borrow::Cow;
use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

use super::escape::escape;

/// How diffs are printed.
#[derive(Clone, Copy, Debug)]
pub struct Diff {
    /// Whether to use colours.
    pub color: bool,
    /// Whether people read it at a terminal, which gets no control characters. Else the lines
    /// are those of the page, byte by byte, for `patch` and its kin.
    pub terminal: bool,
}

impl Diff {
    /// The diff between two texts of the file at `path`; empty if they are equal.
    pub fn unified(self, path: &str, old: &str, new: &str) -> String {
        let mut out = String::new();
        // Lines end at LF alone: a lone CR is a part of its line.
        let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
        let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
        let path = escape(path);
        for hunk in diff.unified_diff().iter_hunks() {
            if out.is_empty() {
                self.line(&mut out, "1", "--- ", &path);
                self.line(&mut out, "1", "+++ ", &path);
            }
            self.line(&mut out, "36", "", &hunk.header().to_string());
            for change in hunk.iter_changes() {
                let (color, sign) = match change.tag() {
                    ChangeTag::Equal => ("", " "),
                    ChangeTag::Delete => ("31", "-"),
                    ChangeTag::Insert => ("32", "+"),
                };
                let line = change.value();
                let (content, is_whole) = match line.strip_suffix('\n') {
                    Some(content) => (content, true),
                    None => (line, false),
                };
                self.line(&mut out, color, sign, &self.content(content));
                if !is_whole {
                    out.push_str("\\ No newline at end of file\n");
                }
            }
        }
        out
    }

    /// A line of the page; a CR before the newline is no news at a terminal.
    fn content(self, line: &str) -> Cow<'_, str> {
        if self.terminal { escape(line.strip_suffix('\r').unwrap_or(line)) } else { line.into() }
    }

    fn line(self, out: &mut String, color: &str, sign: &str, content: &str) {
        let (start, end) = if self.color && !color.is_empty() {
            (format!("\x1b[{color}m"), "\x1b[0m")
        } else {
            (String::new(), "")
        };
        writeln!(out, "{start}{sign}{content}{end}").expect("a string takes all");
    }
}

#[cfg(test)]
mod tests {
    use super::Diff;

    const PLAIN: Diff = Diff { color: false, terminal: false };

    #[test]
    fn equal_texts_have_no_diff() {
        assert_eq!(PLAIN.unified("a.wiki", "x\n", "x\n"), "");
    }

    #[test]
    fn lines_are_kept_byte_by_byte_for_programs() {
        let diff = PLAIN.unified("a.wiki", "one\r\ntw\ro\nthree\x1b", "one\r\ntw\rO\nthree\x1b");
        let expected = "--- a.wiki\n+++ a.wiki\n@@ -1,3 +1,3 @@\n one\r\n-tw\ro\n+tw\rO\n \
                        three\x1b\n\\ No newline at end of file\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn a_terminal_gets_no_control_characters_but_colours() {
        let diff = Diff { color: true, terminal: true }.unified("a\x1b", "\x1b[2J\r\n", "");
        assert!(!diff.contains("\x1b[2J") && !diff.contains('\r'), "{diff:?}");
        assert!(diff.contains("\x1b[31m-"), "{diff:?}");
    }
}
