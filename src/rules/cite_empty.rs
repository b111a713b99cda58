use crate::facts::ValueState;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation template without content.
    ///
    /// ## Why is this bad?
    /// Readers see an error and no source.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url= |title= }}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `empty_citation`.
    struct CiteEmpty {}
    name: "cite-empty",
    group: Citations,
    severity: Error,
}

impl Rule for CiteEmpty {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, _) in cx.citations() {
            if citation.states().all(|(_, state)| state.value == ValueState::Empty) {
                let message = format!("{} says nothing", cx.template_of(citation));
                cx.report(cx.doc.tree.span(citation.node), message)
                    .help("fill in the source, or take the template out");
            }
        }
    }
}
