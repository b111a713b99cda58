//! Markers and entries as `<ref>` tags, lists as `<references />`.

use std::fmt::Write as _;

use rustc_hash::FxHashSet;

use super::escape;
use crate::facts::Document;
use crate::facts::rendered::{Dialect, Entry, EntryId, Marker, PrintedSource, Series};
use crate::facts::source::Description;
use crate::lint::Edit;
use crate::lint::names::{TakenNames, description_parts, first_words, unique_name};
use crate::text::Span;

/// What becomes of each entry.
pub(super) struct Entries<'a, 's> {
    doc: &'a Document<'s>,
    /// The name of each entry that is used, by the index of the entry.
    names: Vec<Option<String>>,
    /// Whether the entry stands in a list that is replaced.
    listed: Vec<bool>,
    /// The markers outside entries, each with whether it is the first of its entry.
    in_text: Vec<(&'a Marker<'s>, bool)>,
    /// The markers inside each entry, in source order.
    inside: Vec<Vec<&'a Marker<'s>>>,
    /// Whether the text uses the entry, rather than another entry alone.
    in_text_used: Vec<bool>,
    /// The series that are replaced.
    series: FxHashSet<Series<'s>>,
}

impl<'a, 's> Entries<'a, 's> {
    /// Plans the conversion; `None` if there is nothing to convert, or if entries hold tags
    /// that another tag cannot hold.
    pub(super) fn new(doc: &'a Document<'s>) -> Option<Self> {
        let index = &doc.plain_index;
        let count = index.entries.len();
        let mut this = Self {
            doc,
            names: vec![None; count],
            listed: vec![false; count],
            in_text: Vec::new(),
            inside: vec![Vec::new(); count],
            in_text_used: vec![false; count],
            series: FxHashSet::default(),
        };
        for list in index.indices() {
            this.series.extend(list.series);
            for (id, _) in index.entries_of(list) {
                this.listed[id.0 as usize] = true;
            }
        }
        let listed_at = |offset| index.entry_at(offset).filter(|id| this.listed[id.0 as usize]);
        if doc.refs.refs.iter().any(|tag| listed_at(tag.span.start).is_some()) {
            return None;
        }
        for marker in &index.markers {
            if let Some(holder) = listed_at(marker.span.start) {
                this.inside[holder.0 as usize].push(marker);
                continue;
            }
            let entry = marker.entry.filter(|id| this.listed[id.0 as usize]);
            let used = entry.map(|id| &mut this.in_text_used[id.0 as usize]);
            let is_first = used.is_some_and(|used| !std::mem::replace(used, true));
            this.in_text.push((marker, is_first));
        }
        let is_stuck = |(at, inside): (usize, &Vec<_>)| {
            this.listed[at] && index.entries[at].uses.is_empty() && !inside.is_empty()
        };
        // What nothing uses goes below the list, where no tag may stand.
        if this.inside.iter().enumerate().any(is_stuck) {
            return None;
        }
        this.give_names();
        this.names.iter().any(Option::is_some).then_some(this)
    }

    /// Whether a line that starts here is part of a list that is replaced.
    pub(super) fn replaces(&self, offset: u32) -> bool {
        self.doc.plain_index.entry_at(offset).is_some_and(|id| self.listed[id.0 as usize])
    }

    /// The tags for the markers in the text, in source order.
    pub(super) fn in_text(&self) -> Vec<Edit> {
        let edit = |&(marker, is_first): &(&Marker<'s>, bool)| {
            Some(Edit::replace(marker.whole, self.tag(marker, is_first)?))
        };
        self.in_text.iter().filter_map(edit).collect()
    }

