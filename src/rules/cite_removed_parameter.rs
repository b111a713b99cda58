use crate::facts::ValueState;
use crate::lint::people::Counts;
use crate::lint::renaming::report_renamed;
use crate::lint::{Context, Rule, declare_rule};
use crate::site::ParameterMeaning;

declare_rule! {
    /// A parameter that the citation template had once.
    ///
    /// ## Why is this bad?
    /// The template leaves it out and shows an error. Most such parameters have a new name.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |archive-url=https://web.archive.org/web/2014/https://example.org/mill |archive-date=3 May 2014 |deadurl=yes}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |archive-url=https://web.archive.org/web/2014/https://example.org/mill |archive-date=3 May 2014 |url-status=dead}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |coauthors=Tam Bell}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |last2=Bell |first2=Tam}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `parameter_ignored_suggest`.
    struct CiteRemovedParameter {}
    name: "cite-removed-parameter",
    group: Citations,
    severity: Error,
    tag: Deprecated,
}

impl Rule for CiteRemovedParameter {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let mut counts = Counts::default();
        for (citation, schema) in cx.citations() {
            for (argument, state) in citation.strange() {
                let is_removed = state.meaning == Some(ParameterMeaning::Removed);
                if !is_removed || state.value == ValueState::Empty {
                    continue;
                }
                let name = argument.name.as_deref().unwrap_or_default();
                let Some(renamed) = schema.family.removed(name) else { continue };
                let (template, name) = (cx.template_of(citation), cx.parameter_of(argument));
                let message = format!("{template} no longer has the parameter {name}");
                report_renamed(cx, citation, argument, &renamed, message, &mut counts);
            }
        }
    }
}
