use crate::lint::citing::{delete, span_of};
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};

declare_rule! {
    /// Two parameters of a citation that are names for the same thing.
    ///
    /// ## Why is this bad?
    /// The template shows one of them and an error. If they differ, one is wrong or belongs
    /// elsewhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite news |title=Mill closed |newspaper=Orrin Post |work=The Orrin Post}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=Mill |accessdate=3 May 2014 |access-date=3 May 2014}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=Mill |accessdate=3 May 2014 }}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite news |title=Mill closed |newspaper=Orrin Post |access-date=3 May 2014}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `redundant_parameters`.
    struct CiteRedundantAlias {}
    name: "cite-redundant-alias",
    group: Citations,
    severity: Error,
}

impl Rule for CiteRedundantAlias {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for (citation, _) in cx.citations() {
            for repeat in citation.repeats().into_iter().filter(|it| !it.same_name) {
                let earlier = &citation.arguments[repeat.earlier];
                let later = &citation.arguments[repeat.later];
                let is_equal = earlier.value(text, &cx.doc.tree) == later.value(text, &cx.doc.tree);
                let names = [cx.parameter_of(earlier), cx.parameter_of(later)];
                let message = format!("{} and {} are the same parameter", names[0], names[1]);
                let found = cx.report(span_of(text, later), message);
                found.related(span_of(text, earlier), "the other one");
                found.help("readers see one of them and an error: take out the wrong one");
                let removal = delete(text, later).filter(|_| is_equal);
                if let Some(edit) = removal {
                    let title = "remove the superfluous parameter";
                    found.fix(Fix::new(title, Applicability::Safe, [edit]));
                }
            }
        }
    }
}
