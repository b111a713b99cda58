//! The text as it grows, block by block.

use std::ops::Range;

use super::mark::{Mark, MarkKind, Marks};
use super::quotation;
use super::sentence;
use super::{BlockKind, Context, Locator, Page, Paragraph, Piece, Prose, Sentence, Stretch};
use crate::facts::sections::{self, Section};
use crate::site::{SectionKind, Site};
use crate::text::Span;

/// The prose in the making: takes text, marks and changes of context, and cuts blocks.
#[derive(Default)]
pub(super) struct Output {
    prose: Prose,
    /// What the block is that the next text stands in.
    kind: BlockKind,
    /// What kind of text comes next, apart from what its block is.
    context: Context,
    /// Whether all text that comes next is a quotation, in whatever block.
    is_quoted: bool,
    /// The block that has not ended.
    open: Option<Open>,
    /// Whether a mark stands right before the next text.
    follows_mark: bool,
}

/// Where a block starts.
struct Open {
    kind: BlockKind,
    text: u32,
    mark: u32,
    stretch: u32,
    piece: u32,
}

impl Output {
    /// With room for the prose of a page: text that grows is copied again and again.
    pub(super) fn with_room_for(page: Page<'_, '_>) -> Self {
        let prose = Prose {
            text: String::with_capacity(page.text.len() / 3),
            pieces: Vec::with_capacity(page.tree.len() / 2),
            ..Prose::default()
        };
        Self { prose, ..Self::default() }
    }

    /// What the block is that the next text stands in.
    pub(super) fn kind(&self) -> BlockKind {
        self.kind
    }

    /// What kind of text comes next, apart from what its block is.
    pub(super) fn context(&self) -> Context {
        self.context
    }

    /// Ends the block; what follows belongs to one of this kind.
    pub(super) fn start_block(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = kind;
    }

    /// Changes what kind of text comes next.
    pub(super) fn set_context(&mut self, context: Context) {
        self.context = context;
        if self.open.is_none() {
            return;
        }
        let context = self.whole_context();
        let at = self.prose.text.len() as u32;
        match self.prose.stretches.last_mut() {
            Some(last) if last.at == at => last.context = context,
            Some(last) if last.context == context => {}
            _ => self.prose.stretches.push(Stretch { at, context }),
        }
    }

    /// Says whether the blocks from here on are a quotation.
    pub(super) fn set_quoted(&mut self, is_quoted: bool) {
        self.end_block();
        self.is_quoted = is_quoted;
    }

    /// The text of the block so far; empty if there is none.
    pub(super) fn block_text(&self) -> &str {
        self.open.as_ref().map_or("", |open| &self.prose.text[open.text as usize..])
    }

    /// Where the next text comes: as an offset into the text, and as a number of stretches.
    pub(super) fn position(&self) -> (u32, usize) {
        (self.prose.text.len() as u32, self.prose.stretches.len())
    }

    /// Marks the text from an earlier [`Self::position`] on as a title, if it looks like one.
    pub(super) fn title_since(&mut self, (at, stretch): (u32, usize)) {
        let Some(open) = &self.open else { return };
        let from = at.max(open.text);
        // The white space at the end of a block goes, so that the text may be shorter by now.
        let text = self.prose.text.get(from as usize..).unwrap_or_default();
        if !quotation::is_title(text, 2) {
            return;
        }
        // The stretch before may be that which holds the start.
        let first = stretch.saturating_sub(1).max(open.stretch as usize);
        for stretch in self.prose.stretches[first..].iter_mut().filter(|it| it.at >= from) {
            stretch.context |= Context::TITLE;
        }
    }

    /// Takes over text as it stands in the source.
    pub(super) fn verbatim(&mut self, source: &str, span: Span) {
        if span.is_empty() {
            return;
        }
        let text = span.of(source);
        self.prepare(text);
        self.push_piece(span.len(), span);
        self.prose.text.push_str(text);
    }

    /// Puts a character in the place of a stretch of the source.
    pub(super) fn replaced(&mut self, text: &str, span: Span) {
        self.prepare(text);
        self.push_piece(text.len() as u32, span);
        self.prose.text.push_str(text);
    }

