//! What in a text needs a source of its own: quotations, numbers, telling words.

use super::numerals::numerals;
use super::{Passage, Reach};
use crate::facts::Document;
use crate::facts::prose::{Context, Prose, Sentence};
use crate::site::{Cue, StatementWords, Statements};
use crate::text::Span;
use crate::word::{self, Word};

/// Something that needs a source of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is.
    pub kind: ClaimKind,
    /// The telling words, as offsets into [`Prose::text`].
    pub text: Span,
    /// The block that it stands in, as an index into [`Prose::paragraphs`].
    pub paragraph: u32,
}

/// What a [`Claim`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// Others' words.
    Quotation,
    /// A share, a sum of money, a large number.
    Statistic,
    /// That something is the largest, the first, the only one.
    Superlative,
    /// A view without the name of who holds it.
    Attribution,
    /// What can harm the person that it is said of.
    Contentious,
}

/// Text in which words are not the page's own.
const OTHERS: [Context; 3] = [Context::QUOTATION, Context::TITLE, Context::FOREIGN];

/// Looks for claims, paragraph by paragraph.
pub(super) struct Reader<'a> {
    prose: &'a Prose,
    data: &'a Statements,
    words: Option<&'a StatementWords>,
    /// How far sources reach.
    reach: Reach,
    /// The words of the sentence at hand.
    parts: Vec<Word>,
    /// The same, where an apostrophe parts none.
    row: Vec<Span>,
    /// Their numbers.
    numbers: Vec<u32>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(doc: &'a Document<'_>, reach: Reach) -> Self {
        let data = &doc.site.statements;
        Self {
            prose: doc.prose(),
            data,
            words: data.words(&doc.site.language),
            reach,
            parts: Vec::new(),
            row: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// Adds the claims of a paragraph that no source reaches.
    pub(super) fn read(&mut self, passage: &Passage, settled: &[bool], found: &mut Vec<Claim>) {
        let is_settled = |sentence: u32| settled[sentence as usize];
        let end = self.prose.paragraphs()[passage.paragraph as usize].text.end;
        let sentences = self.prose.sentences();
        let reach = self.reach;
        let is_open = |sentence: u32| match reach {
            Reach::Paragraph => sentence >= passage.open_from,
            Reach::Sentence => true,
        };
        let mut quoted_until = 0;
        for index in passage.sentences.clone() {
            let sentence = &sentences[index as usize];
            if is_settled(index) {
                continue;
            }
            let text = sentence.text.start.max(quoted_until);
            let text = Span::new(text.min(sentence.text.end), sentence.text.end);
            if let Some(quotation) = self.quotation(text, end) {
                // A quotation may go on in the next sentences: its source stands at its end.
                let ends_in = |&it: &u32| sentences[it as usize].text.end >= quotation.end;
                let last = (index..passage.sentences.end).find(ends_in).unwrap_or(index);
                if is_open(last) && !(index..=last).any(is_settled) {
                    let kind = ClaimKind::Quotation;
                    let paragraph = passage.paragraph;
                    found.push(Claim { kind, text: quotation, paragraph });
                }
                quoted_until = quotation.end;
            }
            if is_open(index) {
                self.cues(sentence, found);
            }
        }
    }

    /// The longest quotation that starts in a stretch of the text. It may go on beyond it, up to the
    /// end of the paragraph.
    fn quotation(&self, text: Span, end: u32) -> Option<Span> {
        if text.is_empty() {
            return None;
        }
        let mut longest: Option<Span> = None;
        let mut open: Option<Span> = None;
        for (span, context) in self.prose.stretches(Span::new(text.start, end)) {
            let is_quoted =
                context.intersects(Context::QUOTATION) && !context.intersects(Context::TITLE);
            // Markup in a quotation cuts it into several stretches.
            open = match open {
                Some(quotation) if is_quoted => Some(Span::new(quotation.start, span.end)),
                None if is_quoted && span.start < text.end => Some(span),
                _ if span.start >= text.end => break,
                _ => None,
            };
            let is_longer = |it: &Span| longest.is_none_or(|longest| it.len() > longest.len());
            longest = open.filter(is_longer).or(longest);
        }
        longest
    }

    /// Reads the words of a sentence. An apostrophe between letters is a part of the word.
    fn split_words(&mut self, words: &StatementWords, text: &str, sentence: Span) {
        word::split(text, sentence, &mut self.parts);
        self.row.clear();
        self.numbers.clear();
        for part in &self.parts {
            let word = part.span;
            if let [.., last] = self.row.as_mut_slice()
                && is_apostrophe(&text.as_bytes()[last.end as usize..word.start as usize])
                && let [.., number] = self.numbers.as_mut_slice()
            {
                last.end = word.end;
                *number = words.cues.number_of(last.of(text));
            } else {
                self.row.push(word);
                self.numbers.push(words.cues.number(part, text));
            }
        }
    }

    fn cues(&mut self, sentence: &Sentence, found: &mut Vec<Claim>) {
        let Some(words) = self.words else { return };
        let text = self.prose.text();
        if sentence.text.of(text).ends_with([':', '：']) {
            // It leads on to a list, where the sources stand.
            return;
        }
        let mut seen = 0_u8;
        let prose = self.prose;
        let is_own = |at: u32| {
            let context = prose.context_of(at);
            !OTHERS.into_iter().any(|other| context.intersects(other))
        };
        let mut add = |kind: ClaimKind, span: Span| {
            let bit = 1 << kind as u8;
            if seen & bit == 0 && is_own(span.start) {
                seen |= bit;
                let paragraph = sentence.paragraph;
                found.push(Claim { kind, text: span, paragraph });
            }
        };
        let mut number_end = 0;
        for word in numerals(text, sentence.text) {
            if word.start >= number_end {
                let number = number(text, sentence.text, word);
                number_end = number.end;
                if let Some(span) = measure(text, sentence.text, number, self.data, words) {
                    add(ClaimKind::Statistic, span);
                }
            }
        }
        if !words.cues.may_find(text, sentence.text) {
            return;
        }
        self.split_words(words, text, sentence.text);
        for (span, cue) in words.cues.find(text, &self.row, &self.numbers) {
            let starts_high = span.of(text).starts_with(char::is_uppercase);
            let is_first = self.row.first().is_some_and(|first| first.start == span.start);
            if starts_high && !is_first {
                continue;
            }
            let kind = match cue {
                Cue::Superlative => ClaimKind::Superlative,
                Cue::Attribution => ClaimKind::Attribution,
                Cue::Contentious => ClaimKind::Contentious,
                Cue::Nothing => continue,
            };
            add(kind, span);
        }
    }
}

fn is_apostrophe(between: &[u8]) -> bool {
    // The second is U+2019 in UTF-8.
    matches!(between, b"'" | [0xe2, 0x80, 0x99])
}

/// A whole number such as `1,204.5`, of which this is the first word.
fn number(text: &str, sentence: Span, word: Span) -> Span {
    let bytes = &text.as_bytes()[..sentence.end as usize];
    let mut end = word.end as usize;
    while end + 1 < bytes.len()
        && matches!(bytes[end], b'.' | b',')
        && bytes[end + 1].is_ascii_digit()
    {
        end += 1;
        while end < bytes.len() && bytes[end].is_ascii_digit() {
            end += 1;
        }
    }
    Span::new(word.start, end as u32)
}

/// A number with the currency or the unit that stands before or behind it.
fn measure(
    text: &str,
    sentence: Span,
    number: Span,
    data: &Statements,
    words: &StatementWords,
) -> Option<Span> {
    let before = &text[sentence.start as usize..number.start as usize];
    let after = &text[number.end as usize..sentence.end as usize];
    let rest = after.trim_start_matches([' ', '\u{a0}', '-']);
    let joint = after.len() - rest.len();
    let unit = if joint <= 2 { words.unit_at(rest) } else { None };
    let currency = data.currency_before(before.trim_end_matches([' ', '\u{a0}']));
    let is_money = || currency.is_some() || joint <= 2 && data.starts_with_currency(rest);
    (unit.is_some() || is_money()).then(|| {
        let start = currency.map_or(number.start, |at| sentence.start + at as u32);
        let end = unit.map_or(0, |length| joint + length) as u32;
        Span::new(start, number.end + end)
    })
}
