//! What is known of parameters of citation templates, for people.

use crate::site::{Field, FieldId, Schema, TemplateSchema, ValueKind};

/// How many other names of a parameter are told.
const MOST_NAMES: usize = 8;

/// What belongs in a field of a template: in Markdown, which is plain enough to be read as it is.
pub(super) fn about_field(schema: &Schema, template: &TemplateSchema, id: FieldId) -> String {
    let field = schema.field(id);
    let mut lines = Vec::new();
    if !field.about.is_empty() {
        lines.push(format!("{}.", field.about));
    }
    lines.push(kind(field));
    if template.requires.contains(&id) {
        lines.push(format!("`{}` needs it.", template.name));
    }
    if template.ignores.contains(&id) {
        lines.push(format!("`{}` leaves it out, with an error.", template.name));
    }
    if !field.needs.is_empty() {
        let needed = field.needs.iter().map(|it| format!("`{}`", schema.field(*it).name));
        let needed = needed.collect::<Vec<_>>().join(" or ");
        lines.push(format!("It does nothing without {needed}."));
    }
    lines.retain(|line| !line.is_empty());
    lines.join(" ")
}

/// The other names of a parameter, as a sentence; empty if there are none.
pub(super) fn other_names(field: &Field, name: &str) -> String {
    let others = field.parameters.iter().filter(|other| other.replace('#', "") != name);
    let others: Vec<String> = others.map(|it| format!("`{}`", it.replace('#', "N"))).collect();
    if others.is_empty() {
        return String::new();
    }
    let more = if others.len() > MOST_NAMES { " and more" } else { "" };
    format!("Other names: {}{more}.", others[..others.len().min(MOST_NAMES)].join(", "))
}

fn kind(field: &Field) -> String {
    let values = || {
        let values: Vec<_> = field.values.iter().map(|value| format!("`{value}`")).collect();
        values.join(", ")
    };
    match field.kind {
        ValueKind::Keyword => format!("One of {}.", values()),
        ValueKind::Date => "A date.".to_owned(),
        ValueKind::Url => "A web address.".to_owned(),
        ValueKind::Link => "The name of a page, without brackets.".to_owned(),
        ValueKind::Text
        | ValueKind::Title
        | ValueKind::Name
        | ValueKind::Names
        | ValueKind::Pages
        | ValueKind::Id => String::new(),
    }
}
