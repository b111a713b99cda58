use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A section that names no source at all.
    ///
    /// ## Why is this bad?
    /// Other sections of the page have footnotes, so readers take this one for checked as well.
    /// Nobody can tell where what it says comes from.
    ///
    /// Only sections with two paragraphs or more of the article's own text count; a single
    /// paragraph is for `uncited-paragraph`. A section with a banner that asks for sources is
    /// left to `citation-needed-tag`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill stands on the Orrin.<ref>Orme, ''Mills'', p. 3.</ref>
    ///
    /// == History ==
    /// It was built in 1871 by two brothers from the coast, who had seen such mills abroad and wanted one of their own. It ground rye and barley.
    ///
    /// After the flood it stood empty for eleven years. Then the village bought it, put in a turbine and made it a museum of the river.
    /// ```
    /// ```wikitext,good
    /// The mill stands on the Orrin.<ref name="orme">Orme, ''Mills'', p. 3.</ref>
    ///
    /// == History ==
    /// It was built in 1871 by two brothers from the coast, who had seen such mills abroad and wanted one of their own. It ground rye and barley.<ref name="orme" />
    ///
    /// After the flood it stood empty for eleven years. Then the village bought it, put in a turbine and made it a museum of the river.<ref name="orme" />
    /// ```
    struct UncitedSection {}
    name: "uncited-section",
    group: Sourcing,
    severity: Warning,
}

impl Rule for UncitedSection {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for bare in &cx.doc.sourcing().bare_sections {
            let section = &cx.doc.sections[bare.section as usize];
            let message = format!(
                "this section names no source for its {} paragraphs",
                bare.passages.end - bare.passages.start
            );
            cx.report(section.title_span, message)
                .help("add a footnote to each paragraph, or take out what nobody can check");
        }
    }
}
