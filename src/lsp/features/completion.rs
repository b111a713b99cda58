//! What may be written next.
//!
//! Half-written markup is no markup yet, so what is being written is read from the text before the
//! cursor ([`place`]), and only what may follow comes from the facts of the page.

mod anchors;
mod items;
mod names;
mod parameters;
mod place;
mod sources;
mod tags;
mod templates;
mod words;

use lsp_types::{CompletionContext, CompletionResponse};

use self::items::Items;
use self::place::Tag;
pub(super) use self::place::{Argument, Place, find as place_at};
use crate::lsp::page::Page;
use crate::site::TemplateRole;

/// What may be written at a byte offset: names and groups of footnotes, sections and anchors,
/// templates, their parameters and values, tags, and the words of comments for citelint itself.
pub(in crate::lsp) fn completion(
    page: &Page<'_>,
    at: u32,
    _context: Option<&CompletionContext>,
) -> Option<CompletionResponse> {
    let (place, word) = place::find(page.doc.text, at)?;
    let mut items = Items::new(page, word);
    match place {
        Place::TagName { is_end } => tags::names(&mut items, is_end),
        Place::Attribute(tag) => tags::attributes(&mut items, &tag),
        Place::AttributeValue { tag, attribute, quote } => {
            attribute_value(&mut items, &tag, &attribute, quote);
        }
        Place::TemplateName => templates::names(&mut items),
        Place::Argument(argument) => {
            let role = page.doc.site.references.role(&argument.template);
            match role {
                Some(TemplateRole::Use(data)) => names::in_use(&mut items, &argument, data),
                Some(TemplateRole::Short(data)) => sources::in_short(&mut items, &argument, data),
                Some(TemplateRole::Ref(data)) => names::in_ref(&mut items, &argument, data),
                Some(TemplateRole::List(data)) => names::in_list(&mut items, &argument, data),
                _ => parameters::complete(&mut items, &argument),
            }
        }
        Place::Fragment => anchors::complete(&mut items),
        Place::Suppression => words::rules(&mut items),
        Place::Switch => words::switches(&mut items),
    }
    items.finish()
}

fn attribute_value(items: &mut Items<'_, '_>, tag: &Tag, attribute: &str, quote: Option<char>) {
    match (&*tag.name, attribute) {
        ("ref", "name" | "follow") => names::in_tag(items, tag, quote),
        ("ref" | "references", "group") => names::groups_in_tag(items, tag, quote),
        ("ref", "dir") => ["ltr", "rtl"].iter().for_each(|it| items.keyword(it)),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
