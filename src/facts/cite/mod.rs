//! Refs, footnotes and lists, as MediaWiki's Cite extension sees them.
//!
//! Two steps. `extract` (with `made` for functions and templates) turns the tree into refs, lists
//! and the order in which MediaWiki comes to them. `stack` replays Cite on that order, with
//! `validate` for what it checks on one ref, `footnotes` for what a ref does to the footnotes, and
//! `print` for what a list shows. Cite's legacy parser is the model, the one whose errors
//! fill the maintenance categories; where Parsoid differs it is not followed.
//!
//! Templates are not expanded. Those that make refs or lists by their documentation (`{{efn}}`,
//! `{{reflist}}`) are modelled; all others are taken to repeat their arguments once, in order.

mod content;
mod error;
mod extract;
mod footnotes;
mod included;
mod index;
mod made;
mod near;
mod print;
mod stack;
#[cfg(test)]
mod tests;
mod validate;

pub use content::Content;
pub use error::{Certainty, CiteError, CiteErrorKind};
pub(super) use extract::Extractor;
pub use index::{Footnote, FootnoteId, ListId, Origin, RefId, RefIndex, RefTag, ReferenceList};
pub use near::{Difference, NearName};
