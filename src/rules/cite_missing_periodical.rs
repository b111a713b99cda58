use crate::lint::missing::report_required;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation of an article without the periodical that it stands in.
    ///
    /// ## Why is this bad?
    /// An article is looked up by its journal or magazine. If the source is no article, another
    /// template fits better.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite journal |title=The mill |year=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite journal |title=The mill |year=1904 |journal=Orrin Annals}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `missing_periodical`.
    struct CiteMissingPeriodical {}
    name: "cite-missing-periodical",
    group: Citations,
    severity: Warning,
}

impl Rule for CiteMissingPeriodical {
    fn check(&self, cx: &mut Context<'_, '_>) {
        report_required(
            cx,
            |field| field == "work",
            "name the periodical, or take a template that fits, such as `cite web` or `cite document`",
        );
    }
}
