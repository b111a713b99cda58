use crate::facts::values::ValueFaultKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// Brackets or an address where a citation wants the name of a page.
    ///
    /// ## Why is this bad?
    /// The template makes the link itself. Of a link in a link only brackets are left, and it shows an
    /// error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |author-link=[[Ada Orme]]}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |author-link=Ada Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |author-link=Ada Orme}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `bad_paramlink`.
    struct CiteBadParamlink {}
    name: "cite-bad-paramlink",
    group: Citations,
    severity: Error,
}

impl Rule for CiteBadParamlink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for value in cx.faulty_values(ValueFaultKind::BadPageName) {
            let name = cx.parameter_of(value.argument);
            let written = value.span.of(text);
            let inner = written.strip_prefix("[[").and_then(|it| it.strip_suffix("]]"));
            let target = inner.and_then(|it| it.split('|').next()).map(str::trim);
            let target = target.filter(|it| !it.is_empty() && !it.contains(['[', ']', '{', '<']));
            let found =
                cx.report(value.span, format!("{name} takes the name of a page and nothing else"));
            match target {
                Some(target) => {
                    let edits = [Edit::replace(value.span, target)];
                    found.help("write it without brackets: the template makes the link");
                    found.fix(Fix::new("remove the brackets", Applicability::Safe, edits));
                }
                None => {
                    found
                        .help("write the name of a page of this wiki; addresses belong into `url`");
                }
            }
        }
    }
}
