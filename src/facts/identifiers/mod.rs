//! The identifiers on a page: in citations, in templates such as `{{doi}}`, as magic links, and in
//! running text after a label that leaves no doubt.
//!
//! Each is read once; rules pick from the list. Values that a template makes are left out, and so
//! are those that `((…))` accepts as they are.

mod collect;
mod text;

use std::borrow::Cow;

pub(super) use collect::{Page, collect};

use crate::identifier::{Fault, Kind};
use crate::syntax::tree::NodeId;
use crate::text::Span;

/// One identifier on a page.
#[derive(Clone, Debug)]
pub struct Identifier<'s> {
    /// What it should be.
    pub kind: Kind,
    /// The value, without comments and the white space round it.
    pub value: Cow<'s, str>,
    /// The value in the source.
    pub span: Span,
    /// Where it stands.
    pub place: Place,
    /// The one spelling of the value, or what is wrong with it.
    pub reading: Result<Cow<'s, str>, Fault>,
    /// The kind that a wrong value surely is instead.
    pub looks_like: Option<Kind>,
}

/// An identifier that the address in a citation shows.
#[derive(Clone, Debug)]
pub struct ShownIdentifier {
    /// Index into [`super::Document::citations`].
    pub citation: usize,
    /// The whole address in the source.
    pub span: Span,
    /// What it shows.
    pub kind: Kind,
    /// The one spelling of the value. Of a DOI in the path of a publisher's address, what follows
    /// it may be added.
    pub value: String,
    /// Whether the address is that of the identifier itself, such as `https://doi.org/10.1000/182`.
    pub is_own: bool,
}

/// Where an identifier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an argument of a citation.
    Citation {
        /// Index into [`super::Document::citations`].
        citation: usize,
        /// Index into its arguments.
        argument: usize,
    },
    /// In a template that shows an identifier.
    Template(NodeId),
    /// In a magic link.
    MagicLink(NodeId),
    /// In running text.
    Text,
}

impl Identifier<'_> {
    /// The one spelling of the value, if nothing is wrong with it.
    pub fn canonical(&self) -> Option<&str> {
        self.reading.as_deref().ok()
    }

    /// The place in the source of a fault's span.
    pub fn fault_span(&self, fault: &Fault) -> Span {
        let is_as_written = self.value.len() == self.span.len() as usize;
        if !is_as_written || fault.span.is_empty() {
            return self.span;
        }
        let start = self.span.start;
        Span::new(start + fault.span.start as u32, start + fault.span.end as u32)
    }
}
