//! Markers, lists and headings joined.

use rustc_hash::{FxHashMap, FxHashSet};

use super::label::{Label, Series};
use super::lists::{self, Entry, EntryId, Part, PlainList};
use super::markers::{self, Marker};
use super::{Dialect, PrintedHeading, headings, line};
use crate::facts::Section;
use crate::site::RenderedWords;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::text::Span;

/// The index of references that are numbered by hand. Empty on a page that has no markers, unless
/// the page is rendered.
#[derive(Clone, Debug, Default)]
pub struct PlainIndex<'s> {
    /// The markers, in source order.
    pub markers: Vec<Marker<'s>>,
    /// The lists, in source order.
    pub lists: Vec<PlainList<'s>>,
    /// The entries of all lists, in source order.
    pub entries: Vec<Entry<'s>>,
    /// The headings as rendering prints them, in source order.
    pub headings: Vec<PrintedHeading>,
    /// The table of contents, from its first line to the end of its last.
    pub contents: Option<Span>,
    by_label: FxHashMap<Label<'s>, EntryId>,
}

impl<'s> PlainIndex<'s> {
    pub(in crate::facts) fn new(
        text: &'s str,
        tree: &Tree,
        sections: &[Section],
        dialect: Dialect,
        words: &RenderedWords,
    ) -> Self {
        let candidates = markers::candidates(text, words, tree);
        let is_rendered = dialect == Dialect::Rendered;
        if candidates.is_empty() && !is_rendered {
            return Self::default();
        }
        let blocks = blocks(tree);
        let all: Vec<Span> = line::lines(text, Span::new(0, text.len() as u32)).collect();
        let contents = headings::contents(text, words, &all, &candidates);
        let is_open = |line: Span| {
            let next = blocks.partition_point(|block| block.end <= line.start);
            let is_in_block = blocks.get(next).is_some_and(|block| block.start <= line.start);
            is_in_block && contents.is_none_or(|contents| !contents.contains(line))
        };
        let headings = headings::find(text, words, &all, contents, is_open);
        let written = sections.iter().filter(|section| section.level > 0);
        let written: Vec<Part> = written
            .map(|section| Part { title: section.title_span, body: section.own_span })
            .collect();
        let mut index = Self { headings, contents, ..Self::default() };
        let parts = lists::parts(text, &index.headings, &written);
        for &part in &parts {
            let list = lists::collect(text, words, part, is_open, &mut index.entries);
            index.lists.extend(list);
        }
        if is_rendered && index.lists.is_empty() {
            let numbers = candidates.iter().filter(|it| it.label.series == Series::Numbers);
            let highest = numbers.map(|it| it.label.number).max().unwrap_or_default();
            let list = parts.iter().find_map(|&part| {
                lists::collect_unlabelled(text, words, part, highest, is_open, &mut index.entries)
            });
            index.lists.extend(list);
        }
        index.join(candidates, is_rendered);
        index
    }

