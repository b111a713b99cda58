//! The content of a ref as Cite compares it: bytes, not meaning.

use std::slice;

use crate::syntax::attributes::trim;

/// The content of a ref.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'s> {
    /// A self-closed ref has none.
    None,
    /// The source as it stands.
    Text(&'s str),
    /// The source in order, in two pieces or more, because comments are cut out of it, as in
    /// `{{#tag:ref|…}}`, or because another ref continues it.
    Pieces(Vec<&'s str>),
    /// A template makes it.
    Unknown,
}

impl<'s> Content<'s> {
    /// The source in order; `None` if there is none, or none that is known.
    pub fn pieces(&self) -> Option<&[&'s str]> {
        match self {
            Self::Text(text) => Some(slice::from_ref(text)),
            Self::Pieces(pieces) => Some(pieces),
            Self::None | Self::Unknown => None,
        }
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self.pieces() {
            Some(pieces) => pieces.iter().all(|piece| trim(piece).is_empty()),
            None => *self == Self::None,
        }
    }

    /// Whether both are known and their bytes differ.
    pub(super) fn differs_from(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (self.pieces(), other.pieces()) else { return false };
        let length = |pieces: &[&str]| pieces.iter().map(|piece| piece.len()).sum::<usize>();
        if let ([one], [two]) = (one, two) {
            return one != two;
        }
        length(one) != length(two)
            || !one.iter().flat_map(|piece| piece.bytes()).eq(two.iter().flat_map(|p| p.bytes()))
    }

    /// Adds the content of a ref that continues this one, after a space as Cite does.
    pub(super) fn append(&mut self, other: &Self) {
        match (&mut *self, other.pieces()) {
            (_, None) if *other == Self::None => {}
            (_, None) | (Self::Unknown, _) => *self = Self::Unknown,
            (Self::Pieces(pieces), Some(more)) => {
                pieces.push(" ");
                pieces.extend(more);
            }
            (Self::None | Self::Text(_), Some(more)) => {
                let own = self.pieces().unwrap_or_default();
                *self = Self::Pieces([own, &[" "], more].concat());
            }
        }
    }
}
