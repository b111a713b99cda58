//! What is wrong with an identifier.

use std::ops::Range;

use super::Kind;

/// What is wrong with a value that should be an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// The bytes of the value that are wrong.
    pub span: Range<usize>,
    /// What the value may have been meant to be, or where to look, without a full stop.
    pub hint: Option<String>,
    /// What was expected, without a full stop.
    pub expected: &'static str,
    /// How bad it is.
    pub level: Level,
    /// The value as it should be written.
    pub repair: Option<Repair>,
}

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Readers see what they should, but it is not how editors write it.
    Untidy,
    /// The number is higher than any that was known when the data was made.
    BeyondLimit,
    /// Nothing can have this identifier.
    Impossible,
}

/// A better value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The value.
    pub value: String,
    /// Whether it surely is what was meant.
    pub is_certain: bool,
}

impl Fault {
    pub(super) fn new(kind: Kind, message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            message: message.into(),
            span,
            hint: None,
            expected: kind.form(),
            level: Level::Impossible,
            repair: None,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Offers what was surely meant.
    pub(super) fn certainly(mut self, value: impl Into<String>) -> Self {
        self.repair = Some(Repair { value: value.into(), is_certain: true });
        self
    }

    /// Offers what was likely meant.
    pub(super) fn perhaps(mut self, value: impl Into<String>) -> Self {
        self.repair = Some(Repair { value: value.into(), is_certain: false });
        self
    }
}
