//! What belongs in the parameter that is being written.

use lsp_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterInformationLabel,
    SignatureHelp, SignatureInformation,
};

use super::completion::{Argument, Place, place_at};
use crate::lsp::about::{about_field, other_names};
use crate::lsp::page::Page;
use crate::site::{ParameterMeaning, Schema, ShortTemplate, TemplateRole, TemplateSchema};

/// What belongs in the parameter of a citation or a short citation that is being written at a byte
/// offset.
pub(in crate::lsp) fn signature_help(page: &Page<'_>, at: u32) -> Option<SignatureHelp> {
    let (Place::Argument(argument), _) = place_at(page.doc.text, at)? else { return None };
    let site = page.doc.site;
    if let Some((schema, template)) = site.citations.template(&argument.template) {
        return Some(citation(schema, template, &argument));
    }
    match site.references.role(&argument.template) {
        Some(TemplateRole::Short(data)) => Some(short(page, data, &argument)),
        _ => None,
    }
}

/// The parameters that a citation needs, and the one that is being written.
fn citation(schema: &Schema, template: &TemplateSchema, argument: &Argument) -> SignatureHelp {
    let needed = template.requires.iter().chain(template.title.first());
    let mut names: Vec<String> =
        needed.filter_map(|&id| schema.usual_parameter(template, id)).collect();
    names.dedup();
    let current = argument.parameter.as_deref();
    if let Some(name) = current.filter(|name| !names.iter().any(|it| it == name)) {
        names.push(name.to_owned());
    }
    let active = current.and_then(|name| names.iter().position(|it| it == name));
    let about = |name: &str| match schema.meaning(template, name) {
        ParameterMeaning::Sets(id, _) | ParameterMeaning::Foreign(id, _) => {
            let about = about_field(schema, template, id);
            format!("{about}\n\n{}", other_names(schema.field(id), name)).trim().to_owned()
        }
        ParameterMeaning::Removed | ParameterMeaning::Unknown => String::new(),
    };
    let parameters = names.iter().map(|name| (format!("{name}="), about(name)));
    help(&argument.template, parameters.collect(), active, true)
}

/// Names, year and place of a short citation.
fn short(page: &Page<'_>, data: &ShortTemplate, argument: &Argument) -> SignatureHelp {
    let names = page.doc.site.references.short_parameters();
    let mut parameters = vec![
        ("name".to_owned(), "The last name of an author, as in the full citation.".to_owned()),
        (
            "year".to_owned(),
            "The year of the full citation, with its letter if it has one.".to_owned(),
        ),
    ];
    let places = [
        (&names.page, "The page that supports the statement."),
        (&names.pages, "The pages that support the statement."),
        (&names.location, "Another place in the source, such as a section."),
    ];
    let mut active = None;
    for (names, about) in places {
        if argument.parameter.as_ref().is_some_and(|it| names.contains(it)) {
            active = Some(parameters.len());
        }
        parameters.extend(names.first().map(|name| (format!("{name}="), about.to_owned())));
    }
    if argument.parameter.is_none() {
        let before = argument.before.iter().filter(|(name, _)| name.is_none()).count();
        active = Some(if data.several { before % 2 } else { before.min(1) });
    }
    help(&argument.template, parameters, active, false)
}

/// Puts a signature together. `is_open` if there are more parameters than are shown.
fn help(
    template: &str,
    parameters: Vec<(String, String)>,
    active: Option<usize>,
    is_open: bool,
) -> SignatureHelp {
    let mut label = format!("{{{{{template}");
    let mut told = Vec::new();
    for (name, about) in parameters {
        label.push_str(" |");
        label.push_str(&name);
        let about = MarkupContent::new(MarkupKind::Markdown, about);
        told.push(ParameterInformation {
            label: ParameterInformationLabel::String(name),
            documentation: (!about.value.is_empty()).then_some(Documentation::MarkupContent(about)),
        });
    }
    label += if is_open { " |…}}" } else { "}}" };
    let active = active.map(|it| (it as u32).into());
    let signature = SignatureInformation {
        label,
        documentation: None,
        parameters: Some(told),
        active_parameter: None,
    };
    SignatureHelp {
        signatures: vec![signature],
        active_signature: Some(0),
        active_parameter: active,
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{ActiveParameter, ParameterInformationLabel};

    use super::signature_help;
    use crate::lsp::testing::with_page;

    /// The signature, and its active parameter.
    fn shown(marked: &str) -> Option<(String, Option<String>)> {
        with_page(marked, |page, at| {
            let help = signature_help(page, at[0])?;
            let signature = &help.signatures[0];
            let active = match help.active_parameter {
                Some(ActiveParameter::Int(at)) => {
                    let it = &signature.parameters.as_ref()?[at as usize];
                    assert!(it.documentation.is_some());
                    match &it.label {
                        ParameterInformationLabel::String(name) => Some(name.clone()),
                        other @ ParameterInformationLabel::Tuple(_) => panic!("{other:?}"),
                    }
                }
                None => None,
                other => panic!("{other:?}"),
            };
            Some((signature.label.clone(), active))
        })
    }

    #[test]
    fn the_parameter_that_is_written_is_active() {
        let help = |marked| shown(marked).expect("help");
        let (label, active) = help("{{cite web|access-date=‸");
        assert_eq!(label, "{{cite web |url= |title= |access-date= |…}}");
        assert_eq!(active.as_deref(), Some("access-date="));
        assert_eq!(help("{{cite web|title=a‸|url=b}}").1.as_deref(), Some("title="));
        assert_eq!(help("{{cite web|ti‸").1, None);
        let (label, active) = help("{{sfn|Orme|‸");
        assert_eq!(label, "{{sfn |name |year |p= |pp= |loc=}}");
        assert_eq!(active.as_deref(), Some("year"));
        assert_eq!(help("{{sfn|Orme|1904|pp=‸}}").1.as_deref(), Some("pp="));
        assert_eq!(help("{{sfnm|Orme|1904|‸}}").1.as_deref(), Some("name"));
        assert_eq!(shown("{{infobox|a=‸}}"), None);
        assert_eq!(shown("{{cite web}}‸"), None);
    }
}
