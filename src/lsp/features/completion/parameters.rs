//! Parameters of citation templates, and their values.

use lsp_types::CompletionItemKind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::items::{Item, Items};
use super::place::Argument;
use crate::facts::Citation;
use crate::identifier::Kind;
use crate::lsp::about::about_field;
use crate::site::{Field, FieldId, ParameterMeaning, Schema, TemplateSchema, ValueKind};

/// Fields whose values are hardly ever the same in two citations.
const UNIQUE: [&str; 5] = ["title", "chapter", "quote", "trans-title", "script-title"];

/// Fields that hold the day of this edit.
const TODAY: [&str; 2] = ["access-date", "archive-date"];

/// Adds parameters that the template does not have, or values of the one that is being written.
pub(super) fn complete(items: &mut Items<'_, '_>, argument: &Argument) {
    let site = items.page.doc.site;
    let Some((schema, template)) = site.citations.template(&argument.template) else { return };
    match &argument.parameter {
        None => names(items, argument, schema, template),
        Some(parameter) => match schema.meaning(template, parameter) {
            ParameterMeaning::Sets(field, _) | ParameterMeaning::Foreign(field, _) => {
                values(items, argument, schema, field);
            }
            ParameterMeaning::Removed | ParameterMeaning::Unknown => {}
        },
    }
}

/// The citation that is being written, if it is whole.
fn written<'a>(items: &'a Items<'_, '_>, argument: &Argument) -> Option<&'a Citation<'a>> {
    let doc = items.page.doc;
    doc.citations.iter().find(|it| doc.tree.span(it.node).start == argument.start)
}

fn names(
    items: &mut Items<'_, '_>,
    argument: &Argument,
    schema: &Schema,
    template: &TemplateSchema,
) {
    let mut given: Vec<String> =
        argument.before.iter().filter_map(|(name, _)| name.clone()).collect();
    if let Some(citation) = written(items, argument) {
        let text = items.page.doc.text;
        let others = citation.arguments.iter();
        let others =
            others.filter(|it| !it.span.of(text).is_empty() && it.span.end != items.word.end);
        given.extend(others.filter_map(|it| it.name.as_deref().map(str::to_owned)));
    }
    let meaning = |name: &str| match schema.meaning(template, name) {
        ParameterMeaning::Sets(field, number) => Some((field, number)),
        _ => None,
    };
    let set: FxHashSet<(FieldId, u32)> = given.iter().filter_map(|name| meaning(name)).collect();
    let is_titled = template.title.iter().any(|&field| set.contains(&(field, 1)));
    let title = template.title.first().copied().filter(|_| !is_titled);
    let people = set.iter().map(|(_, number)| *number).max().unwrap_or(0);
    let mut all: Vec<(bool, bool, String, FieldId)> = Vec::new();
    for name in schema.parameters_of(template) {
        // `last#` stands for `last`, too, which is among the names.
        let numbers = if name.contains('#') { people.max(2)..=people + 1 } else { 1..=1 };
        for number in numbers {
            let name = name.replace('#', &number.to_string());
            let Some((field, number)) = meaning(&name) else { continue };
            if set.contains(&(field, number)) || schema.deprecated(&name).is_some() {
                continue;
            }
            let usual = schema.usual_parameter(template, field);
            let is_alias = number == 1 && usual.as_deref() != Some(&*name);
            let is_needed = template.requires.contains(&field) || title == Some(field);
            all.push((!is_needed, is_alias || number > 1, name, field));
        }
    }
    all.sort();
    all.dedup_by(|a, b| a.2 == b.2);
    for (_, is_other, name, field) in all {
        let field_name = &schema.field(field).name;
        let detail = match (is_other, name == *field_name) {
            (true, false) => format!("sets `{field_name}`"),
            _ => String::new(),
        };
        items.push(Item {
            text: format!("{name}="),
            label: name,
            kind: Some(CompletionItemKind::Property),
            detail,
            documentation: about_field(schema, template, field),
            ..Item::default()
        });
    }
}

fn values(items: &mut Items<'_, '_>, argument: &Argument, schema: &Schema, id: FieldId) {
    let field = schema.field(id);
    for value in &field.values {
        items.keyword(value);
    }
    match field.kind {
        ValueKind::Date if TODAY.contains(&&*field.name) => today(items, argument),
        ValueKind::Id => identifiers(items, argument, field),
        ValueKind::Text | ValueKind::Title | ValueKind::Name | ValueKind::Names
            if !UNIQUE.contains(&&*field.name) =>
        {
            if field.name == "language" {
                languages(items);
            }
            used(items, argument, field);
        }
        _ => {}
    }
}

/// The day of this run as the page writes such days.
fn today(items: &mut Items<'_, '_>, argument: &Argument) {
    let doc = items.page.doc;
    let Some(today) = items.page.rules.today() else { return };
    let style = doc.dates.styles.for_access();
    items.push(Item {
        label: doc.site.dates.words.write_day(today, style, false, &argument.template),
        kind: Some(CompletionItemKind::Constant),
        detail: "today".to_owned(),
        ..Item::default()
    });
}

/// What the address of the citation shows, and how such identifiers start.
fn identifiers(items: &mut Items<'_, '_>, argument: &Argument, field: &Field) {
    let doc = items.page.doc;
    let Some(kind) = doc.site.identifiers.parameter(&field.name) else { return };
    let of_this = |at: usize| doc.tree.span(doc.citations[at].node).start == argument.start;
    let shown = doc.shown_identifiers.iter().filter(|it| it.kind == kind && of_this(it.citation));
    for value in shown.map(|it| it.value.clone()).collect::<FxHashSet<_>>() {
        items.push(Item {
            label: value,
            kind: Some(CompletionItemKind::Value),
            detail: "from the address".to_owned(),
            ..Item::default()
        });
    }
    let start = match kind {
        Kind::Doi => "10.",
        Kind::Biorxiv | Kind::Medrxiv => "10.1101/",
        Kind::Isbn => "978-",
        Kind::Ismn => "979-0-",
        Kind::Citeseerx => "10.1.1.",
        _ => return,
    };
    items.push(Item {
        label: start.to_owned(),
        kind: Some(CompletionItemKind::Value),
        detail: kind.form().to_owned(),
        ..Item::default()
    });
}

/// The languages that have a code of two letters.
fn languages(items: &mut Items<'_, '_>) {
    let all = isolang::languages().filter_map(|it| Some((it.to_639_1()?, it.to_name())));
    for (code, name) in all {
        items.push(Item {
            label: code.to_owned(),
            kind: Some(CompletionItemKind::Value),
            detail: name.to_owned(),
            ..Item::default()
        });
    }
}

/// What other citations of the page have in this field, the most frequent first.
fn used(items: &mut Items<'_, '_>, argument: &Argument, field: &Field) {
    let doc = items.page.doc;
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for citation in &doc.citations {
        if doc.tree.span(citation.node).start == argument.start {
            continue;
        }
        for setting in citation.fields().filter(|it| it.name == field.name) {
            let value = setting.argument.trimmed_value_span(doc.text).of(doc.text);
            let at = *places.entry(value).or_insert_with(|| {
                counts.push((value, 0));
                counts.len() - 1
            });
            counts[at].1 += 1;
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (value, count) in counts.into_iter().filter(|(value, _)| !value.contains('\n')) {
        items.push(Item {
            label: value.to_owned(),
            kind: Some(CompletionItemKind::Text),
            detail: format!("on this page: {count}"),
            ..Item::default()
        });
    }
}
