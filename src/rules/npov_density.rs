use crate::lint::{Context, Found, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A section in which praise follows praise.
    ///
    /// ## Why is this bad?
    /// One "renowned" is a slip; three in a few lines are an advertisement, and taking out one word does
    /// not mend it. Such a section is best written anew from sources that are independent of the subject.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Lindt is a renowned miller and a visionary carpenter. His legendary mill draws visitors from all the
    /// canton, and its cutting-edge wheel turns day and night.
    /// ```
    /// ```wikitext,good
    /// Lindt is a miller and carpenter. His mill had 5000 visitors in 2019, and its wheel turns day and
    /// night.
    /// ```
    struct NpovDensity {
        /// The kinds of wording that count, by their names in the wording packs. Only what is a
        /// warning by itself counts.
        categories: Vec<String> = ["puffery", "promo"].map(str::to_owned).to_vec(),
        /// How many findings make a section promotional.
        least: usize = 3,
        /// In how many words they stand.
        words: usize = 100,
    }
    name: "npov-density",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovDensity {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let found = cx.wording_of(&self.categories);
        let least = self.least.max(1);
        if found.len() < least {
            return;
        }
        let prose = cx.doc.prose();
        let section_of = |found: &Found<'_>| cx.doc.section_at(prose.source_span(found.text).start);
        let mut dense: Vec<Vec<Span>> = Vec::new();
        let mut last_section = None;
        for window in found.windows(least) {
            let (first, end) = (&window[0], &window[least - 1]);
            let section = section_of(first);
            let is_one = section == section_of(end) && first.text.start <= end.text.start;
            if last_section == Some(section) || !is_one {
                continue;
            }
            let between = Span::new(first.text.start, end.text.end).of(prose.text());
            if between.split_whitespace().take(self.words + 1).count() <= self.words {
                last_section = Some(section);
                dense.push(window.iter().map(|found| prose.source_span(found.text)).collect());
            }
        }
        for places in dense {
            let [first, others @ ..] = places.as_slice() else { continue };
            let count = places.len();
            let message =
                format!("the section praises its subject {count} times within a few lines");
            let diagnostic = cx.report(*first, message);
            diagnostic.help(
                "write the section anew from sources that are independent of the subject (WP:PROMO)",
            );
            for &other in others {
                diagnostic.related(other, "and here");
            }
        }
    }
}
