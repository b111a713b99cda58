//! Names and groups of footnotes.

use lsp_types::CompletionItemKind;
use rustc_hash::FxHashSet;

use super::items::{Item, Items};
use super::place::{Argument, Tag};
use crate::facts::cite::Footnote;
use crate::lsp::names::attribute_value;
use crate::report::refs::describe;
use crate::site::{ListTemplate, RefTemplate, UseTemplate};

/// A name in `<ref name=…`.
pub(super) fn in_tag(items: &mut Items<'_, '_>, tag: &Tag, quote: Option<char>) {
    let group = tag.others.iter().rfind(|(name, _)| name == "group");
    let mut lists = items.page.doc.refs.lists.iter();
    let list = lists.find(|it| it.span.start < tag.start && tag.start < it.span.end);
    let group = group.map(|(_, value)| value.clone());
    let group = group.or_else(|| list.map(|it| it.group.clone().into_owned()));
    let end = if list.is_some() { "" } else { tag_end(items, tag) };
    // A list is where names are defined that are used already.
    let order = [list.is_none(), list.is_some()];
    let write = |items: &Items<'_, '_>, name: &str| value(items, name, quote) + end;
    add_names(items, &group.unwrap_or_default(), tag.start, order, write);
}

/// A group in `<ref group=…` or `<references group=…`.
pub(super) fn groups_in_tag(items: &mut Items<'_, '_>, tag: &Tag, quote: Option<char>) {
    add_groups(items, tag.start, |items, group| value(items, group, quote));
}

/// `{{r|…}}`.
pub(super) fn in_use(items: &mut Items<'_, '_>, argument: &Argument, data: &UseTemplate) {
    match &argument.parameter {
        Some(parameter) if data.group.contains(parameter) => plain_groups(items, argument),
        Some(parameter) if parameter.parse::<u32>().is_err() => {}
        _ => plain_names(items, argument, &data.group, ""),
    }
}

/// `{{efn|name=…}}`.
pub(super) fn in_ref(items: &mut Items<'_, '_>, argument: &Argument, data: &RefTemplate) {
    match &argument.parameter {
        Some(parameter) if data.group.contains(parameter) => plain_groups(items, argument),
        Some(parameter) if data.name == *parameter => {
            plain_names(items, argument, &data.group, &data.default_group);
        }
        Some(_) => {}
        None => parameters(items, std::iter::once(&data.name).chain(data.group.first())),
    }
}

/// `{{reflist|group=…}}`.
pub(super) fn in_list(items: &mut Items<'_, '_>, argument: &Argument, data: &ListTemplate) {
    match &argument.parameter {
        Some(parameter) if data.group.contains(parameter) => plain_groups(items, argument),
        Some(_) => {}
        None => parameters(items, std::iter::once(&data.refs).chain(data.group.first())),
    }
}

fn parameters<'a>(items: &mut Items<'_, '_>, names: impl Iterator<Item = &'a String>) {
    for name in names {
        items.push(Item {
            label: name.clone(),
            text: format!("{name}="),
            kind: Some(CompletionItemKind::Property),
            ..Item::default()
        });
    }
}

/// Names as a template takes them.
fn plain_names(items: &mut Items<'_, '_>, argument: &Argument, of: &[String], default: &str) {
    let is_group =
        |(name, _): &&(Option<String>, String)| name.as_ref().is_some_and(|name| of.contains(name));
    let group = argument.before.iter().rfind(is_group).map_or(default, |(_, value)| value);
    let group = group.to_owned();
    add_names(items, &group, argument.start, [true, false], |_, name| name.to_owned());
}

fn plain_groups(items: &mut Items<'_, '_>, argument: &Argument) {
    add_groups(items, argument.start, |_, group| group.to_owned());
}

/// What ends the tag, if nothing does yet: a name alone is a use.
fn tag_end(items: &Items<'_, '_>, tag: &Tag) -> &'static str {
    if tag.is_closed || !items.rest_of_line().is_empty() { "" } else { " />" }
}

/// A value that fits the quote that stands before it, with the closing one if that is not there.
fn value(items: &Items<'_, '_>, name: &str, quote: Option<char>) -> String {
    let Some(quote) = quote else { return attribute_value(name, None) };
    let is_closed = items.rest_of_line().starts_with(quote);
    let inner = attribute_value(name, Some(quote));
    if is_closed { inner } else { format!("{inner}{quote}") }
}

/// Adds the names of a group, those that are defined and those that are not in the order of `order`.
/// `start` is where the ref starts that is being written.
fn add_names(
    items: &mut Items<'_, '_>,
    group: &str,
    start: u32,
    order: [bool; 2],
    write: impl Fn(&Items<'_, '_>, &str) -> String,
) {
    let doc = items.page.doc;
    let mut known = FxHashSet::default();
    let mut add = |footnote: &Footnote<'_>, is_defined: bool, items: &mut Items<'_, '_>| {
        let Some(name) = footnote.name.as_deref().filter(|_| footnote.group == group) else {
            return;
        };
        let mut tags = footnote.refs.iter().map(|id| doc.refs.tag(*id));
        // Not the name that is being written, nor one that a template makes.
        let is_written = tags.any(|tag| {
            let span = tag.attribute("name").map(|it| it.value_span).unwrap_or_default();
            !span.is_empty() && tag.start_span.start != start
        });
        if !is_written
            || footnote.definition.is_some() != is_defined
            || !known.insert(name.to_owned())
        {
            return;
        }
        let (detail, documentation) = if is_defined {
            (describe(doc, footnote), content(items, footnote))
        } else {
            ("used, but not defined yet".to_owned(), String::new())
        };
        items.push(Item {
            text: write(items, name),
            label: name.to_owned(),
            kind: Some(CompletionItemKind::Reference),
            detail,
            documentation,
            ..Item::default()
        });
    };
    for is_defined in order {
        doc.refs.footnotes.iter().for_each(|footnote| add(footnote, is_defined, items));
    }
}

/// The content of a footnote as it is written.
fn content(items: &Items<'_, '_>, footnote: &Footnote<'_>) -> String {
    /// How much of it is told, in characters.
    const LONGEST: usize = 400;
    let doc = items.page.doc;
    let tag = footnote.definition.map(|id| doc.refs.tag(id));
    let body = tag.and_then(|tag| tag.body).map_or("", |body| body.of(doc.text).trim());
    body.chars().take(LONGEST).collect()
}

fn add_groups(
    items: &mut Items<'_, '_>,
    start: u32,
    write: impl Fn(&Items<'_, '_>, &str) -> String,
) {
    let refs = &items.page.doc.refs;
    let of_refs = refs.refs.iter().map(|it| (it.start_span.start, &it.group));
    let of_lists = refs.lists.iter().map(|it| (it.start_span.start, &it.group));
    let groups = of_refs.chain(of_lists).filter(|(at, it)| *at != start && !it.is_empty());
    let mut known = FxHashSet::default();
    for (_, group) in groups.filter(|(_, group)| known.insert((*group).clone())) {
        items.push(Item {
            text: write(items, group),
            label: group.clone().into_owned(),
            kind: Some(CompletionItemKind::Module),
            ..Item::default()
        });
    }
}
