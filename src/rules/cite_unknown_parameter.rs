use crate::facts::{Citation, CitationSchema, ValueState};
use crate::lint::citing::span_of;
use crate::lint::suggest::{Suggestion, Suggestions};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::{FieldId, ParameterMeaning};
use crate::syntax::view::Argument;

declare_rule! {
    /// A parameter that the citation template does not have.
    ///
    /// ## Why is this bad?
    /// The template leaves it out, so readers do not see what was meant for them, and shows an
    /// error in its place. Mostly it is a slip of the pen, a name from another template or
    /// another language, or a URL with `=` in it that lost its `url=`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |titel=The mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pulbisher=Harrow}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |season=3}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `parameter_ignored` and `parameter_ignored_suggest`.
    struct CiteUnknownParameter {}
    name: "cite-unknown-parameter",
    group: Citations,
    severity: Error,
}

impl Rule for CiteUnknownParameter {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let mut suggestions = Suggestions::default();
        for (citation, schema) in cx.citations() {
            for (argument, state) in citation.strange() {
                if state.value == ValueState::Empty {
                    continue;
                }
                match state.meaning {
                    Some(ParameterMeaning::Unknown) => {
                        report_unknown(cx, citation, schema, argument, &mut suggestions);
                    }
                    Some(ParameterMeaning::Foreign(..)) => {
                        report_foreign(cx, citation, schema, argument);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn report_unknown(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
    argument: &Argument<'_>,
    suggestions: &mut Suggestions,
) {
    let text = cx.doc.text;
    let name_span = argument.trimmed_name_span(text);
    let name = argument.name.as_deref().unwrap_or_default();
    if cx
        .doc
        .site
        .url_protocols
        .at_start(name.as_bytes())
        .is_some_and(|protocol| protocol.len() > 2)
    {
        let template = cx.template_of(citation);
        let span = span_of(text, argument);
        let has_url = citation.field("url").is_some();
        let found = cx.report(span, format!("{template} leaves out an address without `url=`"));
        found.help("an `=` in an address makes the text before it a parameter's name");
        if !has_url {
            let edits = [Edit::insert(name_span.start, "url=")];
            found.fix(Fix::new("write `url=` before it", Applicability::Unsafe, edits));
        }
        return;
    }
    let message = format!("{} has no parameter {}", cx.template_of(citation), code(name));
    let suggestion = suggestions.find(schema, name);
    let found = cx.report(name_span, message);
    let Some(Suggestion { name: known, is_sure }) = suggestion else {
        found.help("readers do not see what it holds: use a parameter of the template");
        return;
    };
    let field = schema.family.field_named(&known);
    if field.is_some_and(|field| is_set(citation, schema, &known, field)) {
        found.help(format!(
            "readers do not see what it holds; {} is given already, so take one of them out",
            code(&known)
        ));
        return;
    }
    found.help(format!("readers do not see what it holds; did you mean {}?", code(&known)));
    if is_sure {
        let title = format!("write {}", code(&known));
        let edits = [Edit::replace(name_span, known)];
        found.fix(Fix::new(title, Applicability::Safe, edits));
    }
}

/// Whether the citation sets what this parameter would set.
fn is_set(
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
    parameter: &str,
    field: FieldId,
) -> bool {
    match schema.family.meaning(schema.template, parameter) {
        ParameterMeaning::Sets(field, number) => citation.setting_of(field, number).is_some(),
        _ => citation.sets(field),
    }
}

fn report_foreign(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
    argument: &Argument<'_>,
) {
    let family = schema.family;
    let name = argument.name.as_deref().unwrap_or_default();
    let takes = |template| matches!(family.meaning(template, name), ParameterMeaning::Sets(..));
    let others = family.templates().iter().filter(|template| takes(template));
    let others: Vec<String> =
        others.take(3).map(|template| code(&format!("{{{{{}}}}}", template.name))).collect();
    let message = format!("{} has no parameter {}", cx.template_of(citation), code(name));
    let found = cx.report(argument.trimmed_name_span(cx.doc.text), message);
    let known_by = others.join(", ");
    found.help(format!("readers do not see what it holds; {known_by} would show it"));
}
