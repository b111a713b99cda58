//! The dates of each citation, read once, and what archives say of them.

mod address;
mod dead;
mod style;
mod text;

pub use address::{Address, AddressKind, ArchiveCopy, ArchiveFault};
pub use dead::DeadLink;
pub use style::{StyleCount, Styles};
pub use text::{TextDate, TextHolder};

use std::borrow::Cow;
use std::ops::Range;

use super::citations::{Citation, TemplateUse, ValueState};
use super::cite::RefIndex;
use super::rendered::PlainIndex;
use crate::date::{Date, Fault, ParsedDate};
use crate::site::Site;
use crate::syntax::tree::Tree;
use crate::syntax::view::Argument;
use crate::text::Span;

/// The dates of a page.
#[derive(Clone, Debug, Default)]
pub struct Dates<'s> {
    /// Those of citations, in source order.
    pub fields: Vec<DateField>,
    /// The addresses of citations, in source order.
    addresses: Vec<Address<'s>>,
    /// For each of [`super::Document::citations`] how many dates and addresses there are before it
    /// and in it.
    ends: Vec<[usize; 2]>,
    /// Those that refs name in plain words, in source order: "Retrieved 5 May 2020".
    pub texts: Vec<TextDate>,
    /// Links that are marked as dead, in source order.
    pub dead_links: Vec<DeadLink>,
    /// How days are written on the page.
    pub styles: Styles,
}

/// The dates and addresses of one citation.
#[derive(Clone, Copy, Debug)]
pub struct CitationDates<'a, 's> {
    /// The dates that are given, in source order.
    pub dates: &'a [DateField],
    /// The addresses that are given, in source order.
    pub addresses: &'a [Address<'s>],
}

/// What a date of a citation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateKind {
    /// When the source came out: `date`, `air-date`.
    Date,
    /// The year in which it came out, where it is given by itself.
    Year,
    /// When it was published, where it was written earlier.
    Publication,
    /// When it was read.
    Access,
    /// When the archive made its copy.
    Archive,
    /// Since when its DOI does not work.
    DoiBroken,
    /// Until when its PMC number leads nowhere.
    PmcEmbargo,
}

/// A date of a citation.
#[derive(Clone, Debug)]
pub struct DateField {
    /// What it is.
    pub kind: DateKind,
    /// The argument, without its `|`.
    pub argument: Span,
    /// The name of the parameter.
    pub name: Span,
    /// The value, trimmed and without a comment at either end.
    pub span: Span,
    /// What it means, or why it is no date; `None` if it cannot be judged, because a template makes
    /// it or because double brackets say that it is meant so.
    pub read: Option<Result<ParsedDate, Box<Fault>>>,
    /// Whether a comment stands within the value, so that its parts have no exact place.
    is_broken_up: bool,
}

impl DateKind {
    /// The usual name of the parameter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Year => "year",
            Self::Publication => "publication-date",
            Self::Access => "access-date",
            Self::Archive => "archive-date",
            Self::DoiBroken => "doi-broken-date",
            Self::PmcEmbargo => "pmc-embargo-date",
        }
    }

    fn of_field(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Self::Date,
            "year" => Self::Year,
            "publication-date" => Self::Publication,
            "access-date" => Self::Access,
            "archive-date" => Self::Archive,
            "doi-broken-date" => Self::DoiBroken,
            "pmc-embargo-date" => Self::PmcEmbargo,
            _ => return None,
        })
    }
}

impl DateField {
    /// What it means, if it is written as it should be.
    pub fn date(&self) -> Option<&ParsedDate> {
        self.read.as_ref()?.as_ref().ok()
    }

    /// Why it is no date, or not quite.
    pub fn fault(&self) -> Option<&Fault> {
        self.read.as_ref()?.as_ref().err().map(|fault| &**fault)
    }

    /// What it surely means, however it is written.
    pub fn meaning(&self) -> Option<&ParsedDate> {
        match self.read.as_ref()? {
            Ok(date) => Some(date),
            Err(fault) => fault.meaning.as_ref(),
        }
    }

    /// The day that it surely means, if it is one.
    pub fn day(&self) -> Option<Date> {
        self.meaning().and_then(ParsedDate::day)
    }

    /// The place of a part of the value.
    pub fn place(&self, part: &Range<usize>) -> Span {
        let place =
            Span::new(self.span.start + part.start as u32, self.span.start + part.end as u32);
        if self.is_broken_up || !self.span.contains(place) { self.span } else { place }
    }

    /// Name and value.
    pub fn argument_span(&self) -> Span {
        Span::new(self.name.start, self.span.end)
    }

    /// Whether the value can be replaced without losing a comment.
    pub fn can_be_replaced(&self) -> bool {
        !self.is_broken_up
    }

