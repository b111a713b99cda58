use crate::facts::Citation;
use crate::facts::identifiers::Place;
use crate::identifier::{Kind, labelled, plain};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::syntax::view::Argument;
use crate::text::Span;

declare_rule! {
    /// An identifier in the parameter of another one, or in `id`.
    ///
    /// ## Why is this bad?
    /// In the parameter of another identifier it makes an error or a link that leads nowhere. In
    /// `id` it is mere text: no link, no check, and tools do not find it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |title=Mills |isbn=10.1000/182}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite book |title=Mills |doi=10.1000/182}}
    /// ```
    /// ```wikitext,bad
    /// {{cite book |title=Mills |id=OCLC 1234567}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Mills |doi=10.1000/182 |oclc=1234567}}
    /// ```
    struct IdInWrongParam {}
    name: "id-in-wrong-param",
    group: Identifiers,
    severity: Warning,
}

impl Rule for IdInWrongParam {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for identifier in &doc.identifiers {
            let Place::Citation { citation, argument } = identifier.place else { continue };
            let Some(kind) = identifier.looks_like else { continue };
            let citation = &doc.citations[citation];
            let message = format!("this is a {kind}, not a {}", identifier.kind);
            let number = plain(kind, &identifier.value);
            report(cx, citation, &citation.arguments[argument], kind, message, &number);
        }
        for citation in &doc.citations {
            for argument in &citation.arguments {
                let is_id = doc
                    .site
                    .identifiers
                    .is_for_any_kind(argument.name.as_deref().unwrap_or_default());
                if !is_id {
                    continue;
                }
                let value = argument.trimmed_value_span(doc.text).of(doc.text);
                let Some((kind, number)) = labelled(value) else { continue };
                let message = format!("this {kind} has a parameter of its own");
                report(cx, citation, argument, kind, message, &number);
            }
        }
    }
}

fn report(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    argument: &Argument<'_>,
    kind: Kind,
    message: String,
    number: &str,
) {
    let doc = cx.doc;
    let span = argument.trimmed_value_span(doc.text);
    let own = citation.arguments.iter().find(|it| {
        it.name.as_deref().and_then(|name| doc.site.identifiers.parameter(name)) == Some(kind)
    });
    let found = cx.report(span, message);
    let Some(name) = doc.site.identifiers.usual_name(kind) else { return };
    if let Some(own) = own {
        found.related(own.span, format!("the {kind} of this citation"));
        found.help(format!("`{name}` is the place for it; if both are right, remove this one"));
        return;
    }
    found.help(format!("write {}", code(&format!("|{name}={number}"))));
    if number.contains(['|', '{', '}', '\n']) {
        return;
    }
    let written = argument.name_span.of(doc.text);
    let start = argument.name_span.start + (written.len() - written.trim_start().len()) as u32;
    let old_name = Span::new(start, start + written.trim().len() as u32);
    let edits = [Edit::replace(old_name, name), Edit::replace(span, number)];
    found.fix(Fix::new(format!("move it to `{name}`"), Applicability::Unsafe, edits));
}
