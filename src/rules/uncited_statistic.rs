use crate::facts::sourcing::{ClaimKind, Reach};
use crate::lint::sourcing::report_claims;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A share, a sum of money or a large number without a source.
    ///
    /// ## Why is this bad?
    /// Somebody has counted or measured this. Without a source nobody can check the number, see
    /// when it was true, or notice that it has been changed.
    ///
    /// A footnote counts for all that stands before it in its paragraph. The lead is left out where
    /// the text below cites.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == Visitors ==
    /// The mill opened in 1990.<ref>Orme, ''Mills'', p. 3.</ref> In its first year 40 percent of the visitors came by boat.
    /// ```
    /// ```wikitext,good
    /// == Visitors ==
    /// The mill opened in 1990. In its first year 40 percent of the visitors came by boat.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct UncitedStatistic {
        /// Whether a source counts only for its own sentence, not for all that stands before it
        /// in its paragraph.
        strict: bool = false,
    }
    name: "uncited-statistic",
    group: Sourcing,
    severity: Warning,
}

impl Rule for UncitedStatistic {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let reach = Reach::strict(self.strict);
        let claims = cx.doc.claims(ClaimKind::Statistic, reach);
        let message = |words: &str| format!("no source is given for {words}");
        report_claims(cx, claims, message, "add a footnote with the source of the number");
    }
}
