//! The markers and entries of a rendered page, which are numbered by hand.

use super::{Form, Key, Names, Place, Role};
use crate::facts::Document;
use crate::facts::rendered::EntryId;
use crate::text::Span;

/// Adds the entries that markers lead to.
pub(super) fn collect(doc: &Document<'_>, names: &mut Names) {
    let index = &doc.plain_index;
    let place = |span: Span, whole: Span, role| Place {
        area: span,
        other_area: None,
        span,
        whole,
        role,
        form: Form::Made,
    };
    for marker in &index.markers {
        if let Some(id) = marker.entry {
            names.add(Key::Printed(id), place(marker.span, marker.whole, Role::Use));
        }
    }
    for (entry, id) in index.entries.iter().zip(0..) {
        if !entry.uses.is_empty() {
            let place = place(entry.mark_span(), entry.span, Role::Definition);
            names.add(Key::Printed(EntryId(id)), place);
        }
    }
}
