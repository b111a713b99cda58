//! Characters in values that nobody sees.

use super::{Value, ValueFaultKind, ValueKind};
use crate::facts::traits::Traits;

/// A character that nobody sees, and what to write instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvisibleChar {
    /// The character.
    pub char: char,
    /// What it is called.
    pub name: &'static str,
    /// Whether a space should stand in its place; else nothing should, unless a letter is lost.
    pub is_space: bool,
    /// Whether it stands for a letter that was lost.
    pub is_loss: bool,
}

/// What is known of a character that nobody sees.
fn invisible_char(char: char) -> Option<InvisibleChar> {
    let (name, is_space) = match char {
        '\u{FFFD}' => ("replacement character", false),
        '\u{200B}' => ("zero-width space", false),
        '\u{200D}' => ("zero-width joiner", false),
        '\u{200A}' => ("hair space", true),
        '\u{AD}' => ("soft hyphen", false),
        '\u{A0}' => ("no-break space", true),
        '\u{FEFF}' => ("byte order mark", false),
        '\t' => ("tab", true),
        '\n' | '\r' => ("line break", true),
        '\u{7F}' => ("delete character", false),
        '\0'..='\u{1F}' | '\u{80}'..='\u{9F}' => ("control character", false),
        _ => return None,
    };
    Some(InvisibleChar { char, name, is_space, is_loss: char == '\u{FFFD}' })
}

/// The characters of a text that nobody sees and that do nothing, with their places in bytes.
pub fn invisible_chars(text: &str) -> impl Iterator<Item = (usize, InvisibleChar)> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, char)| {
        // A joiner joins letters of Indic and Arabic scripts, and parts of emoji.
        let is_meant = char == '\u{200D}' && !before.is_ascii();
        before = char;
        let found = invisible_char(char).filter(|_| !is_meant)?;
        Some((at, found))
    })
}

impl Value<'_> {
    /// The first such character of a value is reported; mending takes all of them.
    pub(super) fn judge_characters(&mut self) {
        if !self.traits.has(Traits::INVISIBLE) || self.field.ends_with("quote") {
            return;
        }
        // White space in addresses is told by the rule about addresses, and lists of people are
        // written on several lines.
        let may_be_blank = matches!(self.kind, ValueKind::Url | ValueKind::Names);
        let is_wrong = |found: &InvisibleChar| !may_be_blank || !found.char.is_ascii_whitespace();
        let text = self.text;
        if let Some((at, found)) = invisible_chars(text).find(|(_, found)| is_wrong(found)) {
            self.report_at(ValueFaultKind::InvisibleChar, at, found.char.len_utf8());
        }
    }
}
