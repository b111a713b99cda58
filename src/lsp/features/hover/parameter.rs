//! Citation templates, their parameters, and identifiers.

use super::text::Writer;
use crate::facts::{Citation, CitationSchema};
use crate::lsp::about::{about_field, other_names};
use crate::lsp::features::links::identifier_address;
use crate::lsp::page::Page;
use crate::site::ParameterMeaning;
use crate::text::Span;

/// Writes what is known of the template, the parameter and the identifier at an offset, and returns
/// what it is about.
pub(super) fn write(out: &mut Writer, page: &Page<'_>, at: u32) -> Option<Span> {
    let doc = page.doc;
    let holds = |span: Span| span.start <= at && at <= span.end;
    let around = doc.citations.iter().filter(|it| holds(doc.tree.span(it.node)));
    let citation = around.min_by_key(|it| doc.tree.span(it.node).len());
    let mut about = None;
    if let Some((citation, schema)) = citation.and_then(|it| Some((it, it.schema?))) {
        if holds(citation.name_span) {
            template(out, schema);
            about = Some(citation.name_span);
        } else {
            about = parameter(out, page, citation, schema, at);
        }
    }
    identifier(out, page, at).or(about)
}

fn template(out: &mut Writer, schema: CitationSchema<'_>) {
    let CitationSchema { family, template } = schema;
    let names = |ids: &[crate::site::FieldId]| {
        let names = ids.iter().filter_map(|&id| family.usual_parameter(template, id));
        names.map(|name| out.code(&name)).collect::<Vec<_>>()
    };
    let title = names(&template.title);
    let mut needed = names(&template.requires);
    needed.retain(|name| !title.contains(name));
    let title = title.join(" or ");
    let needed = needed.join(", ");
    let needs = match (needed.is_empty(), title.is_empty()) {
        (true, true) => "describes a source".to_owned(),
        (true, false) => format!("needs {title}"),
        (false, true) => format!("needs {needed}"),
        (false, false) => format!("needs {needed}, and {title}"),
    };
    let text = format!("{} {needs}.", out.code(&template.name));
    out.paragraph(&text);
}

fn parameter(
    out: &mut Writer,
    page: &Page<'_>,
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
    at: u32,
) -> Option<Span> {
    let text = page.doc.text;
    let CitationSchema { family, template } = schema;
    let holds = |span: Span| span.start <= at && at <= span.end;
    let argument = citation.arguments.iter().find(|it| holds(it.span))?;
    let name = argument.name.as_deref()?;
    let span = argument.trimmed_name_span(text);
    let written = out.code(name);
    match family.meaning(template, name) {
        ParameterMeaning::Sets(id, number) | ParameterMeaning::Foreign(id, number) => {
            let field = family.field(id);
            let usual = family.usual_parameter(template, id);
            let usual = usual.unwrap_or_else(|| field.name.clone());
            let alias =
                if usual == name { String::new() } else { format!(", for {}", out.code(&usual)) };
            let person = if number > 1 { format!(" of number {number}") } else { String::new() };
            out.paragraph(&format!("{written}{alias}{person}"));
            out.paragraph(&out.message(&about_field(family, template, id)));
            out.paragraph(&out.message(&other_names(field, name)));
            if let Some(renamed) = family.deprecated(name) {
                renamed_to(out, "It is about to go.", &renamed);
            }
        }
        ParameterMeaning::Removed => {
            out.paragraph(&written);
            if let Some(renamed) = family.removed(name) {
                renamed_to(out, "It no longer works.", &renamed);
            }
        }
        ParameterMeaning::Unknown => {
            let template = out.code(&template.name);
            let lower = name.to_lowercase();
            let meant = family.suggestion(name).or_else(|| family.suggestion(&lower));
            let meant = meant.map_or(String::new(), |it| format!(" {} is meant.", out.code(&it)));
            out.paragraph(&format!("{written} is no parameter of {template}.{meant}"));
        }
    }
    Some(span)
}

fn renamed_to(out: &mut Writer, why: &str, renamed: &crate::site::Renamed) {
    let instead = match (&renamed.to, &renamed.advice) {
        (Some(to), _) => format!(" Write {} in its place.", out.code(to)),
        (None, Some(advice)) => format!(" {}.", out.message(advice)),
        (None, None) => String::new(),
    };
    out.paragraph(&format!("{why}{instead}"));
}

/// Whether an identifier can be right, and where to look it up.
fn identifier(out: &mut Writer, page: &Page<'_>, at: u32) -> Option<Span> {
    let holds = |span: Span| span.start <= at && at <= span.end;
    let found = page.doc.identifiers.iter().find(|it| holds(it.span))?;
    match &found.reading {
        Ok(value) => {
            let address = identifier_address(page, found.kind, value);
            let link = address.map_or(String::new(), |it| format!(": {}", out.link(&it, &it)));
            out.paragraph(&format!("A valid {}{link}", found.kind));
        }
        Err(fault) => {
            let hint = fault.hint.as_ref().map_or(String::new(), |it| format!("; {it}"));
            out.paragraph(&out.message(&format!("{}{hint}.", capitalized(&fault.message))));
            out.paragraph(&out.message(&format!("{}.", capitalized(fault.expected))));
        }
    }
    Some(found.span)
}

fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
