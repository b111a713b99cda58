use crate::facts::sourcing::{ClaimKind, Reach};
use crate::lint::sourcing::report_claims;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A view or a report that is given without the name of who holds it, and without a source.
    ///
    /// ## Why is this bad?
    /// "Critics say", "it is believed", "is considered": readers cannot learn who, how many, or
    /// where. A source in the same place answers that; without one the sentence rests on nobody.
    ///
    /// A footnote counts for all that stands before it in its paragraph. The lead is left out where
    /// the text below cites.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == Wheel ==
    /// The mill was built in 1871.<ref>Orme, ''Mills'', p. 3.</ref> Some historians believe that the wheel is older.
    /// ```
    /// ```wikitext,good
    /// == Wheel ==
    /// The mill was built in 1871. Some historians believe that the wheel is older.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct UncitedAttribution {
        /// Whether a source counts only for its own sentence, not for all that stands before it
        /// in its paragraph.
        strict: bool = false,
    }
    name: "uncited-attribution",
    group: Sourcing,
    severity: Warning,
}

impl Rule for UncitedAttribution {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let reach = Reach::strict(self.strict);
        let claims = cx.doc.claims(ClaimKind::Attribution, reach);
        let message = |words: &str| format!("{words} leaves open who, and no source is given");
        report_claims(
            cx,
            claims,
            message,
            "name who holds the view, and add a footnote with the source",
        );
    }
}
