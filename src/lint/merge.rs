//! The edits that make one footnote of several.

use super::fix::Edit;
use crate::facts::cite::{Origin, RefTag};
use crate::text::Span;

/// Whether a ref can be changed: its markup is at hand, and no template decides what becomes of it.
pub(crate) fn is_editable(tag: &RefTag<'_>) -> bool {
    let is_special = |name| tag.attribute(name).is_some();
    tag.origin == Origin::Tag
        && !tag.is_in_argument
        && !tag.has_dynamic_key()
        && !is_special("follow")
        && !is_special("details")
        && !is_special("dir")
}

/// Takes the content from a definition, so that it uses the footnote that its attributes name.
pub(crate) fn empty(tag: &RefTag<'_>) -> Edit {
    Edit::replace(Span::new(tag.start_span.end - 1, tag.span.end), " />")
}

/// Gives a name to a ref without one. `attribute` is a whole `name="…"`.
pub(crate) fn give_name(tag: &RefTag<'_>, attribute: &str, text: &str) -> Edit {
    // The letters of `<ref` are replaced too, so that two such edits cannot both apply.
    let start = Span::new(tag.span.start, tag.span.start + 4);
    Edit::replace(start, format!("{} {attribute}", start.of(text)))
}
