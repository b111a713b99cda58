//! What stands round a run of refs: white space before it, punctuation on both sides.

use super::{Document, RefRun};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::text::Span;

/// The punctuation marks that a ref stands after, or before where the wiki wants that.
const MARKS: [char; 6] = ['.', ',', ';', ':', '?', '!'];

/// How much text before a run is looked at, in bytes.
const WINDOW: usize = 100;

/// Words that end in a full stop which does not end the sentence, without it and in lower case.
/// Single letters and words with a full stop inside count too.
const ABBREVIATIONS: [&str; 34] = [
    "al", "approx", "ave", "bros", "ca", "cf", "ch", "co", "corp", "dept", "dr", "ed", "eds",
    "esp", "est", "etc", "fig", "fl", "inc", "jr", "ltd", "mr", "mrs", "ms", "mt", "no", "nos",
    "pp", "prof", "sr", "st", "vol", "vols", "vs",
];

/// What stands round a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings {
    /// The run, as an index into [`Document::runs`].
    pub(super) run: usize,
    /// White space between the run and the text before it; empty if there is none.
    pub(crate) gap: Span,
    /// The end of the text before the gap, on the same line and not empty.
    pub(crate) before: Span,
    /// The punctuation mark after the run.
    pub(crate) after: Option<Punctuation>,
}

/// A punctuation mark next to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Punctuation {
    /// The character.
    pub(crate) mark: char,
    /// Where it stands.
    pub(crate) span: Span,
}

impl Punctuation {
    /// What the mark is called.
    pub(crate) fn name(self) -> &'static str {
        match self.mark {
            '.' => "full stop",
            ',' => "comma",
            ';' => "semicolon",
            ':' => "colon",
            '?' => "question mark",
            _ => "exclamation mark",
        }
    }

    /// From the end of a run to the end of the mark, white space included.
    pub(crate) fn with_gap(self, run: &RefRun) -> Span {
        Span::new(run.span.end, self.span.end)
    }
}

/// What stands round the runs that have text before them.
pub(super) fn surroundings(doc: &Document<'_>) -> Vec<Surroundings> {
    let of_run = |at: usize| {
        let run = &doc.runs[at];
        let last = at.checked_sub(1).map(|last| &doc.runs[last]);
        if last.is_some_and(|last| is_set_apart(doc, last, run)) {
            return None;
        }
        let (before, gap) = before(doc, run)?;
        let after = after(doc, run)
            .filter(|_| doc.runs.get(at + 1).is_none_or(|next| !is_set_apart(doc, run, next)));
        Some(Surroundings { run: at, gap, before, after })
    };
    (0..doc.runs.len()).filter_map(of_run).collect()
}

/// The punctuation mark at the end of the text before a run, quotation marks passed over, where
/// it ends a sentence or clause: not that of an abbreviation or an ellipsis.
pub(crate) fn mark_before(before: &str) -> Option<char> {
    let text = before.trim_end_matches(['"', '”', '’', '»', '“']);
    let mark = text.chars().next_back().filter(|c| MARKS.contains(c))?;
    (!is_ellipsis(text)).then_some(mark)
}

/// Whether the text ends in the full stop of an abbreviation.
pub(crate) fn is_abbreviation(text: &str) -> bool {
    let Some(text) = text.strip_suffix('.') else { return false };
    let word = text.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let is_initial = word.chars().count() == 1;
    is_initial || word.contains('.') || ABBREVIATIONS.contains(&&*word.to_lowercase())
}

/// Whether the text ends in two or more full stops.
pub(crate) fn is_ellipsis(text: &str) -> bool {
    text.ends_with("..") || text.ends_with('…')
}

/// The text before a run and the white space after it; `None` if the run starts a line, a cell or
/// some other markup.
fn before(doc: &Document<'_>, run: &RefRun) -> Option<(Span, Span)> {
    let end = trim_spaces(&doc.text[..run.span.start as usize]).len();
    let window = doc.text.floor_char_boundary(end.saturating_sub(WINDOW));
    let text = &doc.text[window..end];
    let before = memchr::memrchr(b'\n', text.as_bytes()).map_or(text, |at| &text[at + 1..]);
    let inside = end.saturating_sub(doc.tree.span(run.parent).start as usize);
    let is_first = inside <= WINDOW && !has_text_before(doc, run);
    if before.is_empty() || is_first || before.ends_with('|') || ends_in_block(before) {
        return None;
    }
    let end = end as u32;
    Some((Span::new(end - before.len() as u32, end), Span::new(end, run.span.start)))
}

/// Whether a sibling before the run holds anything but white space.
fn has_text_before(doc: &Document<'_>, run: &RefRun) -> bool {
    let first = run.marks[0].node;
    let siblings = doc.tree.children(run.parent).take_while(|&node| node != first);
    let is_blank = |node: NodeId| {
        let text = doc.tree.span(node).of(doc.text);
        trim_spaces(text).trim_ascii().is_empty() || doc.tree.kind(node) == NodeKind::Comment
    };
    // Only called near the start of the parent, so there are few of them.
    siblings.into_iter().any(|node| !is_blank(node))
}

