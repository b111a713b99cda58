use crate::facts::ValueState;
use crate::lint::citing::{delete, span_of};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::near::nearest;
use crate::site::ValueKind;

declare_rule! {
    /// A parameter of a citation that takes one of a few words, and holds another.
    ///
    /// ## Why is this bad?
    /// The template shows an error and does nothing with the value. Case counts: `Dead` is not
    /// `dead`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |url-access=Subscription}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |url-access=subscription}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |url-status=yes}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |last=Orme |year=1904 |title=Mills |ref=harv}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |url-status=live}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `invalid_param_val`.
    struct CiteInvalidKeyword {}
    name: "cite-invalid-keyword",
    group: Citations,
    severity: Error,
}

impl Rule for CiteInvalidKeyword {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (text, tree) = (cx.doc.text, &cx.doc.tree);
        for (citation, schema) in cx.citations() {
            for setting in citation.fields().filter(|it| it.value == ValueState::Literal) {
                let field = schema.family.field(setting.field);
                let argument = setting.argument;
                if field.name == "ref" && argument.value(text, tree) == "harv" {
                    report_harv(cx, citation.name_span.of(text), argument);
                }
                if field.kind != ValueKind::Keyword {
                    continue;
                }
                let value = argument.value(text, tree);
                if field.values.iter().any(|known| *known == value) {
                    continue;
                }
                let name = cx.parameter_of(argument);
                let span = argument.trimmed_value_span(text);
                let found = cx.report(span, format!("{name} cannot be {}", code(&value)));
                let words: Vec<String> = field.values.iter().map(|word| code(word)).collect();
                let words = words.join(", ");
                let known = field.values.iter().map(String::as_str);
                match nearest(&value, known).filter(|_| value.len() < 20) {
                    Some(known) if known.eq_ignore_ascii_case(&value) => {
                        let edits = [Edit::replace(span, known)];
                        let title = format!("write {}", code(known));
                        found.help(format!("capital letters count: write {}", code(known)));
                        found.fix(Fix::new(title, Applicability::Safe, edits));
                    }
                    Some(known) => {
                        found.help(format!("did you mean {}? It takes: {words}", code(known)));
                    }
                    None => {
                        found.help(format!("it takes: {words}"));
                    }
                }
            }
        }
    }
}

/// The anchor for short citations has become what there is without `ref`.
fn report_harv(
    cx: &mut Context<'_, '_>,
    template: &str,
    argument: &crate::syntax::view::Argument<'_>,
) {
    let text = cx.doc.text;
    let removal = delete(text, argument);
    let template = code(&format!("{{{{{template}}}}}"));
    let found = cx.report(span_of(text, argument), "`ref` cannot be `harv` any more");
    found.help(format!("{template} makes the same anchor without it: take it out"));
    if let Some(edit) = removal {
        found.fix(Fix::new("remove `ref=harv`", Applicability::Safe, [edit]));
    }
}
