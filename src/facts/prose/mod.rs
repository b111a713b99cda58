//! The prose of a page: what readers read as text, with the way back to the source.
//!
//! The visible text of all blocks stands in one string, without markup. Refs, and templates like
//! `{{citation needed}}`, are [`Mark`]s between its characters; a template that shows something
//! unknown is one [`OBJECT`] character. Two kinds of offsets are told apart throughout: *text*
//! means offsets into [`Prose::text`], *source* those into the page.

mod build;
mod context;
mod mark;
mod output;
mod quotation;
mod rendered;
mod sentence;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::OnceLock;

pub use context::{BlockKind, Context};
pub use mark::{Mark, MarkKind, Marks};
pub(super) use output::section_kinds;

use super::citations::TemplateUse;
use super::rendered::{Dialect, PlainIndex};
use super::sections::Section;
use crate::site::{SectionKind, Site};
use crate::syntax::tree::Tree;
use crate::text::Span;

/// Stands in the text for a template, a formula or the like, of which nothing more is known.
pub const OBJECT: char = '\u{fffc}';

/// The visible text of a page, in blocks and sentences.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    pieces: Vec<Piece>,
    /// Indices into `pieces`, in the order of the source; made when they are first asked for.
    pieces_by_source: OnceLock<Vec<u32>>,
    stretches: Vec<Stretch>,
    paragraphs: Vec<Paragraph>,
    /// Indices into `paragraphs`, in the order of the text.
    paragraphs_by_text: Vec<u32>,
    sentences: Vec<Sentence>,
    marks: Vec<Mark>,
}

/// A block of text: a paragraph, a heading, a line of a list, a cell, a caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, as offsets into [`Prose::text`], without white space round it.
    pub text: Span,
    /// From the first to the last byte of its text and marks in the source.
    pub span: Span,
    /// The section that it stands in, as an index into [`super::Document::sections`]: 0 is the
    /// lead. A heading counts for the section that it opens.
    pub section: u32,
    /// What kind of text the section holds.
    pub section_kind: SectionKind,
    /// Which marks it holds.
    pub holds: Marks,
    marks: Range<u32>,
    sentences: Range<u32>,
}

/// One sentence, or a heading, an item or the like that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its text, as offsets into [`Prose::text`], without white space round it.
    pub text: Span,
    /// From its first byte in the source to its last, the refs behind its stop included.
    pub span: Span,
    /// The block that it stands in, as an index into [`Prose::paragraphs`].
    pub paragraph: u32,
    /// Which marks it holds; those behind its stop are its own.
    pub holds: Marks,
    marks: Range<u32>,
}

/// Text that was taken over from one stretch of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// The offset in the text.
    at: u32,
    /// How many bytes it has there.
    len: u32,
    /// The source. Of the same length unless the text says it in another way.
    source: Span,
}

/// Where the context changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    at: u32,
    context: Context,
}

/// What the prose is made from.
#[derive(Clone, Copy)]
pub(super) struct Page<'a, 's> {
    pub(super) text: &'s str,
    pub(super) dialect: Dialect,
    pub(super) tree: &'a Tree,
    pub(super) site: &'s Site,
    pub(super) sections: &'a [Section],
    pub(super) section_kinds: &'a [SectionKind],
    pub(super) templates: &'a [TemplateUse<'s>],
    pub(super) plain_index: &'a PlainIndex<'s>,
}

impl Prose {
    pub(super) fn new(page: Page<'_, '_>) -> Self {
        build::build(page).finish(page)
    }

    /// The visible text of all blocks. A newline stands after each, and nowhere else; captions
    /// come last.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks, in the order of the source.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The sentences of all blocks, block by block.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The sentences of a block.
    pub fn sentences_of(&self, paragraph: &Paragraph) -> &[Sentence] {
        &self.sentences[paragraph.sentences.start as usize..paragraph.sentences.end as usize]
    }

    /// The refs and the like in a block, in the order of the text.
    pub fn marks_of(&self, paragraph: &Paragraph) -> &[Mark] {
        &self.marks[paragraph.marks.start as usize..paragraph.marks.end as usize]
    }

    /// The refs and the like of a sentence, in the order of the text.
    pub fn marks_of_sentence(&self, sentence: &Sentence) -> &[Mark] {
        &self.marks[sentence.marks.start as usize..sentence.marks.end as usize]
    }

