//! Which source a ref cites, so that refs can be compared.
//!
//! Each ref with content has a [`Source`]: what its text says, in one spelling, and by what the
//! source can be known again (DOI, number of `PubMed`, ISBN, address). A ref that holds several
//! citations has no such mark, and one that holds other refs is not read at all.
//!
//! Templates are not expanded, and what stands in the arguments of other templates than citations
//! is not read: nesting would make that quadratic.

mod collect;
mod comparable;
mod description;
mod text;
mod url;

pub(super) use collect::{Page, collect, place, read, text};
pub use description::{Author, Description, Field};
pub use url::canonical_url;

use super::cite::RefId;
use crate::syntax::tree::NodeId;
use crate::text::Span;

/// By what the source of a ref with content can be known again: what every rule can ask of every
/// ref. [`Source`] says more, and takes longer to read.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The ref.
    pub tag: RefId,
    /// Index into [`super::Document::citations`] of the only citation template in it.
    pub citation: Option<usize>,
    /// By what the source can be known again, the surest first. Empty if it holds several.
    pub identities: Vec<(Identity, Span)>,
    /// Whether it means something only where it stands: "ibid.", "p. 5".
    pub is_relative: bool,
    /// Equal where [`Source::text`] is; seldom equal where it is not.
    pub fingerprint: u64,
    /// The node and the span of the content.
    content: (NodeId, Span),
}

/// What a ref with content cites.
#[derive(Clone, Debug)]
pub struct Source {
    /// The ref.
    pub tag: RefId,
    /// The words of the content as readers see them, without what templates make.
    pub words: String,
    /// Index into [`super::Document::citations`] of the only citation template in it.
    pub citation: Option<usize>,
    /// What that citation template says.
    pub description: Option<Description>,
    /// By what the source can be known again, the surest first. Empty if it holds several.
    pub identities: Vec<(Identity, Span)>,
    /// The address in it, as written, if it has just one and no citation template.
    pub url: Option<String>,
    /// Where in the source to look.
    place: Place,
}

/// By what a source can be known again.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identity {
    /// A DOI, in lower case and without a prefix.
    Doi(String),
    /// A number of `PubMed`.
    Pmid(String),
    /// An ISBN of thirteen digits.
    Isbn(String),
    /// An address, as [`canonical_url`] has it.
    Url(String),
}

impl Identity {
    /// What it is called in a message.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Doi(_) => "DOI",
            Self::Pmid(_) => "PMID",
            Self::Isbn(_) => "ISBN",
            Self::Url(_) => "URL",
        }
    }
}

/// Where in a source to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Page, chapter, minute, volume and quoted words.
    parts: [String; 5],
    /// The numbers in the text round the citation.
    numbers: String,
    /// Whether it is a book, of which each ref without a page means another part.
    is_book: bool,
}

impl Place {
    /// Whether both are the same, as far as they say it.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_book = self.is_book || other.is_book;
        let is_same =
            |one: &str, two: &str| one == two || !is_book && (one.is_empty() || two.is_empty());
        let mut parts = self.parts.iter().zip(&other.parts);
        parts.all(|(one, two)| is_same(one, two)) && is_same(&self.numbers, &other.numbers)
    }
}

impl Source {
    /// Whether both point to the same place of a source, as far as they say it.
    pub fn same_place(&self, other: &Self) -> bool {
        self.place.is_same(&other.place)
    }

    /// The host of its address, in lower case and without `www.`.
    pub fn host(&self) -> Option<&str> {
        self.identities.iter().find_map(|(identity, _)| match identity {
            Identity::Url(url) => url.split(['/', '?', '#', ':']).next(),
            _ => None,
        })
    }
}
