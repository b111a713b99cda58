//! One pass of all packs over a page.

use std::cmp::Reverse;

use regex::Captures;

use super::change;
use super::data::{Entry, Packs, Unit};
use super::places::Walk;
use crate::facts::Document;
use crate::lint::fix::Edit;
use crate::text::Span;

/// One place where an entry fits.
#[derive(Debug)]
pub(super) struct Found {
    /// What fits, as an index into the entries of the packs.
    pub(super) entry: usize,
    /// The place to show: the group `mark` of the pattern, or the whole match, without the white
    /// space round it.
    pub(super) span: Span,
    /// What mends it.
    pub(super) edit: Option<Edit>,
}

/// A match whose place on the page has not been looked at.
struct Match {
    entry: usize,
    span: Span,
    /// What the fix removes: the group `cut` of the pattern, or what is shown with the white space
    /// round it.
    cut: Span,
    /// What the fix puts there.
    replacement: String,
}

/// Finds what the entries fit, sorted by rule and offset. Two findings of one rule never overlap.
pub(super) fn scan(packs: &Packs, doc: &Document<'_>) -> Vec<Found> {
    let mut matches = matches(packs, doc.text);
    if matches.is_empty() {
        return Vec::new();
    }
    matches.sort_by_key(|it| it.span.start);
    let mut walk = Walk::new(doc, &packs.quotations);
    let mut found = Vec::new();
    for it in matches {
        let entry = &packs.entries[it.entry];
        let (places, node) = walk.to(it.span.start);
        if places.allow(&entry.only_in, &entry.not_in) {
            let fix = entry.fix.as_ref();
            let edit = fix.and_then(|fix| change::edit(fix, doc, node, it.cut, it.replacement));
            found.push(Found { entry: it.entry, span: it.span, edit });
        }
    }
    let rule = |it: &Found| &*packs.entries[it.entry].rule;
    found.sort_by(|a, b| {
        let key = |it: &Found| (it.span.start, Reverse(it.span.end));
        rule(a).cmp(rule(b)).then(key(a).cmp(&key(b)))
    });
    found.dedup_by(|next, kept| rule(kept) == rule(next) && next.span.start < kept.span.end);
    found
}

/// What the patterns match, wherever that is.
fn matches(packs: &Packs, text: &str) -> Vec<Match> {
    let mut hits: Vec<(u32, u32)> = Vec::new();
    packs.anchors.find(text, |at, anchor| {
        // An anchor that starts with a newline is about the line after it.
        let at = at + u32::from(text.as_bytes()[at as usize] == b'\n');
        hits.extend(packs.owners[anchor as usize].iter().map(|&entry| (entry, at)));
    });
    hits.sort_unstable();
    let mut matches = Vec::new();
    for hits in hits.chunk_by(|a, b| a.0 == b.0) {
        let index = hits[0].0 as usize;
        let entry = &packs.entries[index];
        if !entry.applies_to(text) {
            continue;
        }
        let mut searched_until = 0;
        for &(_, at) in hits {
            // Each unit is searched once, however many anchors it holds.
            if at < searched_until {
                continue;
            }
            let unit = match entry.unit {
                Unit::Line => line(text, at),
                Unit::Paragraph => paragraph(text, at),
            };
            let found = entry.regex().captures_iter(unit.of(text));
            matches.extend(found.map(|it| Match::new((index, entry), text, unit.start, &it)));
            searched_until = unit.end.max(at + 1);
        }
    }
    matches
}

impl Match {
    fn new(
        (index, entry): (usize, &Entry),
        text: &str,
        base: u32,
        captures: &Captures<'_>,
    ) -> Self {
        let group = |name| {
            let group = captures.name(name)?;
            Some(Span::new(base + group.start() as u32, base + group.end() as u32))
        };
        let whole = captures.get_match().range();
        let whole = Span::new(base + whole.start as u32, base + whole.end as u32);
        let mark = group("mark").unwrap_or(whole);
        let span = trim(text, mark);
        let cut = group("cut").unwrap_or(mark);
        let mut replacement = String::new();
        if let Some(template) = entry.fix.as_ref().and_then(change::replacement) {
            captures.expand(template, &mut replacement);
        }
        Self { entry: index, span, cut, replacement }
    }
}

/// The span without the white space round it, unless it is nothing else.
fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text).trim();
    let before = span.of(text).len() - span.of(text).trim_start().len();
    let start = span.start + before as u32;
    if inner.is_empty() { span } else { Span::new(start, start + inner.len() as u32) }
}

/// The line that holds an offset, without its end.
fn line(text: &str, at: u32) -> Span {
    let (before, after) = text.as_bytes().split_at(at as usize);
    let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', after).map_or(text.len(), |newline| at as usize + newline);
    let end = start + text[start..end].trim_end_matches('\r').len();
    Span::new(start as u32, end as u32)
}

/// The lines round an offset up to the nearest blank ones.
fn paragraph(text: &str, at: u32) -> Span {
    let is_blank = |span: Span| span.of(text).trim_ascii().is_empty();
    let mut whole = line(text, at);
    while whole.start > 0 {
        let previous = line(text, whole.start - 1);
        if is_blank(previous) {
            break;
        }
        whole.start = previous.start;
    }
    while let Some(newline) = memchr::memchr(b'\n', &text.as_bytes()[whole.end as usize..]) {
        let next = line(text, whole.end + newline as u32 + 1);
        if is_blank(next) {
            break;
        }
        whole.end = next.end;
    }
    whole
}