    /// The entry with this id.
    pub fn entry(&self, id: EntryId) -> &Entry<'s> {
        &self.entries[id.0 as usize]
    }

    /// The first entry with this label in the lists that markers point to.
    pub fn find(&self, label: Label<'_>) -> Option<&Entry<'s>> {
        self.by_label.get(&label).map(|&id| self.entry(id))
    }

    /// The entries of a list, with their ids.
    pub fn entries_of(&self, list: &PlainList<'s>) -> impl Iterator<Item = (EntryId, &Entry<'s>)> {
        list.entries.clone().map(|index| (EntryId(index), &self.entries[index as usize]))
    }

    /// The lists whose entries the markers point to: those that are an index for sure. One entry
    /// that happens to be marked makes no index of a bibliography.
    pub fn indices(&self) -> impl Iterator<Item = &PlainList<'s>> {
        self.lists.iter().filter(|list| {
            let entries = &self.entries[list.entries.start as usize..list.entries.end as usize];
            let used = entries.iter().filter(|entry| !entry.uses.is_empty()).count();
            let has_links = entries.iter().any(|entry| entry.back_links.is_some());
            list.series.is_some() && used > 0 && (has_links || used * 2 >= entries.len())
        })
    }

    /// The first marker of each label, in source order.
    pub fn first_uses(&self) -> impl Iterator<Item = &Marker<'s>> {
        let mut seen = FxHashSet::default();
        self.markers.iter().filter(move |marker| seen.insert(marker.label))
    }

    /// The index of the entry whose lines hold this offset.
    pub fn entry_at(&self, offset: u32) -> Option<EntryId> {
        let next = self.entries.partition_point(|entry| entry.span.end <= offset);
        let holds = self.entries.get(next).is_some_and(|entry| entry.span.start <= offset);
        holds.then_some(EntryId(next as u32))
    }

    /// Gives each list its series, and each marker its entry.
    fn join(&mut self, mut candidates: Vec<Marker<'s>>, is_rendered: bool) {
        // The labels of entries are no markers.
        candidates.retain(|marker| {
            let entry = self.entry_at(marker.span.start).map(|id| self.entry(id));
            entry.is_none_or(|entry| marker.span.start >= entry.text.start)
        });
        self.assign(&candidates);
        for list in &self.lists {
            let Some(series) = list.series else { continue };
            for index in list.entries.clone() {
                let entry = &mut self.entries[index as usize];
                entry.label.series = series;
                self.by_label.entry(entry.label).or_insert(EntryId(index));
            }
        }
        for marker in &mut candidates {
            marker.entry = self.by_label.get(&marker.label).copied();
        }
        // Where the lists of each series end.
        let mut listed: FxHashMap<Series<'_>, u32> = FxHashMap::default();
        for list in &self.lists {
            let last = self.entries[list.entries.end as usize - 1].span.end;
            listed.extend(list.series.map(|series| (series, last)));
        }
        candidates.retain(|it| {
            // Links without a text are numbered too, and stand in entries and below the list.
            let holder = self.entry_at(it.span.start).map(|id| self.entry(id).label.series);
            let list_end = listed.get(&it.label.series);
            holder != Some(it.label.series)
                && list_end.is_none_or(|&end| it.span.start < end)
                && markers::is_marker(it, list_end.is_some(), is_rendered)
        });
        for (number, marker) in candidates.iter().enumerate() {
            if let Some(id) = marker.entry {
                self.entries[id.0 as usize].uses.push(number as u32);
            }
        }
        self.markers = candidates;
    }

    /// Decides which list belongs to which markers.
    fn assign(&mut self, candidates: &[Marker<'s>]) {
        let mut groups: Vec<Series<'s>> = Vec::new();
        let mut seen = FxHashSet::default();
        let mut numbers = FxHashSet::default();
        for marker in candidates {
            let series = marker.label.series;
            if series == Series::Numbers {
                numbers.insert(marker.label.number);
            } else if seen.insert(series) && matches!(series, Series::Named(_)) {
                groups.push(series);
            }
        }
        let main = self.main_list(&numbers);
        let mut groups = groups.into_iter();
        for index in 0..self.lists.len() {
            let list = &self.lists[index];
            let entries = &self.entries[list.entries.start as usize..list.entries.end as usize];
            let Some(first) = entries.first().map(|entry| entry.label) else { continue };
            // A list that was cut in two goes on counting.
            let goes_on = first.number > 1 && main.is_some_and(|main| main < index);
            let series = if first.series != Series::Numbers || Some(index) == main || goes_on {
                Some(first.series)
            } else if !list.is_notes {
                None
            } else if let Some(group) = groups.next() {
                Some(group)
            } else {
                let letters = !list.is_labelled && seen.contains(&Series::Letters);
                letters.then_some(Series::Letters)
            };
            self.lists[index].series = series;
        }
    }

    /// The list that the numbers in the text point to: that which has most of them. Of several
    /// with as many, one that is not for notes.
    fn main_list(&self, numbers: &FxHashSet<u32>) -> Option<usize> {
        let score = |list: &PlainList<'s>| {
            let entries = &self.entries[list.entries.start as usize..list.entries.end as usize];
            let labels: FxHashSet<u32> = entries
                .iter()
                .filter(|entry| entry.label.series == Series::Numbers)
                .map(|entry| entry.label.number)
                .collect();
            labels.intersection(numbers).count()
        };
        let scored = self
            .lists
            .iter()
            .enumerate()
            .map(|(index, list)| (score(list), !list.is_notes, std::cmp::Reverse(index)));
        scored.filter(|(score, ..)| *score > 0).max().map(|(_, _, index)| index.0)
    }
}

/// The parts of the page whose lines are read: running text, lists and indented lines, but no
/// tables and templates.
fn blocks(tree: &Tree) -> Vec<Span> {
    use NodeKind::{List, Paragraph, Preformatted};
    let is_block = |id: &NodeId| matches!(tree.kind(*id), Paragraph | List | Preformatted);
    tree.children(NodeId::ROOT).filter(is_block).map(|id| tree.span(id)).collect()
}
