use crate::facts::ValueState;
use crate::lint::citing::delete;
use crate::lint::{Applicability, Context, Fix, Rule, code, declare_rule};

declare_rule! {
    /// An empty parameter that the citation template does not have.
    ///
    /// ## Why is this bad?
    /// It does no harm to readers, but whoever fills it in sees an error: the template does not
    /// know it, or does not know it any more.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |month= |year=1904}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |year=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |year=1904 |isbn=}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `param_unknown_empty`.
    struct CiteEmptyUnknownParameter {}
    name: "cite-empty-unknown-parameter",
    group: Citations,
    severity: Info,
    tag: Unnecessary,
}

impl Rule for CiteEmptyUnknownParameter {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, _) in cx.citations() {
            for (argument, state) in citation.strange() {
                if state.value != ValueState::Empty {
                    continue;
                }
                let template = cx.template_of(citation);
                let name = code(argument.name.as_deref().unwrap_or_default());
                let removal = delete(cx.doc.text, argument);
                let span = argument.trimmed_name_span(cx.doc.text);
                let found = cx.report(span, format!("{template} has no parameter {name}"));
                found.help("it is empty: take it out, so that nobody fills it in");
                if let Some(edit) = removal {
                    let title = "remove the empty parameter";
                    found.fix(Fix::new(title, Applicability::Safe, [edit]));
                }
            }
        }
    }
}
