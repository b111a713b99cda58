//! When a source came out, was retrieved and was archived, and how that is written.

use rustc_hash::FxHashMap;

use crate::date::{Form, ParsedDate, Precision, Style};
use crate::facts::Document;
use crate::facts::cite::RefId;
use crate::facts::dates::{DateField, DateKind, TextDate, TextHolder};
use crate::facts::rendered::EntryId;
use crate::site::TextDateKind;

/// The dates of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceDates {
    /// When it came out.
    pub published: Option<SourceDate>,
    /// When it was read.
    pub accessed: Option<SourceDate>,
    /// When an archive made its copy.
    pub archived: Option<SourceDate>,
}

/// One date of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDate {
    /// As it is written.
    pub text: String,
    /// What it surely means.
    pub meaning: Option<ParsedDate>,
}

impl SourceDates {
    /// Those that are given, each with what it is.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &SourceDate)> {
        let all = [
            ("published", &self.published),
            ("retrieved", &self.accessed),
            ("archived", &self.archived),
        ];
        all.into_iter().filter_map(|(what, date)| Some((what, date.as_ref()?)))
    }

    /// Those of a citation template.
    fn of_citation(doc: &Document<'_>, citation: usize) -> Self {
        let dates = doc.dates.of(citation);
        let date = |field: Option<&DateField>| {
            let field = field.filter(|field| !field.span.is_empty())?;
            Some(SourceDate::new(field.span.of(doc.text), field.meaning()))
        };
        Self {
            published: date(dates.published()),
            accessed: date(dates.date(DateKind::Access)),
            archived: date(dates.date(DateKind::Archive)),
        }
    }
}

impl SourceDate {
    fn new(text: &str, meaning: Option<&ParsedDate>) -> Self {
        Self { text: text.to_owned(), meaning: meaning.copied() }
    }

    /// The order in which its day is written, if it has a day.
    pub fn style(&self) -> Option<Style> {
        self.meaning?.form.style()
    }

    /// `2020`, `2020-05` or `2020-05-03`, or a range of them with a slash between, as the
    /// Extended Date/Time Format of ISO 8601-2 has it; `~` says "about". `None` for what has no
    /// such form: seasons, and what is no date.
    pub(super) fn iso(&self) -> Option<String> {
        let meaning = self.meaning?;
        let about = if meaning.circa { "~" } else { "" };
        let numbers = |parts: Vec<i32>| {
            let end = match parts[..] {
                [year] => format!("{year:04}"),
                [year, month] => format!("{year:04}-{month:02}"),
                [year, month, day, ..] => format!("{year:04}-{month:02}-{day:02}"),
                [] => String::new(),
            };
            end + about
        };
        let ends: Vec<String> = self.parts()?.into_iter().map(numbers).collect();
        Some(ends.join("/"))
    }

    /// Year, month and day, as many as are said: once, or for both ends of a range.
    pub(super) fn parts(&self) -> Option<Vec<Vec<i32>>> {
        let ParsedDate { precision, first, last, .. } = self.meaning?;
        let len = match precision {
            Precision::Year => 1,
            Precision::Month => 2,
            Precision::Day => 3,
            Precision::Season | Precision::Nothing => return None,
        };
        let numbers = [first?, last?]
            .map(|day| [day.year(), day.month().into(), day.day().into()][..len].to_vec());
        let mut numbers = Vec::from(numbers);
        numbers.dedup();
        Some(numbers)
    }

    /// The year, if it is one year.
    pub(super) fn year(&self) -> Option<i32> {
        let meaning = self.meaning.filter(|it| {
            !matches!(it.precision, Precision::Season | Precision::Nothing)
                && !matches!(it.form, Form::Years)
        })?;
        Some(meaning.first?.year())
    }

    /// Whether it says "about".
    pub(super) fn is_about(&self) -> bool {
        self.meaning.is_some_and(|it| it.circa)
    }
}

/// The dates of everything on a page that may cite a source.
pub(in crate::report) struct AllDates<'a, 's> {
    doc: &'a Document<'s>,
    in_words: FxHashMap<Holder, Vec<&'a TextDate>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    Ref(RefId),
    Entry(EntryId),
}

impl<'a, 's> AllDates<'a, 's> {
    pub(in crate::report) fn new(doc: &'a Document<'s>) -> Self {
        let mut in_words: FxHashMap<Holder, Vec<&TextDate>> = FxHashMap::default();
        for date in &doc.dates.texts {
            let holder = match date.holder {
                TextHolder::Ref(tag) => Holder::Ref(tag),
                TextHolder::Entry(entry) => Holder::Entry(entry),
            };
            in_words.entry(holder).or_default().push(date);
        }
        Self { doc, in_words }
    }

    /// The dates of a ref's source: those of its citation template, if it has one.
    pub(super) fn of_ref(&self, tag: RefId, citation: Option<usize>) -> SourceDates {
        match citation {
            Some(citation) => SourceDates::of_citation(self.doc, citation),
            None => self.in_words(Holder::Ref(tag)),
        }
    }

    /// The dates of an entry of a list that is numbered by hand.
    pub(in crate::report) fn of_entry(&self, entry: EntryId) -> SourceDates {
        self.in_words(Holder::Entry(entry))
    }

    fn in_words(&self, holder: Holder) -> SourceDates {
        let mut dates = SourceDates::default();
        for found in self.in_words.get(&holder).into_iter().flatten() {
            let date = SourceDate::new(found.span.of(self.doc.text), found.meaning());
            match found.kind {
                TextDateKind::Access => dates.accessed = Some(date),
                TextDateKind::Archive => dates.archived = Some(date),
            }
        }
        dates
    }
}

#[cfg(test)]
mod tests {
    use super::SourceDate;
    use crate::site::Site;

    fn date(text: &str) -> SourceDate {
        let read = Site::mediawiki().dates.words.read(text, "");
        let meaning = read.map_or_else(|fault| fault.meaning, Some);
        SourceDate { text: text.to_owned(), meaning }
    }

    #[test]
    fn dates_keep_as_much_as_they_say() {
        for (text, iso) in [
            ("2020-05-03", "2020-05-03"),
            ("3 May 2020", "2020-05-03"),
            ("May 3, 2020", "2020-05-03"),
            ("3rd May 2020", "2020-05-03"),
            ("Sept 2020", "2020-09"),
            ("2020", "2020"),
            ("2001a", "2001"),
            ("c. 1900", "1900~"),
            ("1999–2001", "1999/2001"),
            ("May–June 2020", "2020-05/2020-06"),
            ("30 December 2019 – 2 January 2020", "2019-12-30/2020-01-02"),
        ] {
            assert_eq!(date(text).iso().as_deref(), Some(iso), "{text}");
        }
        for text in ["31 June 2020", "Spring 2020", "n.d.", "soon"] {
            assert_eq!(date(text).iso(), None, "{text}");
        }
    }

    #[test]
    fn a_range_of_years_is_no_year() {
        assert_eq!(date("3 May 2020").year(), Some(2020));
        assert_eq!(date("1999–2001").year(), None);
        assert_eq!(date("Spring 2020").year(), None);
    }
}