    /// Adds a mark where the text now ends.
    pub(super) fn mark(&mut self, kind: MarkKind, span: Span) {
        self.open_block();
        let at = self.prose.text.len() as u32;
        self.prose.marks.push(Mark { at, span, kind });
        self.follows_mark = true;
    }

    /// Ends the block, if one is open.
    pub(super) fn end_block(&mut self) {
        let Some(open) = self.open.take() else { return };
        self.follows_mark = false;
        let prose = &mut self.prose;
        let text = &prose.text[open.text as usize..];
        if !text.chars().any(char::is_alphabetic) {
            prose.text.truncate(open.text as usize);
            prose.pieces.truncate(open.piece as usize);
            prose.stretches.truncate(open.stretch as usize);
            prose.marks.truncate(open.mark as usize);
            return;
        }
        let start = open.text + (text.len() - text.trim_start().len()) as u32;
        let end = open.text + text.trim_end().len() as u32;
        let marks = open.mark..prose.marks.len() as u32;
        prose.paragraphs.push(Paragraph {
            kind: open.kind,
            text: Span::new(start, end),
            span: Span::default(),
            section: 0,
            section_kind: SectionKind::Body,
            holds: Marks::of(&prose.marks[open.mark as usize..]),
            marks,
            sentences: 0..0,
        });
        quotation::mark_quotations(&prose.text, open.text, &mut prose.stretches, open.stretch);
        prose.text.push('\n');
    }

    #[inline]
    fn open_block(&mut self) {
        if self.open.is_none() {
            self.open_new_block();
        }
    }

    #[inline(never)]
    fn open_new_block(&mut self) {
        let prose = &self.prose;
        self.open = Some(Open {
            kind: self.kind,
            text: prose.text.len() as u32,
            mark: prose.marks.len() as u32,
            stretch: prose.stretches.len() as u32,
            piece: prose.pieces.len() as u32,
        });
        let context = self.whole_context();
        self.prose.stretches.push(Stretch { at: self.prose.text.len() as u32, context });
    }

    /// What kind of text comes next.
    fn whole_context(&self) -> Context {
        let quoted = if self.is_quoted { Context::QUOTATION } else { Context::default() };
        self.context | Context::of_block(self.kind) | quoted
    }

    /// Before text is added: opens a block, and keeps sentences apart between which only a ref
    /// stands.
    #[inline]
    fn prepare(&mut self, text: &str) {
        self.open_block();
        if std::mem::take(&mut self.follows_mark) {
            self.part_from_mark(text);
        }
    }

    #[inline(never)]
    fn part_from_mark(&mut self, text: &str) {
        let ends = self.prose.text.ends_with(['.', '!', '?', '"', '”', ')']);
        if ends && text.starts_with(char::is_alphanumeric) {
            self.prose.text.push(' ');
        }
    }

    fn push_piece(&mut self, len: u32, source: Span) {
        let at = self.prose.text.len() as u32;
        if let Some(last) = self.prose.pieces.last_mut()
            && last.source.end == source.start
            && last.at + last.len == at
            && last.len == last.source.len()
            && len == source.len()
        {
            last.len += len;
            last.source.end = source.end;
            return;
        }
        self.prose.pieces.push(Piece { at, len, source });
    }

    /// Cuts the blocks into sentences, and finds where all of it stands on the page.
    pub(super) fn finish(mut self, page: Page<'_, '_>) -> Prose {
        self.end_block();
        let mut prose = self.prose;
        let mut paragraphs = std::mem::take(&mut prose.paragraphs);
        let mut locator = Locator::new(&prose.pieces);
        for paragraph in &mut paragraphs {
            let text = locator.locate(paragraph.text);
            paragraph.span = with_marks(text, prose.marks_of(paragraph));
            // A heading belongs to the section that starts where it ends.
            let is_heading = paragraph.kind == BlockKind::Heading;
            let at = if is_heading { line_end(page.text, text.end) } else { text.start };
            let section = sections::index_at(page.sections, at);
            paragraph.section = section as u32;
            paragraph.section_kind = page.section_kinds[section];
        }
        let mut order: Vec<u32> = (0..paragraphs.len() as u32).collect();
        order.sort_by_key(|&index| paragraphs[index as usize].span.start);
        // What came at place `order[i]` in the text comes at place `i` in the source.
        prose.paragraphs_by_text = vec![0; order.len()];
        for (&in_text, in_source) in order.iter().zip(0..) {
            prose.paragraphs_by_text[in_text as usize] = in_source;
        }
        paragraphs.sort_by_key(|paragraph| paragraph.span.start);
        let words = page.site.prose.sentence_words(&page.site.language);
        let mut cuts = Vec::new();
        for (paragraph, index) in paragraphs.iter_mut().zip(0..) {
            let first = prose.sentences.len() as u32;
            sentence::cuts(paragraph.text.of(&prose.text), words, &mut cuts);
            push_sentences(&mut prose, paragraph, index, &cuts);
            paragraph.sentences = first..prose.sentences.len() as u32;
        }
        prose.paragraphs = paragraphs;
        mark_lead(&mut prose);
        prose
    }
}

