//! The ids that MediaWiki gives headings, and links to them.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use rustc_hash::FxHashMap;

use crate::facts::Document;
use crate::facts::short::anchor_text;
use crate::syntax::parse;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::Heading;
use crate::text::Span;

/// What cannot stand in the target of a link, or would end it.
const NOT_IN_LINKS: &AsciiSet =
    &CONTROLS.add(b'[').add(b']').add(b'{').add(b'}').add(b'|').add(b'<').add(b'>');

/// The same, and what would begin an escape.
const NOR_PERCENT: &AsciiSet = &NOT_IN_LINKS.add(b'%');

/// The id of each section, in the order of [`Document::sections`]; `None` for the lead and where
/// only MediaWiki knows the heading.
pub(super) fn ids(doc: &Document<'_>) -> Vec<Option<String>> {
    let titles = doc.sections.iter().map(|section| {
        let heading = section.heading?;
        plain_heading(doc.text, &doc.tree, heading)
    });
    unique(titles)
}

/// Makes ids of titles: of equal ones, letter case aside, the second gets `_2`, and so on.
pub(super) fn unique(titles: impl Iterator<Item = Option<String>>) -> Vec<Option<String>> {
    // How many there are of an id, in lower case.
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    let mut id_of = |title: String| {
        let key = title.to_lowercase();
        let Some(count) = counts.get(&key).copied() else {
            counts.insert(key, 1);
            return title;
        };
        let mut number = count + 1;
        while counts.contains_key(&format!("{key} {number}")) {
            number += 1;
        }
        counts.insert(key.clone(), number);
        counts.insert(format!("{key} {number}"), 1);
        format!("{title} {number}")
    };
    titles.map(|title| title.map(&mut id_of)).collect()
}

/// The text of a heading as readers see it, with single spaces; `None` where a template makes some
/// of it.
pub(in crate::lsp) fn plain_heading(text: &str, tree: &Tree, node: NodeId) -> Option<String> {
    use NodeKind::{
        Comment, ExtensionTag, HtmlTag, MagicWord, Nowiki, Parameter, ParserFunction, Ref,
        References, Template,
    };
    let title = Heading::new(text, tree, node)?.text_span;
    let mut plain = String::new();
    let mut copied = title.start;
    for (_, inner) in tree.descendants(node) {
        let span = inner.span();
        if span.start < copied || span.end > title.end {
            continue;
        }
        match inner.kind() {
            Template | Parameter | ParserFunction | MagicWord => return None,
            Comment | HtmlTag | Ref | References | ExtensionTag | Nowiki => {
                plain.push_str(Span::new(copied, span.start).of(text));
                copied = span.end;
            }
            _ => {}
        }
    }
    plain.push_str(Span::new(copied, title.end).of(text));
    Some(anchor_text(&plain))
}

/// The ids that change when a section gets another title, each with what it will be; `None` in its
/// place where only MediaWiki knows the new one. `None` for all if the title would not make a
/// heading of the same level.
pub(in crate::lsp) fn ids_after_rename(
    doc: &Document<'_>,
    section: usize,
    title: &str,
) -> Option<Vec<(String, Option<String>)>> {
    let marks = "=".repeat(doc.sections[section].level.into());
    let line = format!("{marks} {title} {marks}");
    let tree = parse(&line, doc.site).tree;
    let (node, _) = tree.preorder().find(|(_, node)| node.kind() == NodeKind::Heading)?;
    let heading = Heading::new(&line, &tree, node)?;
    if heading.level != doc.sections[section].level || heading.text() != title {
        return None;
    }
    let new = plain_heading(&line, &tree, node);
    let titles = doc.sections.iter().enumerate().map(|(at, it)| match it.heading {
        Some(_) if at == section => new.clone(),
        heading => plain_heading(doc.text, &doc.tree, heading?),
    });
    let after = unique(titles);
    let changed = ids(doc).into_iter().zip(after).filter(|(old, new)| old != new);
    Some(changed.filter_map(|(old, new)| Some((old?, new))).collect())
}

/// The id that the part of a link after its `#` leads to, with spaces for underscores.
pub(super) fn id_of_fragment(fragment: &str) -> String {
    anchor_text(&percent_decode_str(fragment).decode_utf8_lossy())
}

/// The id of an anchor that is given outright.
pub(in crate::lsp) fn id_of(anchor: &str) -> String {
    anchor_text(anchor)
}

/// The id that names and a year, with `|` between them, make.
pub(in crate::lsp) fn id_of_names(names: &str) -> String {
    let parts = names.split('|').map(|part| anchor_text(part.trim()));
    anchor_text(&format!("CITEREF{}", parts.collect::<String>()))
}

/// An id as it is written after the `#` of a link.
pub(in crate::lsp) fn fragment(id: &str) -> String {
    let encoded = encoded(id, NOT_IN_LINKS);
    // Else a `%` and two digits of the id would be read as one character.
    if id_of_fragment(&encoded) == id { encoded } else { self::encoded(id, NOR_PERCENT) }
}

/// Letters beyond ASCII stand in links as they are: people read them there.
fn encoded(id: &str, set: &'static AsciiSet) -> String {
    let pieces = id.split_inclusive(|it: char| !it.is_ascii()).map(|piece| {
        let ascii = piece.trim_end_matches(|it: char| !it.is_ascii());
        format!("{}{}", utf8_percent_encode(ascii, set), &piece[ascii.len()..])
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::{fragment, id_of_fragment, unique};

    #[test]
    fn equal_headings_are_numbered_as_mediawiki_does() {
        let ids = |titles: &[&str]| {
            let titles = titles.iter().map(|title| Some((*title).to_owned()));
            unique(titles).into_iter().flatten().collect::<Vec<_>>()
        };
        assert_eq!(ids(&["A", "a", "A"]), ["A", "a 2", "A 3"]);
        assert_eq!(ids(&["A", "A 2", "A"]), ["A", "A 2", "A 3"]);
    }

    #[test]
    fn fragments_lead_back_to_their_ids() {
        for id in
            ["Early life", "Größe & Maß", "a [b] {c}", "100 %", "50%25 off", "x|y", "50%25 [x]"]
        {
            assert_eq!(id_of_fragment(&fragment(id)), id);
        }
        assert_eq!(fragment("Größe 🗼 [e\u{301}]"), "Größe 🗼 %5Be\u{301}%5D");
        assert_eq!(id_of_fragment("Early_life%21"), "Early life!");
    }
}