    /// Replaces the lists: the first line with the tag that prints the footnotes, all others with
    /// nothing, except for entries that nothing uses.
    pub(super) fn replace_lists(&self, edits: &mut Vec<Edit>) {
        let index = &self.doc.plain_index;
        let lists: Vec<_> = index.indices().collect();
        for (number, list) in lists.iter().enumerate() {
            let goes_on = lists[number + 1..].iter().any(|later| later.series == list.series);
            let mut tag = list.series.filter(|_| !goes_on).and_then(|it| self.references(it));
            for (id, entry) in index.entries_of(list) {
                let is_unused = entry.uses.is_empty() && !entry.text.is_empty();
                let unused = is_unused.then(|| format!("* {}", self.text(id)));
                let lines: Vec<String> = tag.take().into_iter().chain(unused).collect();
                edits.push(if lines.is_empty() {
                    Edit::delete(with_line_end(self.doc.text, entry.span))
                } else {
                    Edit::replace(entry.span, lines.join("\n"))
                });
            }
        }
    }

    fn give_names(&mut self) {
        let doc = self.doc;
        let mut taken = TakenNames::of(doc);
        for (at, entry) in doc.plain_index.entries.iter().enumerate() {
            if self.listed[at] && !entry.uses.is_empty() && !entry.text.is_empty() {
                let end = self.inside[at].first().map_or(entry.text.end, |it| it.whole.start);
                let before_markers = Span::new(entry.text.start, end);
                let parts = name_parts(doc, before_markers);
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                self.names[at] = Some(unique_name(&parts, &mut taken));
            }
        }
    }

    /// The tag for a marker; `None` if it stays as it is.
    fn tag(&self, marker: &Marker<'s>, defines: bool) -> Option<String> {
        let known = marker.entry.and_then(|id| Some((id, self.names[id.0 as usize].as_ref()?)));
        match known {
            Some((id, _)) if defines => Some(self.definition(id)),
            Some((_, name)) => {
                Some(format!("<ref{} name=\"{name}\" />", group(marker.label.series)))
            }
            None => self.missing(marker),
        }
    }

    /// What stands for a marker whose entry is not there or says nothing. In wikitext other
    /// brackets stay as they are.
    fn missing(&self, marker: &Marker<'s>) -> Option<String> {
        let is_ours = self.series.contains(&marker.label.series) && marker.is_plain;
        let is_lost = self.doc.dialect == Dialect::Rendered || is_ours;
        let is_without_text = |id: EntryId| self.doc.plain_index.entry(id).text.is_empty();
        (is_lost && marker.entry.is_none_or(is_without_text)).then(|| {
            format!("{{{{citation needed|reason=the copied list has no entry {}}}}}", marker.label)
        })
    }

    /// A tag with the content of an entry. One that holds tags itself is written as a function,
    /// since a `<ref>` ends at the first `</ref>`.
    fn definition(&self, id: EntryId) -> String {
        let entry = self.doc.plain_index.entry(id);
        let name = self.names[id.0 as usize].as_deref().unwrap_or_default();
        let text = self.text(id);
        let series = entry.label.series;
        if self.inside[id.0 as usize].is_empty() {
            return format!("<ref{} name=\"{name}\">{text}</ref>", group(series));
        }
        // In wikitext, a bar belongs to a template or link.
        let is_rendered = self.doc.dialect == Dialect::Rendered;
        let text = if is_rendered { text.replace('|', "{{!}}") } else { text };
        let mut call = format!("{{{{#tag:ref|{text}|name={name}");
        if let Some(group) = group_name(series) {
            let _ = write!(call, "|group={group}");
        }
        call + "}}"
    }

    /// The tag that prints the footnotes of a series, with those in it that only other entries
    /// use; `None` where the page has such a tag already.
    fn references(&self, series: Series<'s>) -> Option<String> {
        let wanted = group_name(series).unwrap_or_default();
        let lists = &self.doc.refs.lists;
        if lists.iter().any(|list| list.node.is_some() && list.group == wanted) {
            return None;
        }
        let index = &self.doc.plain_index;
        let entries = index.entries.iter().enumerate().filter(|(at, entry)| {
            entry.label.series == series && self.names[*at].is_some() && !self.in_text_used[*at]
        });
        let inner: Vec<String> =
            entries.map(|(at, _)| self.definition(EntryId(at as u32)) + "\n").collect();
        let group = group(series);
        Some(if inner.is_empty() {
            format!("<references{group} />")
        } else {
            format!("<references{group}>\n{}</references>", inner.concat())
        })
    }

