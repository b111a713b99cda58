use crate::lint::citing::{delete, span_of};
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};

declare_rule! {
    /// A citation whose `ref` gives the anchor that it makes anyway.
    ///
    /// ## Why is this bad?
    /// Short citations such as `{{sfn}}` find the source by its authors and year without it. Once a
    /// name or a year is corrected, the anchor stays as it was, and they no longer do.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.{{sfn|Orme|1904}}
    /// * {{cite book |last=Orme |year=1904 |title=Mills |ref={{sfnref|Orme|1904}}}}
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.{{sfn|Orme|1904}}
    /// * {{cite book |last=Orme |year=1904 |title=Mills }}
    /// ```
    /// ```wikitext,good
    /// The mill closed.{{sfn|Sarn Annals|1904}}
    /// * {{cite book |last=Orme |year=1904 |title=Mills |ref={{sfnref|Sarn Annals|1904}}}}
    /// ```
    ///
    /// Module:Citation/CS1 calls this `ref_default`.
    struct CiteRefDefault {}
    name: "cite-ref-default",
    group: Citations,
    severity: Info,
    tag: Unnecessary,
}

impl Rule for CiteRefDefault {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for anchor in doc.short.anchors.iter().filter(|anchor| anchor.is_needless) {
            let at = doc.citations.binary_search_by_key(&anchor.node, |citation| citation.node);
            let Some(citation) = at.ok().and_then(|at| doc.citations.get(at)) else { continue };
            let Some(argument) = citation.field("ref") else { continue };
            let name = cx.parameter_of(argument);
            let found = cx.report(
                span_of(doc.text, argument),
                format!("{name} gives the anchor that the citation makes anyway"),
            );
            found.help("take it out, so that the anchor follows the authors and the year");
            if let Some(edit) = delete(doc.text, argument) {
                let title = "remove what the citation does by itself";
                found.fix(Fix::new(title, Applicability::Safe, [edit]));
            }
        }
    }
}
