//! Which statements have a source, and which need one.
//!
//! Only running text of the article's own is looked at: not the lead where the body cites, not
//! plots, lists of works, captions, lists and tables, and nothing that a banner already speaks of.

mod addresses;
mod claims;
mod numerals;
mod place;
mod scope;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::OnceLock;

pub(super) use addresses::collect as addresses;
pub use addresses::{AddressPlace, WebAddress};
pub use claims::{Claim, ClaimKind};

use self::claims::Reader;
use self::place::names_place;
use self::scope::Scope;
use super::Document;
use super::prose::{Context, Paragraph, Prose};
use crate::text::Span;
use crate::word;

/// Which statements of a page have a source.
#[derive(Clone, Debug, Default)]
pub struct Sourcing {
    /// The paragraphs that need a source, in source order.
    pub passages: Vec<Passage>,
    /// What in them, and in quotations set apart, needs a source of its own, in source order, as far
    /// as none follows in its paragraph.
    claims: Vec<Claim>,
    /// The same where each sentence needs a source of its own: of use to strict rules alone.
    all_claims: OnceLock<Vec<Claim>>,
    /// The sections without any source, in source order; none on a page without footnotes.
    pub bare_sections: Vec<BareSection>,
    /// What the page names of sources at all.
    pub naming: Naming,
    /// For each sentence of [`Prose::sentences`] whether it has a source, or somebody has asked
    /// for one; `false` where none is needed.
    settled: Vec<bool>,
}

/// What a page names of its sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// Nothing.
    #[default]
    None,
    /// Sources, without saying what is from which.
    Listed,
    /// Sources of single statements: footnotes, short citations.
    Inline,
}

/// A section that names no source at all, though it holds at least [`BareSection::LEAST_WORDS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BareSection {
    /// Index into [`Document::sections`].
    pub section: u32,
    /// The passages in it and its subsections, as indices into [`Sourcing::passages`].
    pub passages: Range<u32>,
    /// How many words they hold.
    pub words: u32,
}

impl BareSection {
    /// Less than this is not worth more than a finding for its paragraph.
    pub const LEAST_WORDS: u32 = 50;
    /// One paragraph is found as such.
    const LEAST_PASSAGES: u32 = 2;
}

/// A paragraph that needs a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Index into [`Prose::paragraphs`].
    pub paragraph: u32,
    /// Its sentences, as indices into [`Prose::sentences`].
    pub sentences: Range<u32>,
    /// Its first sentence after the last one that has a source, or about which somebody has
    /// asked: from there on nothing is covered. The end of `sentences` if the last one has.
    pub open_from: u32,
}

/// How far a source reaches back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To the start of its paragraph.
    Paragraph,
    /// To the start of its sentence.
    Sentence,
}

impl Reach {
    /// How far a source reaches back where `strict` is set or not.
    pub fn strict(strict: bool) -> Self {
        if strict { Self::Sentence } else { Self::Paragraph }
    }
}

impl Passage {
    fn new(paragraph: u32, sentences: Range<u32>, settled: &[bool]) -> Self {
        let own = &settled[sentences.start as usize..sentences.end as usize];
        let last = own.iter().rposition(|is_settled| *is_settled);
        let open_from = sentences.start + last.map_or(0, |last| last as u32 + 1);
        Self { paragraph, sentences, open_from }
    }

    /// How many words it holds.
    pub fn words(&self, prose: &Prose) -> u32 {
        let text = prose.paragraphs()[self.paragraph as usize].text;
        word::count(text.of(prose.text())) as u32
    }

    /// Whether no sentence of it has a source.
    pub fn is_bare(&self) -> bool {
        self.open_from == self.sentences.start
    }

    /// The text that no source covers, as a span of [`Prose::text`]; `None` if there is none.
    pub fn open_text(&self, prose: &Prose) -> Option<Span> {
        let open = &prose.sentences()[self.open_from as usize..self.sentences.end as usize];
        Some(Span::new(open.first()?.text.start, open.last()?.text.end))
    }
}

