use crate::lint::citing::span_of;
use crate::lint::people::{has_list, parameter, people};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A gap in the numbers of the people in a citation.
    ///
    /// ## Why is this bad?
    /// The template counts the people from 1 and stops where two numbers are missing: readers see
    /// an error, and may not see everybody.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last1=Orme |first1=Ada |last3=Bell |first3=Tam}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last1=Orme |first1=Ada |last2=Bell |first2=Tam}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `missing_name`.
    struct CiteMissingName {}
    name: "cite-missing-name",
    group: Citations,
    severity: Error,
}

impl Rule for CiteMissingName {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, _) in cx.citations() {
            if citation.is_open() || !citation.fields().any(|setting| setting.number > 1) {
                continue;
            }
            for (role, people) in people(citation) {
                if has_list(citation, role) {
                    continue;
                }
                let mut expected = 1;
                for (number, person) in people {
                    let Some(setting) = person.last.or(person.first) else { continue };
                    if number > expected {
                        let missing = parameter(role, "last", expected);
                        let name = cx.parameter_of(setting.argument);
                        let message = format!("{name} is given, and `{missing}` is not");
                        cx.report(span_of(cx.doc.text, setting.argument), message)
                            .help("number the people from 1 without a gap");
                    }
                    expected = number.saturating_add(1);
                }
            }
        }
    }
}
