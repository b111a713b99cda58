//! Heading lines, as far as they hide pipes and equals signs from a template round them.

use super::{HeadingLine, Open, OpenKind, Preprocessor};
use crate::syntax::lex::TokenKind;

/// How many `=` at the start of a line MediaWiki looks at.
const LONGEST_MARK: u32 = 6;

impl Preprocessor<'_> {
    pub(super) fn newline(&mut self) {
        let token = self.tokens[self.next];
        if self.top().is_some_and(|top| top.kind == OpenKind::Heading) {
            self.end_heading(token.start);
        }
        self.next += 1;
        self.line_start(token.end());
    }

    /// Opens a heading if the line that starts at `at` starts with equals signs.
    pub(super) fn line_start(&mut self, at: u32) {
        let token = self.tokens[self.next];
        if token.start != at || token.kind() != TokenKind::Equals || at >= self.limit {
            return;
        }
        let count = self.run_length(TokenKind::Equals, LONGEST_MARK);
        // A lone `=` at the start of a line of an argument ends the argument's name.
        if count == 1 && self.finds_equals() {
            return;
        }
        self.stack.push(Open::new(OpenKind::Heading, count, self.next, at));
        self.next += count as usize;
    }

    /// Ends the heading on top at the end of its line, `end`.
    pub(super) fn end_heading(&mut self, end: u32) {
        let Some(open) = self.stack.pop() else { return };
        let before = |at: u32, set: &[u8]| {
            let line = &self.source[open.start as usize..at as usize];
            line.iter().rev().take_while(|byte| set.contains(byte)).count() as u32
        };
        let mut text_end = end - before(end, b" \t");
        if open.comment_end == text_end {
            text_end = open.comment_start - before(open.comment_start, b" \t");
        }
        let closing = before(text_end, b"=");
        self.pieces.steps += u64::from(end - text_end + closing);
        let level = if text_end - closing == open.start {
            // Nothing but equals signs: all but the outer ones are the text.
            if closing < 3 { 0 } else { ((closing - 1) / 2).min(LONGEST_MARK) }
        } else {
            closing.min(open.count)
        };
        if level > 0 && self.barriers.is_empty() {
            self.pieces.headings.push(HeadingLine { start: open.start, end, level: level as u8 });
        }
    }
}
