use crate::lint::citing::span_of;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation that names others who took part, and no author or editor.
    ///
    /// ## Why is this bad?
    /// `others` is for those who helped: "Illustrated by Ada Orme". Where nobody else is named, an
    /// author is often meant, and short citations cannot point to the source.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |others=Ada Orme |date=1974}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Bell |others=Illustrated by Ada Orme |date=1974}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `others`.
    struct CiteOthers {}
    name: "cite-others",
    group: Citations,
    severity: Info,
}

impl Rule for CiteOthers {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, _) in cx.citations() {
            let mut others = None;
            let mut has_people = citation.is_open();
            for setting in citation.fields() {
                match setting.name {
                    "others" => others = Some(setting),
                    "author-last" | "authors" | "vauthors" | "editor-last" | "veditors"
                    | "collaboration" => has_people = true,
                    _ => {}
                }
            }
            let Some(others) = others.filter(|_| !has_people) else { continue };
            let name = cx.parameter_of(others.argument);
            let span = span_of(cx.doc.text, others.argument);
            cx.report(span, format!("{name} stands alone: no author or editor is named"))
                .help("name the author with `last` and `first`, or an editor or translator with the parameters for them");
        }
    }
}
