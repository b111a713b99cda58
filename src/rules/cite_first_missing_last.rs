use crate::facts::{Citation, FieldSetting};
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
            if citation.is_open()
                || are_together(citation)
                || !citation.fields().any(|it| is_name(it.field))
            {
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

/// Whether each given name stands beside the family name, as nearly everywhere.
fn are_together(citation: &Citation<'_>) -> bool {
    let mut before = None;
    let mut fields = citation.fields().peekable();
    while let Some(setting) = fields.next() {
        if let Some(role) = setting.name.strip_suffix("-first") {
            let is_last = |it: &FieldSetting<'_, '_>| {
                it.number == setting.number && it.name.strip_suffix("-last") == Some(role)
            };
            if !before.as_ref().is_some_and(is_last) && !fields.peek().is_some_and(is_last) {
                return false;
            }
        }
        before = Some(setting);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::are_together;
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn given_names_without_a_family_name_are_not_taken_for_others() {
        let are = |text: &str| are_together(&Document::new(text, Site::mediawiki()).citations[0]);
        for text in [
            "{{cite book|title=A}}",
            "{{cite book|last=O|first=A|first2=B|last2=L|editor-last=O|editor-first=C}}",
        ] {
            assert!(are(text), "{text}");
        }
        for text in [
            "{{cite book|first=A}}",
            "{{cite book|last=O|first2=B}}",
            "{{cite book|editor-last=O|first=B}}",
            "{{cite book|last=|first=B}}",
        ] {
            assert!(!are(text), "{text}");
        }
    }
}