    /// What an entry says, on one line, with tags for the markers in it.
    fn text(&self, id: EntryId) -> String {
        let doc = self.doc;
        let entry = doc.plain_index.entry(id);
        let inside = &self.inside[id.0 as usize];
        if inside.is_empty()
            && let Some(link) = titled_link(doc.text, entry)
        {
            return link;
        }
        let mut edits: Vec<Edit> = inside
            .iter()
            .filter_map(|marker| Some(Edit::replace(marker.whole, self.tag(marker, false)?)))
            .collect();
        if doc.dialect == Dialect::Rendered {
            let tags: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
            edits.extend(outside(escape::inline(doc.text, entry.text), &tags));
            edits.sort_by_key(|edit| edit.span);
        }
        let text = applied(doc.text, entry.text, &edits);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        lines.join(" ")
    }
}

/// What the name of an entry with this text is made of.
fn name_parts(doc: &Document<'_>, text: Span) -> Vec<String> {
    let start = |node| doc.tree.span(node).start;
    let next = doc.citations.partition_point(|it| start(it.node) < text.start);
    let words = text.of(doc.text);
    if let Some(citation) = doc.citations.get(next).filter(|it| start(it.node) < text.end) {
        return description_parts(
            &Description::new(doc.text, &doc.tree, &doc.site.sources, citation),
            None,
            words,
        );
    }
    let source = PrintedSource::new(words);
    match source.author.or(source.site) {
        Some(by) => std::iter::once(by).chain(source.year).map(str::to_owned).collect(),
        None => first_words(source.title.unwrap_or(words)),
    }
}

/// The edits that do not touch any of some spans. Both come in source order.
pub(super) fn outside<'a>(
    edits: impl Iterator<Item = Edit> + 'a,
    spans: &'a [Span],
) -> impl Iterator<Item = Edit> + 'a {
    let mut next = 0;
    edits.filter(move |edit| {
        while spans.get(next).is_some_and(|span| span.end <= edit.span.start) {
            next += 1;
        }
        spans.get(next).is_none_or(|span| edit.span.end <= span.start)
    })
}

/// The text of a span with edits in it.
fn applied(source: &str, span: Span, edits: &[Edit]) -> String {
    let mut text = String::new();
    let mut at = span.start;
    for edit in edits {
        text.push_str(Span::new(at, edit.span.start).of(source));
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    text + Span::new(at, span.end).of(source)
}

/// `[url title]`, for an entry that is a title and a bare URL and nothing else.
fn titled_link(source: &str, entry: &Entry<'_>) -> Option<String> {
    let url = entry.url?;
    let after = Span::new(url.end, entry.text.end).of(source);
    let title = Span::new(entry.text.start, url.start).of(source);
    let title = title.trim().trim_end_matches(['.', ',', ':', ';', '-', '–', '—']).trim_end();
    let is_title = after.trim_matches(['.', ' ']).is_empty()
        && title.chars().any(char::is_alphabetic)
        && !title.contains(['[', ']', '{', '<', '\'', '&', '~', '\n']);
    is_title.then(|| format!("[{} {title}]", url.of(source)))
}

fn group_name(series: Series<'_>) -> Option<&str> {
    match series {
        Series::Numbers => None,
        Series::Letters => Some("lower-alpha"),
        Series::Named(group) => Some(group),
    }
}

fn group(series: Series<'_>) -> String {
    group_name(series).map(|group| format!(" group=\"{group}\"")).unwrap_or_default()
}

/// A span with the line end behind it.
pub(super) fn with_line_end(text: &str, span: Span) -> Span {
    let rest = &text.as_bytes()[span.end as usize..];
    let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    Span::new(span.start, span.end + end as u32)
}
