//! What kind of text a stretch of prose is.

use std::ops::{BitOr, BitOrAssign};

/// What the block is that a stretch of text stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading line.
    Heading,
    /// A line that starts with `*`, `#`, `:` or `;`.
    ListItem,
    /// A cell or a caption of a table.
    TableCell,
    /// The caption of a picture.
    Caption,
    /// Lines that start with a space.
    Preformatted,
}

/// What kind of text a stretch is: a set, since a link may stand in a quotation in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Context(u16);

impl Context {
    /// A heading line.
    pub const HEADING: Self = Self(1);
    /// A line of a list.
    pub const LIST: Self = Self(1 << 1);
    /// A cell or a caption of a table.
    pub const TABLE: Self = Self(1 << 2);
    /// The caption of a picture.
    pub const CAPTION: Self = Self(1 << 3);
    /// Lines that start with a space.
    pub const PREFORMATTED: Self = Self(1 << 4);
    /// Others' words: between quotation marks, in `<blockquote>`, `<poem>`, `{{blockquote}}`.
    pub const QUOTATION: Self = Self(1 << 5);
    /// The title of a work: two or more capitalised words in italics, or a quotation of
    /// capitalised words.
    pub const TITLE: Self = Self(1 << 6);
    /// The label of a link.
    pub const LINK: Self = Self(1 << 7);
    /// Bold or italic text.
    pub const EMPHASIS: Self = Self(1 << 8);
    /// Another language: `{{lang}}`.
    pub const FOREIGN: Self = Self(1 << 9);
    /// The text before the first heading.
    pub const LEAD: Self = Self(1 << 10);

    /// Whether the two sets have anything in common.
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What all text of a block is.
    pub(super) fn of_block(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Paragraph => Self::default(),
            BlockKind::Heading => Self::HEADING,
            BlockKind::ListItem => Self::LIST,
            BlockKind::TableCell => Self::TABLE,
            BlockKind::Caption => Self::CAPTION,
            BlockKind::Preformatted => Self::PREFORMATTED,
        }
    }
}

impl BitOr for Context {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Context {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
