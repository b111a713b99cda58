//! Footnotes by group and name, and the groups.

use super::{Form, Key, Names, Place, Role};
use crate::facts::Document;
use crate::facts::cite::{Origin, RefId, RefTag};
use crate::syntax::attributes::Attribute;
use crate::text::Span;

/// Attributes of a ref that name another footnote of its group: the one that it continues, and,
/// in an early form of sub-references, the one that it adds to.
const OTHER_FOOTNOTE: [&str; 2] = ["follow", "extends"];

/// Adds all footnotes and groups.
pub(super) fn collect(doc: &Document<'_>, names: &mut Names) {
    for (tag, id) in doc.refs.refs.iter().zip(0..) {
        let (key, place) = footnote(doc.text, tag, RefId(id));
        names.add(key, place);
        for other in OTHER_FOOTNOTE.iter().filter_map(|it| tag.attribute(it)) {
            if let Some((span, form)) = written(doc.text, tag.origin, other) {
                names.add(key_of(tag, other), mention(span, tag.span, form));
            }
        }
        add_group(doc.text, tag.origin, tag.span, tag.attribute("group"), names);
    }
    for list in &doc.refs.lists {
        let group = list.attributes.iter().rfind(|it| it.name == "group");
        add_group(doc.text, list.origin, list.span, group, names);
        let place = Place {
            area: list.start_span,
            other_area: None,
            span: list.start_span,
            whole: list.span,
            role: Role::Definition,
            form: Form::Made,
        };
        if list.node.is_some() {
            names.add(Key::Group(list.group.clone().into_owned()), place);
        }
    }
}

fn footnote(text: &str, tag: &RefTag<'_>, id: RefId) -> (Key, Place) {
    let name = tag.attribute("name").filter(|it| !it.value.is_empty() && !it.dynamic);
    let key = name.map_or(Key::Unnamed(id), |name| key_of(tag, name));
    let written = name.and_then(|name| written(text, tag.origin, name));
    let (span, form) = written.unwrap_or((tag.start_span, Form::Made));
    let is_part = tag.span.start > tag.start_span.start;
    let (area, other_area) = match (tag.origin, tag.body) {
        (Origin::Tag, Some(body)) => (tag.start_span, Some(Span::new(body.end, tag.span.end))),
        (Origin::Tag, None) => (tag.start_span, None),
        // One of several that `{{r}}` makes.
        (Origin::Template, None) if is_part => (tag.span, Some(tag.start_span)),
        // `{{sfn}}`, all of which says what the footnote is.
        (Origin::Template, None) => (tag.span, None),
        _ => (tag.start_span, Some(span)),
    };
    let role = if tag.is_definition() { Role::Definition } else { Role::Use };
    (key, Place { area, other_area, span, whole: tag.span, role, form })
}

fn key_of(tag: &RefTag<'_>, name: &Attribute<'_>) -> Key {
    Key::Footnote { group: tag.group.clone().into_owned(), name: name.value.clone().into_owned() }
}

/// Adds a group where it is written.
fn add_group(
    text: &str,
    origin: Origin,
    whole: Span,
    group: Option<&Attribute<'_>>,
    names: &mut Names,
) {
    let Some(group) = group.filter(|it| !it.dynamic) else { return };
    if let Some((span, form)) = written(text, origin, group) {
        names.add(Key::Group(group.value.clone().into_owned()), mention(span, whole, form));
    }
}

fn mention(span: Span, whole: Span, form: Form) -> Place {
    Place { area: span, other_area: None, span, whole, role: Role::Use, form }
}

/// Where the value of an attribute is written, and how; `None` if a template makes it.
fn written(text: &str, origin: Origin, attribute: &Attribute<'_>) -> Option<(Span, Form)> {
    let span = attribute.value_span;
    if attribute.dynamic || span.is_empty() {
        return None;
    }
    if origin == Origin::Tag {
        return Some((span, Form::Attribute(with_quotes(text, attribute))));
    }
    let is_quoted = span.len() as usize > attribute.value.len() && is_in_quotes(span.of(text));
    let inner = if is_quoted { Span::new(span.start + 1, span.end - 1) } else { span };
    Some((inner, Form::Argument { positional: attribute.name_span.is_empty() }))
}

fn is_in_quotes(text: &str) -> bool {
    text.len() > 2 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\''])
}

/// The value of a tag's attribute with its quotes; the second one may be missing.
pub(super) fn with_quotes(text: &str, attribute: &Attribute<'_>) -> Span {
    let span = attribute.value_span;
    if !attribute.quoted {
        return span;
    }
    let quote = text.as_bytes()[span.start as usize - 1];
    let is_closed = text.as_bytes().get(span.end as usize) == Some(&quote);
    Span::new(span.start - 1, span.end + u32::from(is_closed))
}
