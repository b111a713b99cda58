//! Dates that refs name in plain words: "Retrieved 5 May 2020".

use super::Page;
use crate::date::{Date, Fault, ParsedDate};
use crate::facts::cite::{Origin, RefId};
use crate::facts::rendered::EntryId;
use crate::site::{Dates, TextDateKind};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::text::Span;

/// The longest piece of a text that is read as a date, in bytes.
const LONGEST_DATE: usize = 60;

/// A date in plain words.
#[derive(Clone, Debug)]
pub struct TextDate {
    /// What the words before it say that it is.
    pub kind: TextDateKind,
    /// Where it stands.
    pub holder: TextHolder,
    /// The words before it.
    pub words: Span,
    /// The date.
    pub span: Span,
    /// What it means, or why it is no date.
    pub read: Result<ParsedDate, Box<Fault>>,
}

/// Where a date in plain words stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextHolder {
    /// In a ref.
    Ref(RefId),
    /// In an entry of a list that is numbered by hand.
    Entry(EntryId),
}

impl TextHolder {
    /// The ref, if it is one.
    pub fn tag(self) -> Option<RefId> {
        match self {
            Self::Ref(tag) => Some(tag),
            Self::Entry(_) => None,
        }
    }
}

impl TextDate {
    /// What it surely means, however it is written.
    pub fn meaning(&self) -> Option<&ParsedDate> {
        match &self.read {
            Ok(date) => Some(date),
            Err(fault) => fault.meaning.as_ref(),
        }
    }

    /// The day that it surely means, if it is one.
    pub fn day(&self) -> Option<Date> {
        self.meaning().and_then(ParsedDate::day)
    }

    /// Why it is no date, or not quite.
    pub fn fault(&self) -> Option<&Fault> {
        self.read.as_ref().err().map(|fault| &**fault)
    }
}

pub(super) fn collect(page: Page<'_, '_>) -> Vec<TextDate> {
    let mut found = Vec::new();
    let mut open: Vec<NodeId> = Vec::new();
    for (tag, index) in page.refs.refs.iter().zip(0..) {
        let Some(body) = tag.body else { continue };
        let root = if tag.origin == Origin::Tag {
            Some(tag.node)
        } else {
            page.tree.children(tag.node).find(|&it| page.tree.span(it).contains(body))
        };
        let Some(root) = root else { continue };
        let holder = TextHolder::Ref(RefId(index));
        open.extend(page.tree.children(root));
        open.reverse();
        while let Some(node) = open.pop() {
            let span = page.tree.span(node);
            match page.tree.kind(node) {
                NodeKind::Text if body.contains(span) => {
                    page.scan(span, body.end, holder, &mut found);
                }
                NodeKind::ExternalLink | NodeKind::Italic | NodeKind::Bold => {
                    let first = open.len();
                    open.extend(page.tree.children(node));
                    open[first..].reverse();
                }
                _ => {}
            }
        }
    }
    for (entry, index) in page.plain_index.entries.iter().zip(0..) {
        page.scan(entry.text, entry.text.end, TextHolder::Entry(EntryId(index)), &mut found);
    }
    found.sort_by_key(|date| date.span.start);
    // An entry of a list may hold a ref.
    found.dedup_by_key(|date| date.span.start);
    found
}

impl Page<'_, '_> {
    /// Finds the dates in a piece of text; they may reach up to `end`.
    fn scan(&self, span: Span, end: u32, holder: TextHolder, found: &mut Vec<TextDate>) {
        let data: &Dates = &self.site.dates;
        let text = &self.text[..span.end as usize];
        let bytes = text.as_bytes();
        let mut start = span.start as usize;
        let mut at = start;
        while at < bytes.len() {
            let starts_word = || {
                let follows_word = at > start && bytes[at - 1].is_ascii_alphanumeric();
                bytes[at].is_ascii_alphabetic() && !follows_word
            };
            if data.may_start_phrase(&bytes[at..])
                && starts_word()
                && let Some((length, kind)) = data.phrase(&text[at..])
                && let Some(date) = self.date_after(at, at + length, end as usize, kind, holder)
            {
                start = date.span.end as usize;
                at = start;
                found.push(date);
                continue;
            }
            at += 1;
        }
    }

    /// The date that follows some words.
    fn date_after(
        &self,
        start: usize,
        words_end: usize,
        end: usize,
        kind: TextDateKind,
        holder: TextHolder,
    ) -> Option<TextDate> {
        let starts_clause = self.text[..start]
            .chars()
            .rev()
            .find(|c| !c.is_whitespace())
            .is_none_or(|c| !c.is_alphanumeric());
        let rest = &self.text[words_end..end];
        let blank = rest.len() - rest.trim_start_matches([' ', ':', '\n']).len();
        let date_start = words_end + blank;
        let rest = &self.text[date_start..end];
        let rest = &rest[..rest.floor_char_boundary(rest.len().min(LONGEST_DATE))];
        let cut = rest.find(['<', '{', '|', '[', ']', '\n', '"']).unwrap_or(rest.len());
        let (length, read) = self.site.dates.words.read_start(&rest[..cut], "")?;
        // In a sentence these may be words like others: "the cargo was retrieved on 5 May 1920".
        starts_clause.then(|| TextDate {
            kind,
            holder,
            words: Span::new(start as u32, words_end as u32),
            span: Span::new(date_start as u32, (date_start + length) as u32),
            read: read.map_err(Box::new),
        })
    }
}
