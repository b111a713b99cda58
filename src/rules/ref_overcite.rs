use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Many footnotes side by side.
    ///
    /// ## Why is this bad?
    /// A row of numbers interrupts the sentence, and leaves open which source says what. Two or
    /// three good sources are enough for most statements; more can share one footnote.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The song was a hit.<ref>A.</ref><ref>B.</ref><ref>C.</ref><ref>D.</ref><ref>E.</ref>
    /// ```
    /// ```wikitext,good
    /// The song was a hit.<ref>A.</ref><ref>B.</ref><ref>C.</ref>
    /// ```
    struct RefOvercite {
        /// How many footnotes may stand side by side.
        max: u32 = 4,
    }
    name: "ref-overcite",
    group: References,
    severity: Info,
    optional: true,
}

impl Rule for RefOvercite {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for run in &cx.doc.runs {
            let count = run.ref_count();
            if count > self.max as usize {
                cx.report(run.span, format!("{count} footnotes stand side by side"))
                    .help("keep the best sources, or put several into one footnote");
            }
        }
    }
}
