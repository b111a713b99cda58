//! Calendar days, and dates as people write them on a wiki.
//!
//! [`DateWords::read`] reads one date: what it means, or precisely why it is none. What is slightly
//! wrong is still understood: a [`Fault`] says what was meant where that is certain, and how it is
//! written. The words are data, so a date can be in any language that a site knows.
//!
//! The forms are those that the citation templates of MediaWiki wikis accept: days, months, seasons,
//! quarters, years and ranges of them; before 1582 days are Julian, and none can be written in
//! figures alone.

mod check;
mod day;
mod fault;
mod meaning;
mod plain;
mod shape;
mod slip;
mod tokens;
mod units;
mod words;
mod write;

pub use day::Date;
pub use fault::{Fault, FaultKind};
pub use meaning::{Form, ParsedDate, Precision, Style};
pub use words::{DateData, DateWords, Language};
