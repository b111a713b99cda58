use crate::facts::{Citation, FieldSetting};
use crate::lint::citing::{delete, span_of};
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};

declare_rule! {
    /// A citation with more than one of `page`, `pages` and `at`.
    ///
    /// ## Why is this bad?
    /// The template prints one of them and shows an error for the others.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |page=3 |pages=3–5}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=3–5}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `redundant_parameters`.
    struct CitePagesConflict {}
    name: "cite-pages-conflict",
    group: Citations,
    severity: Error,
}

/// In the order in which the template chooses.
const FIELDS: [&str; 3] = ["page", "pages", "at"];

impl Rule for CitePagesConflict {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for (citation, _) in cx.citations() {
            let Some([first, second]) = two(citation) else { continue };
            let [shown, lost] = [first, second].map(|it| cx.parameter_of(it.argument));
            let value = |it: FieldSetting<'_, '_>| it.argument.trimmed_value_span(text).of(text);
            let is_same = value(first) == value(second);
            let span = span_of(text, second.argument);
            let found = cx.report(span, format!("{lost} is not shown, as {shown} is given too"));
            found.related(span_of(text, first.argument), "this one is shown");
            found.help("keep the one that says where in the source to look; a number of all pages has no place in a citation");
            if is_same && let Some(edit) = delete(text, second.argument) {
                found.fix(Fix::new(format!("remove {lost}"), Applicability::Safe, [edit]));
            }
        }
    }
}

/// The one that is shown and the first that is not.
fn two<'a, 's>(citation: &'a Citation<'s>) -> Option<[FieldSetting<'a, 's>; 2]> {
    let mut set = [None; 3];
    for setting in citation.fields() {
        if let Some(at) = FIELDS.iter().position(|&field| field == setting.name) {
            set[at] = Some(setting);
        }
    }
    let mut set = set.into_iter().flatten();
    Some([set.next()?, set.next()?])
}
