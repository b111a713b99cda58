use crate::facts::sourcing::{ClaimKind, Reach};
use crate::lint::sourcing::first_words;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Others' words without a source.
    ///
    /// ## Why is this bad?
    /// A quotation claims that somebody said exactly this. Without a source nobody can check the
    /// words or their context, and the owner of the words gets no credit.
    ///
    /// A quotation set apart may have its source in the sentence that introduces it or in its
    /// template. Titles of works, and sections that retell a work, are left out, as is the lead
    /// where the text below cites.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == Fire ==
    /// The mill burned in 1902.<ref>Orme, ''Mills'', p. 3.</ref> Her sister wrote that "the whole valley smelled of burnt flour for a week".
    /// ```
    /// ```wikitext,good
    /// == Fire ==
    /// The mill burned in 1902. Her sister wrote that "the whole valley smelled of burnt flour for a week".<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct UncitedQuotation {
        /// How many words a quotation has at least.
        min_words: u32 = 6,
        /// Whether a source counts only for its own sentence, not for all that stands before it
        /// in its paragraph.
        strict: bool = false,
    }
    name: "uncited-quotation",
    group: Sourcing,
    severity: Warning,
}

impl Rule for UncitedQuotation {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let prose = cx.doc.prose();
        for claim in cx.doc.claims(ClaimKind::Quotation, Reach::strict(self.strict)) {
            let words = claim.text.of(prose.text()).split_whitespace().count();
            if words >= self.min_words as usize {
                cx.report(
                    first_words(cx.doc, claim.text),
                    format!("no source is given for this quotation of {words} words"),
                )
                .help("add a footnote with the source right behind the quotation");
            }
        }
    }
}