impl Sourcing {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let scope = Scope::new(doc);
        let mut found = Self { naming: scope.naming, ..Self::default() };
        if scope.is_exempt {
            return found;
        }
        let prose = doc.prose();
        found.settled = vec![false; prose.sentences().len()];
        let mut reader = Reader::new(doc, Reach::Paragraph);
        let mut first = 0;
        let mut quotations = 0..0;
        let paragraphs = prose.paragraphs();
        for (paragraph, index) in paragraphs.iter().zip(0..) {
            let sentences = prose.sentences_of(paragraph);
            let range = first..first + sentences.len() as u32;
            first = range.end;
            if !scope.needs_source(paragraph) {
                continue;
            }
            if is_all(prose, paragraph, Context::EMPHASIS | Context::LINK) {
                // A note that leads to another page.
                continue;
            }
            if is_quotation(prose, paragraph) {
                // Paragraphs of one quotation share its source.
                let is_next = quotations.end == index && !quotations.is_empty();
                quotations = if is_next { quotations.start..index + 1 } else { index..index + 1 };
                let goes_on = paragraphs.get(quotations.end as usize);
                if !goes_on.is_some_and(|next| is_quotation(prose, next)) {
                    found.add_quotation(prose, &scope, &quotations);
                }
                continue;
            }
            for (sentence, at) in sentences.iter().zip(range.start..) {
                found.settled[at as usize] =
                    scope.is_settled(sentence) || names_place(sentence.text.of(prose.text()));
            }
            let passage = Passage::new(index, range, &found.settled);
            reader.read(&passage, &found.settled, &mut found.claims);
            found.passages.push(passage);
        }
        if found.naming == Naming::Inline {
            found.bare_sections = bare_sections(doc, &scope, &found.passages);
        }
        found
    }

    /// How many words stand in the passages.
    pub fn words(&self, prose: &Prose) -> u32 {
        self.passages.iter().map(|passage| passage.words(prose)).sum()
    }

    /// Whether a sentence has a source of its own, or somebody has asked for one there.
    pub fn is_settled(&self, sentence: u32) -> bool {
        self.settled.get(sentence as usize).copied().unwrap_or_default()
    }

    /// What in the passages, and in quotations set apart, needs a source of its own that does not
    /// reach it, in source order. What somebody has asked about is left out.
    pub(super) fn claims(&self, doc: &Document<'_>, reach: Reach) -> &[Claim] {
        match reach {
            Reach::Paragraph => &self.claims,
            Reach::Sentence => self.all_claims.get_or_init(|| self.claims_of_sentences(doc)),
        }
    }

    fn claims_of_sentences(&self, doc: &Document<'_>) -> Vec<Claim> {
        // Quotations set apart are no passages: their claims are the same.
        let is_in_passage = |claim: &&Claim| {
            self.passages.binary_search_by_key(&claim.paragraph, |it| it.paragraph).is_ok()
        };
        let mut all: Vec<Claim> =
            self.claims.iter().filter(|claim| !is_in_passage(claim)).copied().collect();
        let mut reader = Reader::new(doc, Reach::Sentence);
        for passage in &self.passages {
            reader.read(passage, &self.settled, &mut all);
        }
        all.sort_by_key(|claim| claim.paragraph);
        all
    }

    /// Adds a quotation that is set apart, if neither it nor the sentences round it have a source.
    fn add_quotation(&mut self, prose: &Prose, scope: &Scope, paragraphs: &Range<u32>) {
        let all = prose.paragraphs();
        let before = (paragraphs.start as usize).checked_sub(1).and_then(|at| all.get(at));
        let introduction = before.and_then(|it| prose.sentences_of(it).last());
        let after = all.get(paragraphs.end as usize);
        let conclusion = after.and_then(|it| prose.sentences_of(it).first());
        let (first, last) = (&all[paragraphs.start as usize], &all[paragraphs.end as usize - 1]);
        let round = Span::new(
            introduction.map_or(first.span.start, |it| it.span.start.min(first.span.start)),
            conclusion.map_or(last.span.end, |it| it.span.end.max(last.span.end)),
        );
        // A template that shows it may name the source behind the text.
        if !scope.has_source(round) && !scope.is_asked(round) && !scope.is_attributed(last.span) {
            self.claims.push(Claim {
                kind: ClaimKind::Quotation,
                text: Span::new(first.text.start, last.text.end),
                paragraph: paragraphs.start,
            });
        }
    }
}

/// The sections of the highest rank that name no source, with at least two passages.
fn bare_sections(doc: &Document<'_>, scope: &Scope, passages: &[Passage]) -> Vec<BareSection> {
    let prose = doc.prose();
    let section_of = |passage: &Passage| prose.paragraphs()[passage.paragraph as usize].section;
    let mut found: Vec<BareSection> = Vec::new();
    let mut until = 0;
    for (section, index) in doc.sections.iter().zip(0_u32..).skip(1) {
        if section.span.start < until || !scope.is_bare(section) {
            continue;
        }
        let own = passages.partition_point(|it| section_of(it) < index);
        let inside = passages[own..].iter().take_while(|it| {
            let at = prose.paragraphs()[it.paragraph as usize].span.start;
            at < section.span.end
        });
        let (count, words) = inside
            .fold((0, 0), |(count, words), passage| (count + 1, words + passage.words(prose)));
        if count >= BareSection::LEAST_PASSAGES && words >= BareSection::LEAST_WORDS {
            until = section.span.end;
            let passages = own as u32..own as u32 + count;
            found.push(BareSection { section: index, passages, words });
        }
    }
    found
}

/// Whether all of a block is others' words.
fn is_quotation(prose: &Prose, paragraph: &Paragraph) -> bool {
    is_all(prose, paragraph, Context::QUOTATION)
}

/// Whether every part of a block is of one of these kinds, apart from the stop at its end.
fn is_all(prose: &Prose, paragraph: &Paragraph, kinds: Context) -> bool {
    let mut stretches = prose.stretches(paragraph.text);
    stretches.all(|(span, context)| {
        context.intersects(kinds) || !span.of(prose.text()).contains(char::is_alphanumeric)
    })
}