    fn new(kind: DateKind, text: &str, tree: &Tree, site: &Site, of: Value<'_, '_>) -> Self {
        let Value { template, argument, state } = of;
        let whole = argument.trimmed_value_span(text);
        // What templates make is not looked at: they may be nested.
        let value = (state == ValueState::Literal).then(|| argument.value(text, tree));
        let found = value.as_ref().map(|value| match value {
            Cow::Borrowed(_) => Some((0, whole.len() as usize)),
            Cow::Owned(value) => whole.of(text).find(&**value).zip(Some(value.len())),
        });
        let span = match found {
            Some(Some((at, length))) => {
                let start = whole.start + at as u32;
                Span::new(start, start + length as u32)
            }
            _ => whole,
        };
        let read = |value: &str| site.dates.words.read(value, template).map_err(Box::new);
        let read = value.as_deref().map(read);
        let name_end = argument.name_span.end;
        let name = argument.name_span.of(text).trim_start();
        let name_start = name_end - name.len() as u32;
        Self {
            kind,
            argument: argument.span,
            name: Span::new(name_start, name_start + name.trim_end().len() as u32),
            span,
            read,
            is_broken_up: found.is_some_and(|found| found.is_none()),
        }
    }
}

/// An argument of a template.
#[derive(Clone, Copy)]
struct Value<'a, 's> {
    template: &'a str,
    argument: &'a Argument<'s>,
    state: ValueState,
}

impl<'a, 's> CitationDates<'a, 's> {
    /// The date of this kind: of several, the last.
    pub fn date(self, kind: DateKind) -> Option<&'a DateField> {
        self.dates.iter().rfind(|date| date.kind == kind)
    }

    /// The address of this kind: of several, the last.
    pub fn address(self, kind: AddressKind) -> Option<&'a Address<'s>> {
        self.addresses.iter().rfind(|address| address.kind == kind)
    }

    /// When the source came out, as far as it is said: `date`, else `year`, else
    /// `publication-date`.
    pub fn published(self) -> Option<&'a DateField> {
        [DateKind::Date, DateKind::Year, DateKind::Publication]
            .into_iter()
            .find_map(|kind| self.date(kind))
    }
}

/// What is read of a page.
#[derive(Clone, Copy)]
pub(super) struct Page<'a, 's> {
    pub(super) text: &'s str,
    pub(super) tree: &'a Tree,
    pub(super) site: &'s Site,
    pub(super) refs: &'a RefIndex<'s>,
    pub(super) templates: &'a [TemplateUse<'s>],
    pub(super) citations: &'a [Citation<'s>],
    pub(super) plain_index: &'a PlainIndex<'s>,
}

impl<'s> Dates<'s> {
    pub(super) fn new(page: Page<'_, 's>) -> Self {
        let Page { text, tree, site, .. } = page;
        let mut fields = Vec::new();
        let mut addresses = Vec::new();
        let mut ends = Vec::with_capacity(page.citations.len());
        for citation in page.citations {
            for setting in citation.fields() {
                let of = Value {
                    template: &citation.name,
                    argument: setting.argument,
                    state: setting.value,
                };
                if let Some(kind) = DateKind::of_field(setting.name) {
                    fields.push(DateField::new(kind, text, tree, site, of));
                } else if let Some(kind) = AddressKind::of_field(setting.name) {
                    addresses.push(Address::new(kind, text, tree, site, of.argument, of.state));
                }
            }
            ends.push([fields.len(), addresses.len()]);
        }
        let texts = text::collect(page);
        let styles = Styles::new(page, &fields, &texts);
        let dead_links = dead::collect(page);
        Self { fields, addresses, ends, texts, dead_links, styles }
    }

    /// The dates of a citation, by its index in [`super::Document::citations`].
    ///
    /// # Panics
    /// If there is no such citation.
    pub fn of(&self, citation: usize) -> CitationDates<'_, 's> {
        let start = citation.checked_sub(1).map_or([0, 0], |before| self.ends[before]);
        let end = self.ends[citation];
        CitationDates {
            dates: &self.fields[start[0]..end[0]],
            addresses: &self.addresses[start[1]..end[1]],
        }
    }

    /// The dates of each of [`super::Document::citations`], in the same order.
    pub fn citations(&self) -> impl Iterator<Item = CitationDates<'_, 's>> {
        let (mut start, mut fields, mut addresses) = ([0, 0], &*self.fields, &*self.addresses);
        self.ends.iter().map(move |&end| {
            let of = CitationDates {
                dates: fields.split_off(..end[0] - start[0]).unwrap_or_default(),
                addresses: addresses.split_off(..end[1] - start[1]).unwrap_or_default(),
            };
            start = end;
            of
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn no_citation_has_the_dates_of_another() {
        let text = "{{cite web|url=//a.example|date=2001}} {{cite web|title=A}} \
                    {{cite book|url=//b.example|date=2002|access-date=2003-04-05|archive-url=x}}";
        let doc = Document::new(text, Site::mediawiki());
        let counts = [(1, 1), (0, 0), (2, 2)];
        let in_order = doc.dates.citations().map(|it| (it.dates.len(), it.addresses.len()));
        assert_eq!(in_order.collect::<Vec<_>>(), counts);
        for (at, of) in doc.dates.citations().enumerate() {
            let same = doc.dates.of(at);
            assert!(std::ptr::eq(of.dates, same.dates), "{at}");
            assert!(std::ptr::eq(of.addresses, same.addresses), "{at}");
        }
    }
}
