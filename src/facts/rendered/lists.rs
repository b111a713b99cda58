//! The lists of references and notes, and their entries.

use super::PrintedHeading;
use super::label::{Label, Series};
use super::line::{BackLinks, entry_prefix, lines};
use crate::site::RenderedWords;
use crate::text::Span;

/// Index into [`super::PlainIndex::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// One entry of a list.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// What it goes by: as written, else by its place in the list.
    pub label: Label<'s>,
    /// The label as written; empty, at the start of the text, if there is none.
    pub label_span: Span,
    /// Its lines, without the end of the last one.
    pub span: Span,
    /// Its back links, if it shows any.
    pub back_links: Option<BackLinks>,
    /// What it says.
    pub text: Span,
    /// The first URL in the text.
    pub url: Option<Span>,
    /// The markers that point to it, in source order: indices into
    /// [`super::PlainIndex::markers`].
    pub uses: Vec<u32>,
}

impl Entry<'_> {
    /// What to point at when the entry itself is meant: its label, else its back links, else its
    /// text.
    pub fn mark_span(&self) -> Span {
        match self.back_links {
            _ if !self.label_span.is_empty() => self.label_span,
            Some(links) => links.span,
            None => self.text,
        }
    }
}

/// One list.
#[derive(Clone, Debug)]
pub struct PlainList<'s> {
    /// The title of its heading; the first entry of a list without one.
    pub title: Span,
    /// Whether it is a list of notes rather than of sources, by its heading.
    pub is_notes: bool,
    /// Its entries.
    pub entries: std::ops::Range<u32>,
    /// The markers that it belongs to; `None` if it belongs to none.
    pub series: Option<Series<'s>>,
    /// Whether its entries say what they are called, rather than stand in order.
    pub is_labelled: bool,
}

/// The part of a page under one heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) title: Span,
    pub(super) body: Span,
}

/// The parts of a page: the lead, without a title, and those under these headings, printed or
/// not. All come in source order.
pub(super) fn parts(text: &str, printed: &[PrintedHeading], written: &[Part]) -> Vec<Part> {
    let mut starts: Vec<(Span, u32)> =
        printed.iter().map(|heading| (heading.title, heading.span.end)).collect();
    starts.extend(written.iter().map(|part| (part.title, part.body.start)));
    starts.push((Span::default(), 0));
    starts.sort_by_key(|&(title, start)| (title.start, start));
    let ends = starts.iter().skip(1).map(|(title, _)| title.start).chain([text.len() as u32]);
    starts
        .iter()
        .zip(ends)
        .map(|(&(title, start), end)| Part { title, body: Span::new(start, end.max(start)) })
        .collect()
}

/// Adds the entries of the list in this part, if there is one. Under a heading that is not for
/// lists, only entries with back links make one, as in the list that MediaWiki puts at the end of
/// a page without any.
pub(super) fn collect<'s>(
    text: &'s str,
    words: &RenderedWords,
    part: Part,
    is_open: impl Fn(Span) -> bool,
    entries: &mut Vec<Entry<'s>>,
) -> Option<PlainList<'s>> {
    let first = entries.len();
    let is_labelled = labelled_entries(text, words, part.body, is_open, entries);
    let is_expected = words.is_list_heading(part.title.of(text));
    let own = &entries[first..];
    let linked = own.iter().filter(|entry| entry.back_links.is_some()).count();
    if !is_expected && linked * 2 <= own.len() {
        entries.truncate(first);
    }
    let title = if is_expected { part.title } else { entries.get(first)?.mark_span() };
    list(text, words, title, first, is_labelled, entries)
}

/// Adds the lines of this part as entries, as where a browser did not copy the numbers of a list.
/// There must be about as many as the `highest` number in the text: lists of literature
/// look the same.
pub(super) fn collect_unlabelled<'s>(
    text: &'s str,
    words: &RenderedWords,
    part: Part,
    highest: u32,
    is_open: impl Fn(Span) -> bool,
    entries: &mut Vec<Entry<'s>>,
) -> Option<PlainList<'s>> {
    if !words.is_list_heading(part.title.of(text)) {
        return None;
    }
    let first = entries.len();
    unlabelled_entries(text, part.body, is_open, entries);
    let count = (entries.len() - first) as u32;
    if count.abs_diff(highest) > 1 + highest / 10 {
        entries.truncate(first);
    }
    list(text, words, part.title, first, false, entries)
}

