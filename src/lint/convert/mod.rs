//! A page whose references are numbered by hand, turned into one with `<ref>` tags.
//!
//! One fix with many edits: half of them would leave a page that is worse than before. `entries`
//! turns markers and lists into tags, `page` the rest of a rendered page into wikitext.

mod entries;
mod escape;
mod page;

use super::fix::{Applicability, Edit, Fix};
use crate::facts::Document;
use crate::facts::rendered::Dialect;
use entries::Entries;

/// The fix that turns markers and their lists into tags; `None` where there is nothing to turn,
/// or where tags in the entries stand in the way.
pub(crate) fn conversion(doc: &Document<'_>) -> Option<Fix> {
    let entries = Entries::new(doc)?;
    let mut edits: Vec<Edit> = entries.in_text();
    let markers: Vec<_> = edits.iter().map(|edit| edit.span).collect();
    entries.replace_lists(&mut edits);
    page::replace_headings(doc, &entries, &markers, &mut edits);
    if doc.dialect == Dialect::Rendered {
        page::replace_lines(doc, &entries, &markers, &mut edits);
    }
    let title = "turn the markers and their list into `<ref>` tags";
    Some(Fix::new(title, Applicability::Unsafe, edits))
}
