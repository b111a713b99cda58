//! The words that MediaWiki prints: the data of `rules/rendered.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What MediaWiki prints beside the text of a page. All words are in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RenderedWords {
    references: FxHashSet<String>,
    notes: FxHashSet<String>,
    edit_links: FxHashSet<String>,
    contents: FxHashSet<String>,
    hide_links: FxHashSet<String>,
    jump_links: Vec<String>,
    groups: FxHashSet<String>,
}

impl RenderedWords {
    /// Whether a list of references may stand under this heading.
    pub fn is_list_heading(&self, title: &str) -> bool {
        is_one_of(&self.references, title) || self.is_notes_heading(title)
    }

    /// Whether a list of notes stands under this heading, as a rule.
    pub fn is_notes_heading(&self, title: &str) -> bool {
        is_one_of(&self.notes, title)
    }

    /// Whether the content of brackets is an edit link: `edit`, `edit | edit source`.
    pub fn is_edit_link(&self, content: &str) -> bool {
        content.split('|').all(|part| is_one_of(&self.edit_links, part.trim()))
    }

    /// Whether the table of contents starts with this line.
    pub fn is_contents_heading(&self, line: &str) -> bool {
        // Most lines are paragraphs, and long.
        let bracket = memchr::memchr2(b'[', b'(', line.as_bytes());
        let (title, rest) = bracket.map_or((line, ""), |at| (&line[..at], &line[at + 1..]));
        let fold = rest.trim_end_matches([']', ')']);
        is_one_of(&self.contents, title.trim())
            && (fold.is_empty() || is_one_of(&self.hide_links, fold))
    }

    /// How many bytes the words at the start of `text` take that lead to back-link labels.
    pub fn jump_link(&self, text: &str) -> Option<usize> {
        let starts = |word: &&String| {
            text.get(..word.len()).is_some_and(|start| start.to_lowercase() == **word)
        };
        self.jump_links.iter().find(starts).map(String::len)
    }

    /// Whether a marker may name this group.
    pub fn is_group(&self, name: &str) -> bool {
        is_one_of(&self.groups, name)
    }
}

/// Whether a text is one of some words in lower case. Long texts are none, and cost nothing.
fn is_one_of(words: &FxHashSet<String>, text: &str) -> bool {
    text.len() <= 60 && (words.contains(text) || words.contains(&text.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use crate::site::Site;

    #[test]
    fn knows_what_mediawiki_prints() {
        let words = &Site::mediawiki().rendered;
        assert!(words.is_list_heading("References") && !words.is_list_heading("History"));
        assert!(words.is_notes_heading("Notes"));
        assert!(words.is_edit_link("edit | edit source") && !words.is_edit_link("1"));
        assert!(words.is_contents_heading("Contents [hide]"));
        assert!(!words.is_contents_heading("Contents of the box"));
        assert_eq!(words.jump_link("Jump up to: a b"), Some(11));
    }
}
