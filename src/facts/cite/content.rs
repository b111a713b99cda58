//! The content of a ref as Cite compares it: bytes, not meaning.

use crate::syntax::attributes::trim;

/// The content of a ref.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'s> {
    /// A self-closed ref has none.
    None,
    /// The source in order; in several pieces where comments are cut out of it, as in
    /// `{{#tag:ref|…}}`.
    Text(Vec<&'s str>),
    /// A template makes it.
    Unknown,
}

impl Content<'_> {
    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::None => true,
            Self::Text(pieces) => pieces.iter().all(|piece| trim(piece).is_empty()),
            Self::Unknown => false,
        }
    }

    /// Whether both are known and their bytes differ.
    pub(super) fn differs_from(&self, other: &Self) -> bool {
        let (Self::Text(one), Self::Text(two)) = (self, other) else { return false };
        let length = |pieces: &[&str]| pieces.iter().map(|piece| piece.len()).sum::<usize>();
        if let ([one], [two]) = (one.as_slice(), two.as_slice()) {
            return one != two;
        }
        length(one) != length(two)
            || !one.iter().flat_map(|piece| piece.bytes()).eq(two.iter().flat_map(|p| p.bytes()))
    }

    /// Adds the content of a ref that continues this one, after a space as Cite does.
    pub(super) fn append(&mut self, other: &Self) {
        match (&mut *self, other) {
            (_, Self::None) => {}
            (_, Self::Unknown) | (Self::Unknown, _) => *self = Self::Unknown,
            (Self::None, Self::Text(more)) => {
                *self = Self::Text(std::iter::once(" ").chain(more.iter().copied()).collect());
            }
            (Self::Text(pieces), Self::Text(more)) => {
                pieces.push(" ");
                pieces.extend(more);
            }
        }
    }
}
