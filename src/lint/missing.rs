//! What a citation lacks.

use super::rule::Context;
use crate::facts::{Citation, CitationSchema, ValueState};

/// Whether no field names the source, though the citation says something.
pub(crate) fn lacks_title(citation: &Citation<'_>, schema: CitationSchema<'_>) -> bool {
    let title = &schema.template.title;
    let is_named = citation.fields().any(|setting| title.contains(&setting.field));
    !title.is_empty() && !is_named && says_something(citation) && !citation.is_open()
}

/// The parameter that names the source, such as `title`.
pub(crate) fn title_name(schema: CitationSchema<'_>) -> &str {
    schema.template.title.first().map_or("title", |&field| &schema.family.field(field).name)
}

/// Reports each citation that lacks a field which its template requires; of the fields that
/// `is_meant` says. `why` says what comes of it.
pub(crate) fn report_required(cx: &mut Context<'_, '_>, is_meant: fn(&str) -> bool, why: &str) {
    for (citation, schema) in cx.citations() {
        for &field in &schema.template.requires {
            let name = &*schema.family.field(field).name;
            let lacks = is_meant(name) && !citation.sets(field);
            if !lacks || !says_something(citation) || citation.is_open() {
                continue;
            }
            // The field for the names of periodicals goes by many names.
            let parameter = match (name, &*schema.template.name) {
                ("work", "cite journal") => "journal",
                ("work", "cite magazine") => "magazine",
                ("publisher", "cite tech report") => "institution",
                (name, _) => name,
            };
            let message = format!("{} has no `{parameter}`", cx.template_of(citation));
            cx.report(citation.name_span, message).help(why);
        }
    }
}

/// Whether a citation of the template for everything names a website and lacks its address.
pub(crate) fn lacks_url_of_website(citation: &Citation<'_>, schema: CitationSchema<'_>) -> bool {
    let is_website = |name: Option<&str>| matches!(name, Some("website" | "script-website"));
    schema.template.name == "citation"
        && citation.fields().any(|setting| is_website(setting.argument.name.as_deref()))
        && citation.field("url").is_none()
        && !citation.is_open()
}

/// Whether any argument has a value; `cite-empty` reports citations without one.
fn says_something(citation: &Citation<'_>) -> bool {
    citation.states().any(|(_, state)| state.value != ValueState::Empty)
}
