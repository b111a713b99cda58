use crate::lint::citing::span_of;
use crate::lint::people::{has_list, parameter, people};
use crate::lint::{Context, Rule, declare_rule};
use crate::site::ValueKind;

declare_rule! {
    /// The given name of a person in a citation, without the family name.
    ///
    /// ## Why is this bad?
    /// The template leaves the person out and shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |first=Ada |year=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |first=Ada |last=Orme |year=1904}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `first_missing_last`.
    struct CiteFirstMissingLast {}
    name: "cite-first-missing-last",
    group: Citations,
    severity: Error,
}

impl Rule for CiteFirstMissingLast {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            let is_name = |field| schema.family.field(field).kind == ValueKind::Name;
            if citation.is_open() || !citation.fields().any(|it| is_name(it.field)) {
                continue;
            }
            for (role, people) in people(citation) {
                if has_list(citation, role) {
                    continue;
                }
                for (number, person) in people {
                    let (Some(first), None) = (person.first, person.last) else { continue };
                    let given = cx.parameter_of(first.argument);
                    let family = parameter(role, "last", number);
                    let message = format!("{given} stands without `{family}`");
                    cx.report(span_of(cx.doc.text, first.argument), message).help(format!(
                        "readers see an error and no name: add `{family}`; a name that is not \
                         divided goes into `{family}` as a whole"
                    ));
                }
            }
        }
    }
}
