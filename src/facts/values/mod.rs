//! What is wrong with the values of a page's citations, found in one pass over them.
//!
//! Each value is read a few times from end to end, and only what a look at its bytes leaves open is
//! looked at closely. Values that hold templates are not judged, nor are those in double brackets.

mod addresses;
mod characters;
mod names;
mod pages;
#[cfg(test)]
mod tests;
mod texts;
mod tracking;

pub use addresses::{Address, AddressFault, judge_address};
pub use characters::{InvisibleChar, invisible_chars};
pub use pages::{PageRange, page_range};
pub use texts::{domain, edition_mark, extra_word, is_vancouver};
pub use tracking::tracking;

use crate::facts::citations::{Citation, FieldSetting, ValueState};
use crate::facts::traits::Traits;
use crate::site::{FieldId, Site, ValueKind};
use crate::text::Span;

/// Something wrong with a value of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueFault {
    /// The citation, as an index into [`super::Document::citations`].
    pub citation: usize,
    /// The argument, as an index into [`Citation::arguments`].
    pub argument: usize,
    /// The field that the argument sets.
    pub field: FieldId,
    /// The part of the value that is wrong.
    pub span: Span,
    /// What is wrong.
    pub kind: ValueFaultKind,
}

/// What is wrong with a value of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueFaultKind {
    /// A name that is none of a person.
    GenericName,
    /// What is said where nobody signed.
    UnsignedName,
    /// A name with "ed." after it.
    EditorMark,
    /// A name of numbers.
    NumericName,
    /// Several names in a parameter for one.
    MultipleNames,
    /// A title of a page that was not there.
    GenericTitle,
    /// A title that tools give to archived copies.
    ArchiveTitle,
    /// A title in capital letters.
    AllCapsTitle,
    /// A wikilink in a title that is a link already.
    LinkInLinkedTitle,
    /// A curly quotation mark or apostrophe.
    CurlyQuote,
    /// Italics or bold in a name that the template formats.
    Markup,
    /// An address among text.
    AddressInText,
    /// A comma, semicolon or colon at the end.
    ExtraPunctuation,
    /// A character that nobody sees.
    InvisibleChar,
    /// Brackets or an address where the name of a page is wanted.
    BadPageName,
    /// A word that the template prints itself.
    ExtraText,
    /// A range of pages with another sign than a dash.
    RangeSign,
    /// A range of pages that ends before it starts.
    RangeOrder,
    /// A range in the parameter for one page.
    RangeInPage,
    /// An address that leads nowhere, or only some readers to the page.
    Address,
    /// A parameter of an address that says where a reader came from.
    Tracking,
    /// A place with digits.
    DigitsInPlace,
    /// A publisher that is the name of a website.
    PublisherIsDomain,
    /// A language that is none.
    UnknownLanguage,
    /// Names that are not in the Vancouver style.
    NotVancouver,
    /// More than one sign at the end of a citation.
    LongPostscript,
}

/// Finds what is wrong with the values of all citations, in source order of the citations.
pub(super) fn collect(text: &str, site: &Site, citations: &[Citation<'_>]) -> Vec<ValueFault> {
    let mut faults = Vec::new();
    for (at, citation) in citations.iter().enumerate() {
        let Some(schema) = citation.schema else { continue };
        let linked = Linked::of(citation);
        for setting in citation.fields().filter(|it| it.value == ValueState::Literal) {
            let Some((span, traits)) = judged(text, &setting) else { continue };
            let mut value = Value {
                text: span.of(text),
                span,
                traits,
                site,
                field: setting.name,
                kind: schema.family.field(setting.field).kind,
                place: (at, setting.at, setting.field),
                faults: &mut faults,
            };
            value.judge(linked);
        }
    }
    faults
}

/// Which titles of a citation are links.
#[derive(Clone, Copy, Default)]
struct Linked {
    title: bool,
    chapter: bool,
}

impl Linked {
    fn of(citation: &Citation<'_>) -> Self {
        let mut linked = Self::default();
        for setting in citation.fields() {
            match setting.name {
                "url" | "title-link" => linked.title = true,
                "chapter-url" => linked.chapter = true,
                _ => {}
            }
        }
        linked
    }
}

/// A value that is judged.
struct Value<'v> {
    text: &'v str,
    span: Span,
    traits: Traits,
    site: &'v Site,
    /// The usual name of the field.
    field: &'v str,
    kind: ValueKind,
    place: (usize, usize, FieldId),
    faults: &'v mut Vec<ValueFault>,
}

impl Value<'_> {
    fn judge(&mut self, linked: Linked) {
        self.judge_characters();
        match self.kind {
            ValueKind::Title => {
                let is_linked = match self.field {
                    "title" => linked.title,
                    "chapter" => linked.chapter,
                    _ => false,
                };
                self.judge_title(is_linked);
                self.judge_text();
            }
            ValueKind::Name => {
                self.judge_name();
                self.judge_text();
            }
            ValueKind::Names => self.judge_names(),
            ValueKind::Pages => self.judge_pages(),
            ValueKind::Url => self.judge_address(),
            ValueKind::Link => self.judge_page_name(),
            ValueKind::Text => {
                self.judge_text();
                self.judge_detail();
            }
            ValueKind::Date | ValueKind::Id | ValueKind::Keyword => {}
        }
    }

    /// Reports a part of the value.
    fn report(&mut self, kind: ValueFaultKind, part: &str) {
        let start = part.as_ptr().addr() - self.text.as_ptr().addr();
        self.report_at(kind, start, part.len());
    }

    /// Reports a part of the value by its place in it, in bytes.
    fn report_at(&mut self, kind: ValueFaultKind, start: usize, length: usize) {
        let start = self.span.start + start as u32;
        let span = Span::new(start, start + length as u32);
        let (citation, argument, field) = self.place;
        self.faults.push(ValueFault { citation, argument, field, span, kind });
    }
}

/// The part of a value that is judged, and what occurs in it: without the comments at its ends. `None`
/// where a comment stands inside.
fn judged(text: &str, setting: &FieldSetting<'_, '_>) -> Option<(Span, Traits)> {
    let FieldSetting { span, traits, .. } = *setting;
    if !traits.has(Traits::ANGLE) {
        return Some((span, traits));
    }
    let mut value = span.of(text);
    while value.ends_with("-->") {
        value = value[..value.rfind("<!--")?].trim_ascii_end();
    }
    let start = if value.starts_with("<!--") {
        let end = value.find("-->")? + 3;
        end + value[end..].len() - value[end..].trim_ascii_start().len()
    } else {
        0
    };
    let judged = Span::new(span.start + start as u32, span.start + value.len() as u32);
    let value = judged.of(text);
    (!value.contains("<!--")).then(|| (judged, Traits::of(value)))
}
