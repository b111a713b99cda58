//! Whether a text is the source of a page or was copied from the page that readers see.

use std::sync::LazyLock;

use regex::Regex;

use super::line::{entry_prefix, lines, title_before_edit_link};
use crate::site::{RenderedWords, Site};
use crate::syntax::{self, Parse};
use crate::text::Span;

/// What a text is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// The source of a page.
    #[default]
    Wikitext,
    /// Text copied from a rendered page: `[1]` markers, a numbered list of references.
    Rendered,
}

impl Dialect {
    /// The word for it in reports: `wikitext` or `rendered`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wikitext => "wikitext",
            Self::Rendered => "rendered",
        }
    }

    /// Tells the dialect by the text alone.
    ///
    /// Rendering leaves no `<ref>…</ref>` and no `== heading ==` behind: a text that has one is
    /// wikitext, even if half of it was copied. (A tag without its other half is shown as text.) Else the traces of rendering (headings with `[edit]`, list
    /// entries with back links, numbered entries under a heading that says "References") must
    /// outnumber the marks of source (`[[…]]`, `{{…}}`, `'''`), of which a page on programming
    /// or mathematics can hold a few. A text with neither is wikitext.
    pub fn detect(text: &str, site: &Site) -> Self {
        // Two patterns, so that tags are found by their first letters, and nearly always decide.
        static SOURCE_TAG: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)<ref(\s[^<>]*)?/>|<ref(\s[^<>]*)?>[^\n]*?</ref\s*>|<references\b")
                .expect("a valid pattern")
        });
        static SOURCE_HEADING: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?m)^==+[^=\n].*==+\s*$").expect("a valid pattern"));
        static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\[\[[^\[\]\n]+\]\]|\{\{[^{}\n]+|'''").expect("a valid pattern")
        });
        if SOURCE_TAG.is_match(text) || SOURCE_HEADING.is_match(text) {
            return Self::Wikitext;
        }
        let traces = traces_of_rendering(text, &site.rendered);
        if traces > 0 && traces > SOURCE.find_iter(text).take(traces).count() {
            Self::Rendered
        } else {
            Self::Wikitext
        }
    }

    /// Parses a text of this dialect: this is where the two part. What looks like markup in a
    /// rendered page is text, so rules about markup find nothing there.
    ///
    /// # Panics
    /// If `text` is longer than [`crate::text::MAX_SOURCE_BYTES`].
    pub fn parse(self, text: &str, site: &Site) -> Parse {
        match self {
            Self::Wikitext => syntax::parse(text, site),
            Self::Rendered => syntax::plain(text),
        }
    }
}

/// How many lines show that they were rendered.
fn traces_of_rendering(text: &str, words: &RenderedWords) -> usize {
    let mut count = 0;
    let mut in_list = false;
    for line in lines(text, Span::new(0, text.len() as u32)) {
        let line = line.of(text);
        let title = title_before_edit_link(line, words);
        let is_edited = title.is_some();
        if is_edited || words.is_list_heading(line.trim()) {
            in_list = words.is_list_heading(title.unwrap_or(line.trim()));
        }
        // Lists of wikitext start with their mark.
        let is_source = line.starts_with(['#', '*', ':']);
        let is_entry = in_list && !is_source && entry_prefix(line, words).is_some();
        count += usize::from(is_edited || is_entry);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::Dialect;
    use crate::site::Site;

    #[test]
    fn traces_of_rendering_decide() {
        for text in [
            "History[edit]\n\nIt was built in 1905.[1]",
            "Built in 1905.[1]\n\nReferences\n\n1. A survey.",
            "Built in 1905.[1]\n\nNotes\n\n^ A survey.",
            "Built in 1905.[1] Lost</ref> half.\nReferences[edit]\n 1. A survey.",
            "A [[nodiscard]] function.[1]\nReferences[edit]\n 1. A\n 2. B",
        ] {
            assert_eq!(Dialect::detect(text, Site::mediawiki()), Dialect::Rendered, "{text}");
        }
    }

    #[test]
    fn what_only_source_has_decides_against_it() {
        for text in [
            "",
            "A plain line.",
            "A list:\n1. one\n2. two",
            "History[edit]\n\nBuilt.<ref>S</ref>",
            "== History[edit] ==\n\nBuilt.[1]\n\nReferences[edit]\n1. A\n2. B",
            "[[Karsa]] is a {{abbr|t.}}\n\nReferences\n\n1. A",
            "Built.[1]\n\nReferences\n# A\n# B",
            "Built.\n{{Reflist}}\nHistory[edit]",
        ] {
            assert_eq!(Dialect::detect(text, Site::mediawiki()), Dialect::Wikitext, "{text}");
        }
    }
}
