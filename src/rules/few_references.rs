use crate::facts::sourcing::Naming;
use crate::lint::sourcing::title_span;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A long page with few footnotes.
    ///
    /// ## Why is this bad?
    /// A few footnotes on a long page leave most of it unchecked, and readers cannot tell which
    /// part. Well-kept articles have a footnote for every fifty words or so.
    ///
    /// ## Examples
    /// ```wikitext,bad,rules.few-references.min-words=20,rules.few-references.words-per-footnote=10
    /// == History ==
    /// The mill was built in 1871 by two brothers from the coast, who had seen such mills abroad and wanted one of their own.<ref>Orme, ''Mills'', p. 3.</ref> After the flood it stood empty for eleven years.
    /// ```
    /// ```wikitext,good
    /// == History ==
    /// The mill was built in 1871.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct FewReferences {
        /// How many words of running text make a long page.
        min_words: u32 = 300,
        /// How many words may share a footnote.
        words_per_footnote: u32 = 150,
    }
    name: "few-references",
    group: Sourcing,
    severity: Info,
    optional: true,
}

impl Rule for FewReferences {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let sourcing = doc.sourcing();
        let words = sourcing.words(doc.prose());
        if sourcing.naming != Naming::Inline || words < self.min_words {
            return;
        }
        let short = doc.short.citations.iter().filter(|it| it.template.footnote).count();
        let footnotes = doc.refs.footnotes.len() + short + doc.plain_index.first_uses().count();
        if footnotes as u64 * u64::from(self.words_per_footnote) >= u64::from(words) {
            return;
        }
        let Some(span) = title_span(doc) else { return };
        let count =
            if footnotes == 1 { "one footnote".into() } else { format!("{footnotes} footnotes") };
        cx.report(span, format!("{count} for {words} words of running text"))
            .help("add sources where `uncited-section` and `uncited-paragraph` find none");
    }
}