    /// The block that a sentence stands in.
    pub fn paragraph_of(&self, sentence: &Sentence) -> &Paragraph {
        &self.paragraphs[sentence.paragraph as usize]
    }

    /// Where a stretch of the text stands in the source, from its first to its last byte; markup
    /// in between is covered too.
    pub fn source_span(&self, text: Span) -> Span {
        let next = self.pieces.partition_point(|piece| piece.at <= text.start);
        Locator::new(&self.pieces[next.saturating_sub(1)..]).locate(text)
    }

    /// What kind of text stands at an offset of the text.
    pub fn context_of(&self, at: u32) -> Context {
        let next = self.stretches.partition_point(|stretch| stretch.at <= at);
        next.checked_sub(1).map_or(Context::default(), |index| self.stretches[index].context)
    }

    /// The parts of a stretch of the text, each with the kind of text that it is.
    pub fn stretches(&self, text: Span) -> impl Iterator<Item = (Span, Context)> + '_ {
        let next = self.stretches.partition_point(|stretch| stretch.at <= text.start);
        let first = next.saturating_sub(1);
        let rest = self.stretches[first..].iter().take_while(move |it| it.at < text.end);
        rest.zip(first + 1..).map(move |(stretch, next)| {
            let end = self.stretches.get(next).map_or(text.end, |next| next.at.min(text.end));
            (Span::new(stretch.at.max(text.start), end), stretch.context)
        })
    }

    /// What kind of text stands at a byte of the source; `None` where there is no prose: in markup,
    /// refs, comments and the arguments of most templates.
    pub fn context_at(&self, offset: u32) -> Option<Context> {
        self.text_at(offset).map(|at| self.context_of(at))
    }

    /// The sentence whose text a byte of the source belongs to; `None` where there is no prose.
    pub fn sentence_at(&self, offset: u32) -> Option<&Sentence> {
        let at = self.text_at(offset)?;
        let paragraph = |&index: &u32| &self.paragraphs[index as usize];
        let next =
            self.paragraphs_by_text.partition_point(|index| paragraph(index).text.start <= at);
        let sentences =
            self.sentences_of(paragraph(self.paragraphs_by_text.get(next.checked_sub(1)?)?));
        let next = sentences.partition_point(|sentence| sentence.text.start <= at);
        sentences.get(next.checked_sub(1)?).filter(|sentence| at < sentence.text.end)
    }

    /// The offset in the text of a byte of the source.
    fn text_at(&self, offset: u32) -> Option<u32> {
        let piece = |&index: &u32| self.pieces[index as usize];
        let in_order = self.pieces_by_source.get_or_init(|| {
            let mut order: Vec<u32> = (0..self.pieces.len() as u32).collect();
            order.sort_by_key(|index| piece(index).source.start);
            order
        });
        let next = in_order.partition_point(|index| piece(index).source.start <= offset);
        let piece = piece(in_order.get(next.checked_sub(1)?)?);
        let inside = offset - piece.source.start;
        (offset < piece.source.end).then(|| piece.at + inside.min(piece.len.saturating_sub(1)))
    }
}

/// Finds where stretches of the text stand in the source, one after the other.
struct Locator<'p> {
    /// What the stretches are made of.
    pieces: &'p [Piece],
    /// The piece that was found last.
    at: usize,
}

impl<'p> Locator<'p> {
    fn new(pieces: &'p [Piece]) -> Self {
        Self { pieces, at: 0 }
    }

    /// Where a stretch stands. None that is asked for starts before the one before it ends.
    fn locate(&mut self, text: Span) -> Span {
        let first = self.source_of(text.start);
        if text.is_empty() {
            return Span::new(first.start, first.start);
        }
        Span::new(first.start, self.source_of(text.end - 1).end.max(first.start))
    }

    /// The bytes of the source that the byte at an offset of the text stands for.
    fn source_of(&mut self, at: u32) -> Span {
        while self.pieces.get(self.at + 1).is_some_and(|next| next.at <= at) {
            self.at += 1;
        }
        self.pieces.get(self.at).map_or(Span::default(), |piece| piece.source_of(at))
    }
}

impl Piece {
    /// The bytes of the source that one of its bytes stands for.
    fn source_of(self, at: u32) -> Span {
        let Self { at: start, len, source } = self;
        if len != source.len() {
            return source;
        }
        let byte = (source.start + (at - start)).min(source.end);
        Span::new(byte, (byte + 1).min(source.end))
    }
}
