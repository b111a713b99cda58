//! What the rules about the parameters of citation templates share.

use super::errors::code;
use super::fix::{Applicability, Edit, Fix};
use super::rule::Context;
use crate::facts::{Citation, CitationSchema};
use crate::syntax::view::Argument;
use crate::text::Span;

impl<'a, 's> Context<'a, 's> {
    /// The citations whose parameters are known.
    pub(crate) fn citations(
        &self,
    ) -> impl Iterator<Item = (&'a Citation<'s>, CitationSchema<'s>)> + use<'a, 's> {
        self.doc.citations.iter().filter_map(|citation| Some((citation, citation.schema?)))
    }

    /// The template of a citation, to be named in a message: `{{cite web}}`.
    pub(crate) fn template_of(&self, citation: &Citation<'_>) -> String {
        code(&["{{", citation.name_span.of(self.doc.text), "}}"].concat())
    }

    /// The name of a parameter as written, to be repeated in a message.
    pub(crate) fn parameter_of(&self, argument: &Argument<'_>) -> String {
        self.code_of(argument.trimmed_name_span(self.doc.text))
    }
}

/// Reports the arguments that do nothing as no field that they need is set; of the fields that
/// `is_meant` says. `deletable`: whether they can be taken out without loss.
pub(crate) fn report_needy(
    cx: &mut Context<'_, '_>,
    is_meant: fn(&str) -> bool,
    help: &str,
    deletable: bool,
) {
    let text = cx.doc.text;
    for (citation, schema) in cx.citations() {
        for setting in citation.fields() {
            let needs = &*schema.family.field(setting.field).needs;
            let [need, ..] = needs else { continue };
            let is_met = needs.iter().any(|&need| citation.sets(need));
            if !is_meant(setting.name) || is_met || citation.is_open() {
                continue;
            }
            let name = cx.parameter_of(setting.argument);
            let need = code(&schema.family.field(*need).name);
            let removal = delete(text, setting.argument).filter(|_| deletable);
            let span = span_of(text, setting.argument);
            let found = cx.report(span, format!("{name} does nothing without {need}"));
            found.help(help);
            if let Some(edit) = removal {
                found.fix(Fix::new("remove it", Applicability::Safe, [edit]));
            }
        }
    }
}

/// The argument without the white space round it, as one looks at it: `name = value`.
pub(crate) fn span_of(text: &str, argument: &Argument<'_>) -> Span {
    let value = argument.trimmed_value_span(text);
    match argument.name {
        Some(_) => Span::new(argument.trimmed_name_span(text).start, value.end),
        None => value,
    }
}

/// Takes an argument out of its template; `None` where a comment would go with it.
pub(crate) fn delete(text: &str, argument: &Argument<'_>) -> Option<Edit> {
    delete_at(text, argument.span)
}

/// Takes the argument at a span, which is without its `|`, out of its template; `None` where a
/// comment would go with it.
pub(crate) fn delete_at(text: &str, argument: Span) -> Option<Edit> {
    let span = Span::new(argument.start.checked_sub(1)?, argument.end);
    let has_comment = span.of(text).contains("<!--");
    (span.of(text).starts_with('|') && !has_comment).then(|| Edit::delete(span))
}
