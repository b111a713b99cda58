use crate::lint::missing::report_required;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation of a report or document without who published it.
    ///
    /// ## Why is this bad?
    /// Reports are found through the institution that published them; without it the citation is of
    /// little use.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite tech report |title=The mill |year=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite tech report |title=The mill |year=1904 |institution=Board of Mills}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `missing_publisher`.
    struct CiteMissingPublisher {}
    name: "cite-missing-publisher",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteMissingPublisher {
    fn check(&self, cx: &mut Context<'_, '_>) {
        report_required(cx, |field| field == "publisher", "say who published it");
    }
}
