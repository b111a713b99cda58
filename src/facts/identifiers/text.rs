//! Identifiers in running text, after a label that leaves no doubt: `ISSN 1234-5678`.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::collect::{Page, covers};
use super::{Identifier, Place};
use crate::identifier::{Kind, check};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::text::Span;

/// The labels; their letter case counts, since the search has to be quick.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("ISBN|ISSN|ISMN|PMID|PMCID|OCLC|arXiv:|hdl:|doi:|DOI|Doi:")
        .expect("the pattern is valid")
});

/// How much of the text after a label is read, in bytes.
const LONGEST: usize = 256;

/// The fewest digits of what is meant as a whole ISBN; fewer are the start of one.
const LEAST_ISBN_DIGITS: usize = 8;

/// The identifiers in running text, in source order; `known` are those in templates and magic
/// links, in source order.
pub(super) fn in_text<'s>(page: Page<'_, 's>, known: &[Identifier<'s>]) -> Vec<Identifier<'s>> {
    let text = page.text;
    let mut found = Vec::new();
    let mut citations = page.citations.iter().map(|it| page.tree.span(it.node)).peekable();
    let mut citation_end = 0;
    for label in LABEL.find_iter(text.as_bytes()) {
        let starts_word =
            !text[..label.start()].ends_with(|c: char| c.is_alphanumeric() && c != 'e');
        let Some((kind, start)) = number_start(text, label.as_bytes(), label.end()) else {
            continue;
        };
        if !starts_word {
            continue;
        }
        while let Some(span) = citations.next_if(|span| span.start < start as u32) {
            citation_end = citation_end.max(span.end);
        }
        if (start as u32) < citation_end {
            continue;
        }
        let Some(node) = text_node(page.tree, start as u32) else { continue };
        if covers(known, start as u32) {
            continue;
        }
        let rest = Span::new(start as u32, page.tree.span(node).end).of(text);
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        let Some(value) = value(kind, rest) else { continue };
        let span = Span::new(start as u32, (start + value.len()) as u32);
        found.push(page.identifier(kind, Cow::Borrowed(value), span, Place::Text));
    }
    found
}

/// The kind that a label names, and where the number after it starts.
fn number_start(text: &str, label: &[u8], end: usize) -> Option<(Kind, usize)> {
    let kind = match label {
        b"ISBN" => Kind::Isbn,
        b"ISSN" => Kind::Issn,
        b"ISMN" => Kind::Ismn,
        b"PMID" => Kind::Pmid,
        b"PMCID" => Kind::Pmc,
        b"OCLC" => Kind::Oclc,
        b"arXiv:" => Kind::Arxiv,
        b"hdl:" => Kind::Hdl,
        _ => Kind::Doi,
    };
    let mut rest = &text[end..];
    if kind == Kind::Isbn {
        let form = ["-13", "-10", "13:", "10:", " 13:", " 10:"];
        rest = form.iter().find_map(|form| rest.strip_prefix(form)).unwrap_or(rest);
    }
    // The label may be a link.
    rest = rest.strip_prefix("]]").unwrap_or(rest);
    loop {
        let next = rest.trim_start_matches([' ', ':', '\u{a0}', '#']);
        let next = next.strip_prefix("&nbsp;").unwrap_or(next);
        if next.len() == rest.len() {
            break;
        }
        rest = next;
    }
    if kind == Kind::Pmc {
        rest = rest.strip_prefix("PMC")?;
    }
    let is_value = match kind {
        Kind::Doi => rest.starts_with("10."),
        Kind::Arxiv | Kind::Hdl => rest.starts_with(|c: char| c.is_ascii_alphanumeric()),
        _ => rest.starts_with(|c: char| c.is_ascii_digit()),
    };
    is_value.then(|| (kind, text.len() - rest.len()))
}

/// The text node at this offset.
fn text_node(tree: &Tree, offset: u32) -> Option<NodeId> {
    let (mut low, mut high) = (0, tree.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if tree.span(NodeId::from_index(middle)).start <= offset {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    // Of the nodes that start there or before, a text is the last, since it has no children.
    let node = NodeId::from_index(low.checked_sub(1)?);
    (tree.kind(node) == NodeKind::Text && tree.span(node).end > offset).then_some(node)
}

/// The value at the start of a text; `None` if it is not clear where it ends.
fn value(kind: Kind, rest: &str) -> Option<&str> {
    match kind {
        Kind::Isbn | Kind::Ismn | Kind::Issn => grouped(kind, rest),
        Kind::Doi | Kind::Hdl | Kind::Arxiv => {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '|' | '"' | '”' | '»'));
            let value = &rest[..end.unwrap_or(rest.len())];
            // What follows the text may be part of it, such as `&lt;`.
            let is_whole = end.is_some() || value.ends_with(['.', ',', ';', ')']);
            let value = trim_sentence(value);
            let has_slash = kind == Kind::Arxiv || value.contains('/');
            (has_slash && (is_whole || check(kind, value).is_ok())).then_some(value)
        }
        _ => {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let is_whole = !rest[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
            is_whole.then_some(&rest[..end])
        }
    }
}

/// A number whose digits stand in groups: the longest of its starts that is right, or else the
/// first of a likely length.
fn grouped(kind: Kind, rest: &str) -> Option<&str> {
    let most = if kind == Kind::Issn { 8 } else { 13 };
    let (mut end, mut digits) = (0, 0);
    // The ends of the value before each space, with the number of digits up to there.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit =
            chars.peek().is_some_and(|(_, c)| c.is_ascii_digit() || matches!(c, 'X' | 'x'));
        match c {
            '0'..='9' => {
                digits += 1;
                end = at + 1;
            }
            'X' | 'x' if digits > 0 => {
                digits += 1;
                end = at + 1;
            }
            '-' | '\u{2010}'..='\u{2013}' if next_is_digit => {}
            ' ' | '\u{a0}' if next_is_digit && digits < most => ends.push((end, digits)),
            c if c.is_alphanumeric() => return None,
            _ => break,
        }
    }
    ends.push((end, digits));
    if let Some((end, _)) = ends.iter().rev().find(|(end, _)| check(kind, &rest[..*end]).is_ok()) {
        return Some(&rest[..*end]);
    }
    let likely: &[usize] = if kind == Kind::Issn { &[8] } else { &[10, 13] };
    let (end, digits) = *ends.iter().find(|it| likely.contains(&it.1)).or(ends.last())?;
    let least = if kind == Kind::Issn { 6 } else { LEAST_ISBN_DIGITS };
    (digits >= least).then(|| &rest[..end])
}

/// The value without the signs of the sentence it stands in.
fn trim_sentence(value: &str) -> &str {
    let mut value = value;
    loop {
        let next = value.trim_end_matches(['.', ',', ';', ':', '\'']);
        let is_open = next.ends_with(')') && next.matches(')').count() > next.matches('(').count();
        let next = if is_open { &next[..next.len() - 1] } else { next };
        if next.len() == value.len() {
            return value;
        }
        value = next;
    }
}
