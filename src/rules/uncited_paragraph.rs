use crate::facts::Document;
use crate::facts::sourcing::{Naming, Passage};
use crate::lint::sourcing::last_word;
use crate::lint::{Context, Rule, Severity, declare_rule};
use crate::text::Span;
use crate::word;

declare_rule! {
    /// A paragraph, or the end of one, that names no source.
    ///
    /// ## Why is this bad?
    /// Readers cannot check what the paragraph says, and editors cannot tell knowledge from
    /// invention. A footnote counts for all that stands before it in its paragraph; what follows
    /// the last one is covered by none.
    ///
    /// The lead is left out where the text below cites, and so are plots, lists of works, lists,
    /// captions, and text that introduces a list or a quotation. A section without any source is
    /// one finding of `uncited-section`, a page without one is for `unreferenced-article`. The end
    /// of a paragraph is only worth a look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == History ==
    /// The mill was built in 1871.<ref>Orme, ''Mills'', p. 3.</ref>
    ///
    /// It stood empty for eleven years after the flood, until two brothers from the coast bought it and put in a turbine. The turbine still turns on market days.
    /// ```
    /// ```wikitext,good
    /// == History ==
    /// The mill was built in 1871.<ref name="orme">Orme, ''Mills'', p. 3.</ref>
    ///
    /// It stood empty for eleven years after the flood, until two brothers from the coast bought it and put in a turbine. The turbine still turns on market days.<ref name="orme" />
    /// ```
    struct UncitedParagraph {
        /// How many words without a source are worth a finding.
        min_words: u32 = 25,
        /// Whether a source counts only for its own sentence: then every row of sentences
        /// without a source is reported.
        strict: bool = false,
    }
    name: "uncited-paragraph",
    group: Sourcing,
    severity: Warning,
}

impl Rule for UncitedParagraph {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let sourcing = doc.sourcing();
        if sourcing.naming != Naming::Inline {
            return;
        }
        let mut sections = sourcing.bare_sections.iter().peekable();
        for (passage, index) in sourcing.passages.iter().zip(0..) {
            while sections.next_if(|it| it.passages.end <= index).is_some() {}
            if sections.peek().is_some_and(|it| it.passages.start <= index) {
                continue;
            }
            if self.strict {
                self.rows(cx, passage);
            } else if let Some(open) = passage.open_text(doc.prose()) {
                let from = passage.open_from;
                self.report(cx, passage, from, passage.sentences.end, open);
            }
        }
    }
}

impl UncitedParagraph {
    /// Reports every row of sentences without a source of their own.
    fn rows(&self, cx: &mut Context<'_, '_>, passage: &Passage) {
        let (sourcing, prose) = (cx.doc.sourcing(), cx.doc.prose());
        let mut from = passage.sentences.start;
        for sentence in passage.sentences.start..=passage.sentences.end {
            if sentence < passage.sentences.end && !sourcing.is_settled(sentence) {
                continue;
            }
            if let [first, .., last] | [first @ last] =
                &prose.sentences()[from as usize..sentence as usize]
            {
                let text = Span::new(first.text.start, last.text.end);
                self.report(cx, passage, from, sentence, text);
            }
            from = sentence + 1;
        }
    }

    /// Reports the sentences `from..end` of a paragraph, which are this text, if they are long.
    fn report(&self, cx: &mut Context<'_, '_>, passage: &Passage, from: u32, end: u32, text: Span) {
        let words = word::count(text.of(cx.doc.prose().text()));
        if words < self.min_words as usize || leads_on(cx.doc, text) {
            return;
        }
        let is_whole = (from, end) == (passage.sentences.start, passage.sentences.end);
        let message = match end - from {
            _ if is_whole => format!("this paragraph of {words} words names no source"),
            1 => format!("the sentence of {words} words that ends here has no source"),
            count => format!("the {count} sentences that end here have no source"),
        };
        let found = cx.report(last_word(cx.doc, text), message);
        if is_whole {
            found.help("add a footnote with the source, or take out what nobody can check");
        } else {
            found.severity(Severity::Info).help(
                "if the footnote before holds for this too, use it again here; else add the source",
            );
        }
    }
}

/// Whether the text leads on to what follows it, or goes on from a formula or a list before it.
fn leads_on(doc: &Document<'_>, text: Span) -> bool {
    let text = text.of(doc.prose().text());
    text.ends_with([':', '：']) || text.starts_with(char::is_lowercase)
}
