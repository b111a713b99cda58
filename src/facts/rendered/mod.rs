//! References that are numbered by hand, as on a page copied from its rendered form: markers in
//! the text, and the lists that they point to.
//!
//! `line` reads single lines, `headings` and `lists` the page's structure, `markers` the text;
//! `index` joins them. A page of wikitext can hold such an index beside its `<ref>`s. Nothing is
//! known of markers in templates, code and comments: they do not count.

mod dialect;
mod headings;
mod index;
mod label;
mod line;
mod lists;
mod markers;
mod source;

pub use dialect::Dialect;
pub use headings::PrintedHeading;
pub use index::PlainIndex;
pub use label::{Label, Series};
pub use line::BackLinks;
pub use lists::{Entry, EntryId, PlainList};
pub use markers::Marker;
pub use source::PrintedSource;
