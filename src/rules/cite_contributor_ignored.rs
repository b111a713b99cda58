use crate::lint::citing::span_of;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A contributor in a citation that cannot have one.
    ///
    /// ## Why is this bad?
    /// `contributor` is for who wrote a part of somebody else's book, such as the foreword. The
    /// template shows it only for books, with the part as `contribution` and the author of the
    /// book; else it leaves it out and shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |contributor=Tam Bell}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |contributor=Tam Bell}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |contributor=Tam Bell |contribution=Foreword}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `contributor_ignored` and
    /// `contributor_missing_required_param`.
    struct CiteContributorIgnored {}
    name: "cite-contributor-ignored",
    group: Citations,
    severity: Error,
}

impl Rule for CiteContributorIgnored {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, setting) in cx.ignored(|field| field == "contributor-last") {
            let name = cx.parameter_of(setting.argument);
            let message = format!("{} leaves out {name}", cx.template_of(citation));
            cx.report(span_of(cx.doc.text, setting.argument), message)
                .help("if it is an author, use `last` and `first`; else name them in `others`");
        }
        for (citation, schema) in cx.citations() {
            let is_contributor = |name| name == "contributor-last";
            let Some(setting) = citation.fields().find(|it| is_contributor(it.name)) else {
                continue;
            };
            if schema.template.ignores.contains(&setting.field) {
                continue;
            }
            let has = |field| citation.fields().any(|it| it.name == field);
            let has_contribution = citation.argument("contribution").is_some();
            let lacks = match (has_contribution, has("author-last") || has("vauthors")) {
                (true, true) => continue,
                (false, _) => "`contribution`, the part that the contributor wrote",
                (true, false) => "`last` and `first`, the author of the book",
            };
            let name = cx.parameter_of(setting.argument);
            let message = format!("{} leaves out {name}", cx.template_of(citation));
            cx.report(span_of(cx.doc.text, setting.argument), message)
                .help(format!("it lacks {lacks}"));
        }
    }
}