/// The list of the entries from `first` on; `None` if there are none.
fn list<'s>(
    text: &str,
    words: &RenderedWords,
    title: Span,
    first: usize,
    is_labelled: bool,
    entries: &mut [Entry<'s>],
) -> Option<PlainList<'s>> {
    for entry in &mut entries[first..] {
        entry.url = url(text, entry.text);
    }
    let range = first as u32..entries.len() as u32;
    (!range.is_empty()).then(|| PlainList {
        title,
        is_notes: words.is_notes_heading(title.of(text)),
        entries: range,
        series: None,
        is_labelled,
    })
}

/// Adds the entries that start with a mark; whether any of them names itself.
fn labelled_entries<'s>(
    text: &'s str,
    words: &RenderedWords,
    body: Span,
    is_open: impl Fn(Span) -> bool,
    entries: &mut Vec<Entry<'s>>,
) -> bool {
    let first = entries.len();
    let mut is_labelled = false;
    // Whether the line before belongs to an entry, so that the next one may continue it.
    let mut continues = false;
    for line in lines(text, body) {
        let content = line.of(text);
        if content.trim().is_empty() || !is_open(line) {
            continues = false;
            continue;
        }
        let previous = entries[first..].last().map(|entry| entry.label);
        let prefix = entry_prefix(content, words)
            .filter(|prefix| prefix.label.is_none_or(|label| follows(label, previous)));
        let Some(prefix) = prefix else {
            if continues && let Some(entry) = entries.last_mut() {
                entry.span.end = line.end;
                entry.text.end = line.end;
            }
            continue;
        };
        is_labelled |= prefix.label.is_some();
        let next = previous.map_or(1, |previous| previous.number + 1);
        let series = previous.map_or(Series::Numbers, |previous| previous.series);
        let at = |span: Span| Span::new(line.start + span.start, line.start + span.end);
        let entry_text = Span::new(line.start + prefix.text_start, line.end);
        let span = prefix.back_links.map(|links| BackLinks { span: at(links.span), ..links });
        entries.push(Entry {
            label: prefix.label.unwrap_or(Label { series, number: next }),
            label_span: at(prefix.label_span),
            span: line,
            back_links: span,
            text: entry_text,
            url: None,
            uses: Vec::new(),
        });
        continues = true;
    }
    is_labelled
}

/// Whether a label can come next. Single letters before a stop are mostly abbreviations.
fn follows(label: Label<'_>, previous: Option<Label<'_>>) -> bool {
    match previous {
        Some(previous) if label.series == Series::Letters => {
            previous.series == Series::Letters && label.number == previous.number + 1
        }
        Some(previous) => previous.series != Series::Letters,
        None => label.series != Series::Letters || label.number == 1,
    }
}

/// Adds a run of lines without marks as entries.
fn unlabelled_entries<'s>(
    text: &'s str,
    body: Span,
    is_open: impl Fn(Span) -> bool,
    entries: &mut Vec<Entry<'s>>,
) {
    let is_blank = |line: &Span| line.of(text).trim().is_empty();
    let is_bullet = |line: &Span| line.of(text).trim_start().starts_with(['•', '*', '·', '◦']);
    let run = lines(text, body)
        .skip_while(is_blank)
        .take_while(|line| !is_blank(line) && is_open(*line) && !is_bullet(line));
    for (line, number) in run.zip(1..) {
        let indent = line.of(text).len() - line.of(text).trim_start().len();
        let start = line.start + indent as u32;
        let span = Span::new(start, line.end);
        entries.push(Entry {
            label: Label { series: Series::Numbers, number },
            label_span: Span::new(start, start),
            span: line,
            back_links: None,
            text: span,
            url: None,
            uses: Vec::new(),
        });
    }
}

/// The first URL, without the stops that end a sentence.
fn url(text: &str, span: Span) -> Option<Span> {
    let content = span.of(text);
    let colon = memchr::memmem::find_iter(content.as_bytes(), b"://")
        .find(|&at| content[..at].ends_with("http") || content[..at].ends_with("https"))?;
    let start = content[..colon].rfind("http")?;
    let rest = &content[start..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '|'));
    let url = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ')', '"', '”']);
    let start = span.start + start as u32;
    Some(Span::new(start, start + url.len() as u32))
}
