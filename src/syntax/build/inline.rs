//! Small things in running text: character references, behaviour switches, signatures, language
//! variants, and the colon of a definition list.

use super::Builder;
use super::frame::{Frame, Mode};
use crate::syntax::attributes::decode_character_references;
use crate::syntax::lex::{Token, TokenKind};
use crate::syntax::tree::NodeKind;

impl Builder<'_> {
    pub(super) fn entity(&mut self, token: Token) {
        let (at, end) = (token.start, token.end());
        if self.spaced_magic_link(at) {
            return;
        }
        self.next += 1;
        let reference = &self.text[at as usize..end as usize];
        if decode_character_references(reference) != reference {
            self.flush(at);
            self.leaf(NodeKind::Entity, at, end);
            self.text_start = end;
        }
    }

    pub(super) fn colon(&mut self, at: u32) {
        if self.bare_url(at) {
            return;
        }
        self.next += 1;
        if self.frame.in_term && self.top() == NodeKind::ListItem {
            self.flush(at);
            self.push(NodeKind::Definition, at);
            self.text_start = at + 1;
            self.frame.in_term = false;
        }
    }

    /// `__NOTOC__`: two underscores, a word that the site knows, two underscores.
    pub(super) fn behavior_switch(&mut self) {
        let start = self.tokens[self.next].end();
        self.next += 1;
        if self.kind_at(self.next) != TokenKind::Underscores {
            return;
        }
        let end = self.tokens[self.next].start;
        let word = &self.text[start as usize..end as usize];
        if self.site.behavior_switches.iter().any(|it| it.eq_ignore_ascii_case(word)) {
            self.flush(start - 2);
            self.leaf(NodeKind::MagicWord, start - 2, end + 2);
            self.text_start = end + 2;
            self.next += 1;
        }
    }

    /// `~~~`, `~~~~` or `~~~~~`; of a longer run the first five.
    pub(super) fn signature(&mut self, token: Token) {
        self.next += 1;
        let end = token.end().min(token.start + 5);
        self.flush(token.start);
        self.leaf(NodeKind::Signature, token.start, end);
        self.text_start = end;
    }

    /// Whether the `{` at `index` follows a `-` that is plain text.
    pub(super) fn is_after_dash(&self, index: usize) -> bool {
        let at = self.tokens[index].start;
        at > self.text_start && self.source[at as usize - 1] == b'-'
    }

    /// A plain `{`: with a `-` before it, it may open language variant markup.
    pub(super) fn open_brace(&mut self, at: u32) {
        if self.is_after_dash(self.next)
            && at >= self.frame.no_variant_until
            && let Some(close) = self.variant_end()
        {
            self.flush(at - 1);
            self.push(NodeKind::LanguageVariant, at - 1);
            let end = self.tokens[close].start;
            self.enter(Frame::new(Mode::Inline, end, end + 2, close as u32 + 1));
            self.text_start = at + 1;
        }
        self.next += 1;
    }

    /// The token of the next `}` with a `-` after it.
    fn variant_end(&mut self) -> Option<usize> {
        let mut index = self.next + 1;
        loop {
            self.steps += 1;
            index = match self.kind_at(index) {
                TokenKind::CloseBrace
                    if self.source.get(self.tokens[index].start as usize + 1) == Some(&b'-') =>
                {
                    return Some(index);
                }
                TokenKind::Piece => self.piece_at(index).next_token as usize,
                kind if kind.ends_argument() || self.is_cell_end(index) => {
                    self.frame.no_variant_until = self.tokens[index].start.min(self.frame.end);
                    return None;
                }
                _ => index + 1,
            };
        }
    }
}