/// Adds the sentences of a block, which end at these offsets of its text.
fn push_sentences(prose: &mut Prose, paragraph: &Paragraph, index: u32, cuts: &[u32]) {
    let Paragraph { text, span, holds, .. } = *paragraph;
    if cuts.is_empty() {
        let marks = paragraph.marks.clone();
        prose.sentences.push(Sentence { text, span, paragraph: index, holds, marks });
        return;
    }
    let next = prose.pieces.partition_point(|piece| piece.at <= text.start);
    let pieces = &prose.pieces[next.saturating_sub(1)..];
    let pieces = &pieces[..pieces.partition_point(|piece| piece.at < text.end)];
    let mut locator = Locator::new(pieces);
    let base = text.start;
    let mut start = base;
    let mut mark = paragraph.marks.start;
    let ends = cuts.iter().map(|cut| base + cut);
    for end in ends.chain([text.end]) {
        let is_last = end == text.end;
        let first_mark = mark;
        while mark < paragraph.marks.end && (is_last || prose.marks[mark as usize].at <= end) {
            mark += 1;
        }
        let text = Span::new(start, end);
        let text = Span::new(start, start + text.of(&prose.text).trim_end().len() as u32);
        let marks = &prose.marks[first_mark as usize..mark as usize];
        let (span, holds) = (with_marks(locator.locate(text), marks), Marks::of(marks));
        let marks: Range<u32> = first_mark..mark;
        prose.sentences.push(Sentence { text, span, paragraph: index, holds, marks });
        start = end;
    }
}

/// The span, and that of the marks which reach beyond it.
fn with_marks(span: Span, marks: &[Mark]) -> Span {
    let start = marks.first().map_or(span.start, |mark| mark.span.start.min(span.start));
    let end = marks.last().map_or(span.end, |mark| mark.span.end.max(span.end));
    Span::new(start, end)
}

fn line_end(text: &str, at: u32) -> u32 {
    let newline = memchr::memchr(b'\n', &text.as_bytes()[at as usize..]);
    newline.map_or(text.len() as u32, |newline| at + newline as u32 + 1)
}

/// What each section holds: what its title says, else what the section round it holds.
pub(in crate::facts) fn section_kinds(
    text: &str,
    sections: &[Section],
    site: &Site,
) -> Vec<SectionKind> {
    let mut open: Vec<(u8, SectionKind)> = Vec::new();
    let kinds = sections.iter().map(|section| {
        if section.level == 0 {
            return SectionKind::Body;
        }
        while open.pop_if(|(level, _)| *level >= section.level).is_some() {}
        let outer = open.last().map_or(SectionKind::Body, |open| open.1);
        let title = section.title_span.of(text);
        let kind = site.prose.section_kind(title).unwrap_or(outer);
        open.push((section.level, kind));
        kind
    });
    kinds.collect()
}

/// Marks the text of the first section as the lead.
fn mark_lead(prose: &mut Prose) {
    let mut stretch = 0;
    for &index in &prose.paragraphs_by_text {
        let paragraph = &prose.paragraphs[index as usize];
        let end = paragraph.text.end;
        while let Some(it) = prose.stretches.get_mut(stretch).filter(|it| it.at < end) {
            if paragraph.section == 0 {
                it.context |= Context::LEAD;
            }
            stretch += 1;
        }
    }
}
