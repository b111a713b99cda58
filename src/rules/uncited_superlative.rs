use crate::facts::sourcing::{ClaimKind, Reach};
use crate::lint::sourcing::report_claims;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The largest, the first, the only one, without a source.
    ///
    /// ## Why is this bad?
    /// To know that something is the largest, somebody has compared it with all others. That is
    /// seldom common knowledge, is often disputed, and stops to be true without notice.
    ///
    /// A footnote counts for all that stands before it in its paragraph. The lead is left out where
    /// the text below cites.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == Wheel ==
    /// The mill was built in 1871.<ref>Orme, ''Mills'', p. 3.</ref> Its wheel is one of the largest in the valley.
    /// ```
    /// ```wikitext,good
    /// == Wheel ==
    /// The mill was built in 1871. Its wheel is one of the largest in the valley.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct UncitedSuperlative {
        /// Whether a source counts only for its own sentence, not for all that stands before it
        /// in its paragraph.
        strict: bool = false,
    }
    name: "uncited-superlative",
    group: Sourcing,
    severity: Info,
}

impl Rule for UncitedSuperlative {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let reach = Reach::strict(self.strict);
        let claims = cx.doc.claims(ClaimKind::Superlative, reach);
        let message = |words: &str| format!("no source is given for {words}");
        report_claims(cx, claims, message, "add a footnote with the source of the comparison");
    }
}