/// Whether the text ends in a comment, or in a tag other than the end of one in running text.
fn ends_in_block(text: &str) -> bool {
    const INLINE: [&str; 18] = [
        "abbr", "b", "big", "code", "em", "i", "kbd", "math", "nowiki", "q", "s", "small", "span",
        "strong", "sub", "sup", "u", "var",
    ];
    if !text.ends_with('>') {
        return false;
    }
    let tag = text.rfind('<').map_or("", |at| &text[at..text.len() - 1]);
    let name = tag.strip_prefix("</").unwrap_or_default().trim().to_ascii_lowercase();
    !INLINE.contains(&&*name)
}

/// The text without the spaces, no-break spaces and tabs at its end.
fn trim_spaces(mut text: &str) -> &str {
    loop {
        let rest = text.trim_end_matches([' ', '\t', '\u{a0}']);
        let rest = rest.strip_suffix("&nbsp;").or(rest.strip_suffix("&#160;")).unwrap_or(rest);
        if rest.len() == text.len() {
            return text;
        }
        text = rest;
    }
}

/// Whether only a comma or semicolon stands between two runs: it sets them apart, and is no part
/// of the sentence.
fn is_set_apart(doc: &Document<'_>, one: &RefRun, two: &RefRun) -> bool {
    const LONGEST: u32 = 4;
    let between = Span::new(one.span.end, two.span.start.max(one.span.end));
    one.parent == two.parent
        && between.len() <= LONGEST
        && matches!(between.of(doc.text).trim(), "," | ";")
}

/// The punctuation mark after a run, if it belongs to the text before it.
fn after(doc: &Document<'_>, run: &RefRun) -> Option<Punctuation> {
    let last = run.marks.last()?;
    let sibling = doc.tree.next_sibling(last.node)?;
    if doc.tree.kind(sibling) != NodeKind::Text {
        return None;
    }
    let rest = &doc.text[run.span.end as usize..];
    let spaces = rest.bytes().take(2).take_while(|&byte| byte == b' ').count();
    let mut rest = rest[spaces..].chars();
    let mark = rest.next().filter(|c| MARKS.contains(c))?;
    let ends_there =
        rest.next().is_none_or(|next| next.is_whitespace() || "<'\"”’»)]{}|&".contains(next));
    let is_markup = mark == ':' && {
        let parent = doc.tree.span(run.parent).of(doc.text);
        doc.tree.kind(run.parent) == NodeKind::ListItem && parent.starts_with(';')
    };
    let start = run.span.end + spaces as u32;
    let span = Span::new(start, start + 1);
    (ends_there && !is_markup).then_some(Punctuation { mark, span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    fn only(text: &str) -> Option<(String, Option<char>)> {
        let doc = Document::new(text, Site::mediawiki());
        let found = doc.surroundings().next();
        found.map(|(_, it)| (it.gap.of(text).to_owned(), it.after.map(|after| after.mark)))
    }

    #[test]
    fn finds_the_punctuation_that_belongs_to_the_text() {
        for (text, expected) in [
            ("A<ref>x</ref>.", Some('.')),
            ("A<ref>x</ref><ref>y</ref> , b", Some(',')),
            ("''A''<ref>x</ref>; b", Some(';')),
            ("5<ref>x</ref>.5", None),
            ("A<ref>x</ref>...", None),
            ("A<ref>x</ref>, <ref>y</ref>.", None),
            ("A (b<ref>x</ref>).", None),
            ("A<ref>x</ref> – b", None),
            (";term<ref>x</ref>: definition", None),
            ("* a<ref>x</ref>.\n", Some('.')),
        ] {
            assert_eq!(only(text).expect("text before the ref").1, expected, "{text}");
        }
    }

    #[test]
    fn finds_the_gap_unless_the_ref_starts_something() {
        for (text, expected) in [
            ("A. <ref>x</ref>", Some(" ")),
            ("A.&nbsp;<ref>x</ref>", Some("&nbsp;")),
            ("[[A]] \u{a0}<ref>x</ref>", Some(" \u{a0}")),
            ("A.<ref>x</ref>", Some("")),
            ("A.\n<ref>x</ref>", None),
            ("* <ref>x</ref>", None),
            ("{|\n| <ref>x</ref>\n|}", None),
            ("{|\n| a <ref>x</ref>\n|}", Some(" ")),
            ("{|\n| style=a | <ref>x</ref>\n|}", None),
            ("A<br /> <ref>x</ref>", None),
            ("A<sup>2</sup> <ref>x</ref>", Some(" ")),
        ] {
            assert_eq!(only(text).map(|it| it.0).as_deref(), expected, "{text}");
        }
        let spaces = "&#160; ".repeat(WINDOW);
        let after = |start: &str| only(&format!("{start}{spaces}<ref>x</ref>")).map(|it| it.0);
        assert_eq!(after("A."), Some(spaces.clone()), "a gap is found in parts");
        assert_eq!(after("* "), None);
    }

    #[test]
    fn knows_abbreviations() {
        for text in ["U.S.", "Acme Inc.", "etc.", "J."] {
            assert!(is_abbreviation(text), "{text}");
        }
        assert!(!is_abbreviation("It rained."));
        assert_eq!(mark_before("said \"so.\""), Some('.'));
        assert_eq!(mark_before("and so..."), None);
    }
}
