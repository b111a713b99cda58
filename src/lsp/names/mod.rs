//! What has a name on a page, and every place where the name stands: footnotes and their groups,
//! sections, anchors, full citations, and the entries of a rendered page.
//!
//! `footnotes` and `anchors` find the places, `write` puts another name there. All features that
//! lead from one place to another build on this list, so that they agree.

mod anchors;
mod footnotes;
mod heading;
mod printed;
mod write;

pub(super) use heading::{fragment, id_of, id_of_names, ids_after_rename, plain_heading};
pub(super) use write::{Refusal, attribute_value, normalized, written};

use rustc_hash::FxHashMap;

use crate::facts::Document;
use crate::facts::cite::RefId;
use crate::facts::rendered::EntryId;
use crate::text::Span;

/// Everything that has a name on a page.
#[derive(Debug, Default)]
pub(super) struct Names {
    entries: Vec<Named>,
    by_key: FxHashMap<Key, usize>,
}

/// One thing that has a name, with all its places.
#[derive(Debug)]
pub(super) struct Named {
    /// What it is.
    pub(super) key: Key,
    /// Where it stands, in source order.
    pub(super) places: Vec<Place>,
}

/// What a name belongs to. Two equal names of different things are different keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The footnote of a group, empty for the default one, and a name, as MediaWiki reads them.
    Footnote {
        /// The group.
        group: String,
        /// The name.
        name: String,
    },
    /// A ref that has no name.
    Unnamed(RefId),
    /// A group of footnotes.
    Group(String),
    /// A place that links lead to: a section, an anchor or a full citation, by its id with spaces.
    Anchor(String),
    /// An entry in the printed list of a rendered page.
    Printed(EntryId),
}

/// One place of a name.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Where a cursor means this name. Of places inside each other the smallest counts.
    pub(super) area: Span,
    /// A second such area, such as the end tag of a ref.
    pub(super) other_area: Option<Span>,
    /// The name itself; where a template makes it, the template's name.
    pub(super) span: Span,
    /// The whole of it: the ref, the section's heading, the template, the link.
    pub(super) whole: Span,
    /// What it does.
    pub(super) role: Role,
    /// How the name is written there.
    pub(super) form: Form,
}

/// What a place does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It says what the name stands for.
    Definition,
    /// It leads to the definition.
    Use,
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As the value of a tag's attribute; with its quotes it takes up this span.
    Attribute(Span),
    /// As the value of a table's attribute, likewise.
    TableAttribute(Span),
    /// As the value of a template's argument, whose quotes belong to it.
    Argument {
        /// Whether `=` would make another parameter of it.
        positional: bool,
    },
    /// As the text of a heading; the section is that of this index.
    Heading(usize),
    /// As what follows the `#` of a link.
    Fragment,
    /// As names and a year, each an argument: `Orme|1904`.
    NamesAndYear,
    /// Not at all: a template makes it of other things, or there is none.
    Made,
}

impl Names {
    /// Finds all names of a page.
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let mut names = Self::default();
        footnotes::collect(doc, &mut names);
        anchors::collect(doc, &mut names);
        printed::collect(doc, &mut names);
        for named in &mut names.entries {
            named.places.sort_by_key(|place| (place.span, place.whole));
        }
        names
    }

    /// The name that stands at a byte offset, and its place there.
    pub(super) fn at(&self, offset: u32) -> Option<(&Named, &Place)> {
        let all = self.entries.iter().flat_map(|it| it.places.iter().map(move |place| (it, place)));
        let hits = all.filter_map(|(named, place)| Some((place.hit(offset)?, named, place)));
        hits.min_by_key(|(length, ..)| *length).map(|(_, named, place)| (named, place))
    }

    /// The name of this key.
    pub(super) fn get(&self, key: &Key) -> Option<&Named> {
        self.by_key.get(key).map(|&at| &self.entries[at])
    }

    /// All names.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Named> {
        self.entries.iter()
    }

    fn add(&mut self, key: Key, place: Place) {
        let at = *self.by_key.entry(key).or_insert_with_key(|key| {
            self.entries.push(Named { key: key.clone(), places: Vec::new() });
            self.entries.len() - 1
        });
        self.entries[at].places.push(place);
    }
}

impl Named {
    /// The places that say what the name stands for.
    pub(super) fn definitions(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.role == Role::Definition)
    }

    /// The places that lead to the definition.
    pub(super) fn uses(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.role == Role::Use)
    }
}

impl Place {
    /// The length of the smallest of its areas that holds the offset. A name holds its end, too,
    /// where the cursor is that has just written it.
    fn hit(&self, offset: u32) -> Option<u32> {
        let areas = std::iter::once(self.area).chain(self.other_area);
        let hits = areas.filter(|area| {
            area.start <= offset && (offset < area.end || offset == area.end && *area == self.span)
        });
        hits.map(Span::len).min()
    }
}
