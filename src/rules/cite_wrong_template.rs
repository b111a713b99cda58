use crate::facts::{Citation, CitationSchema};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::syntax::view::Argument;

declare_rule! {
    /// A citation whose parameters belong to another template: a web page with a journal.
    ///
    /// ## Why is this bad?
    /// The template decides how volume, issue and pages look, and what programs take the source
    /// for. `cite web` does not show a volume or an issue at all.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite web |url=https://example.org/mill |title=Mills |journal=Trades |volume=3}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// It grinds.<ref>{{cite journal |url=https://example.org/mill |title=Mills |journal=Trades |volume=3}}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite journal |url=https://example.org/mill |title=Mills |journal=Trades |volume=3}}</ref>
    /// ```
    struct CiteWrongTemplate {}
    name: "cite-wrong-template",
    group: Citations,
    severity: Info,
}

impl Rule for CiteWrongTemplate {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            let Some((argument, better)) = better(citation, schema) else { continue };
            let template = cx.template_of(citation);
            let name = cx.parameter_of(argument);
            let (text, span) = (cx.doc.text, citation.name_span);
            let found = cx.report(span, format!("{template} describes a source with {name}"));
            found.related(argument.trimmed_name_span(text), "this is for another template");
            let shown = code(&format!("{{{{{better}}}}}"));
            found.help(format!("{shown} is made for such a source"));
            let edits = [Edit::replace(span, better)];
            found.fix(Fix::new(format!("write {}", code(better)), Applicability::Unsafe, edits));
        }
    }
}

/// The template that fits better, with the argument that tells.
fn better<'a, 's>(
    citation: &'a Citation<'s>,
    schema: CitationSchema<'_>,
) -> Option<(&'a Argument<'s>, &'static str)> {
    if schema.template.name != "cite web" {
        return None;
    }
    let telling = |setting: crate::facts::FieldSetting<'a, 's>| {
        let better = match setting.argument.name.as_deref()? {
            "journal" => "cite journal",
            "newspaper" => "cite news",
            "magazine" => "cite magazine",
            "isbn" | "ISBN" => "cite book",
            _ => return None,
        };
        Some((setting.argument, better))
    };
    citation.fields().find_map(telling)
}
