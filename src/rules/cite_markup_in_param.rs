use crate::facts::values::ValueFaultKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// Italics or bold in the name of a work or of a publisher.
    ///
    /// ## Why is this bad?
    /// The template formats these itself. It takes the markup out and shows an error; a work that is
    /// marked twice would be upright.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite news |title=The mill |newspaper=''Sarn Post''}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite news |title=The mill |newspaper=Sarn Post}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite news |title=The mill |newspaper=Sarn Post}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `apostrophe_markup`.
    struct CiteMarkupInParam {}
    name: "cite-markup-in-param",
    group: Citations,
    severity: Error,
}

impl Rule for CiteMarkupInParam {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for value in cx.faulty_values(ValueFaultKind::Markup) {
            let name = cx.parameter_of(value.argument);
            let is_publisher = value.field == "publisher";
            let found = cx.report(value.span, format!("{name} has italics or bold of its own"));
            found.help(if is_publisher {
                "leave the apostrophes out; the name of a work belongs into `work`, `newspaper` or their like"
            } else {
                "leave the apostrophes out: the template makes it italic"
            });
            // Runs of other lengths hold an apostrophe of the text.
            let runs = value.span.of(text).split(|c| c != '\'').map(str::len);
            if runs.filter(|&length| length > 1).all(|length| matches!(length, 2 | 3 | 5)) {
                let kept =
                    value.span.of(text).replace("'''''", "").replace("'''", "").replace("''", "");
                if !kept.trim().is_empty() {
                    let edits = [Edit::replace(value.span, kept)];
                    found.fix(Fix::new("remove the markup", Applicability::Safe, edits));
                }
            }
        }
    }
}
