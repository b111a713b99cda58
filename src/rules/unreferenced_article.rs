use crate::facts::sourcing::Naming;
use crate::lint::sourcing::title_span;
use crate::lint::{Context, Rule, Severity, declare_rule};

declare_rule! {
    /// A page of text without a footnote.
    ///
    /// ## Why is this bad?
    /// Nothing on the page can be checked. On most wikis a page without any source may be deleted
    /// or moved back to a draft.
    ///
    /// A page that lists sources at its end, but does not say which statement is from which, is
    /// only worth a look. Redirects, lists of links and pages of a few words are left out, as are
    /// pages that have a banner already.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// '''Orrin Mill''' is a water mill on the Orrin. It was built in 1871 by two brothers from the coast, who had seen such mills abroad. After the flood it stood empty for eleven years. Then the village bought it, put in a turbine and made it a museum of the river.
    /// ```
    /// ```wikitext,good
    /// '''Orrin Mill''' is a water mill on the Orrin. It was built in 1871 by two brothers from the coast, who had seen such mills abroad. After the flood it stood empty for eleven years. Then the village bought it, put in a turbine and made it a museum of the river.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct UnreferencedArticle {
        /// How many words of running text make a page.
        min_words: u32 = 40,
    }
    name: "unreferenced-article",
    group: Sourcing,
    severity: Warning,
}

impl Rule for UnreferencedArticle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let sourcing = cx.doc.sourcing();
        let has_banner = || {
            let mut templates = cx.doc.templates.iter();
            templates.any(|it| {
                cx.doc.site.sourcing_tags.get(&it.name).is_some_and(|tag| tag.banner.is_some())
            })
        };
        if sourcing.naming == Naming::Inline || has_banner() {
            return;
        }
        let words = sourcing.words(cx.doc.prose());
        if words < self.min_words {
            return;
        }
        let Some(span) = title_span(cx.doc) else { return };
        if sourcing.naming == Naming::None {
            cx.report(span, format!("this page of {words} words names no source"))
                .help("add footnotes with the sources, between `<ref>` and `</ref>`");
        } else {
            cx.report(span, "this page lists sources, but has no footnote that points to them")
                .severity(Severity::Info)
                .help("add a footnote behind each statement, with its source and the page in it");
        }
    }
}
