//! One pass of a pack over the prose of a page.

use std::cmp::Reverse;

use super::words::{Match, Words};
use crate::facts::Document;
use crate::facts::prose::{BlockKind, Context, Paragraph, Sentence};
use crate::site::SectionKind;
use crate::site::wording::{Conditions, Entry, Level, Pack, Role, Root};
use crate::text::Span;

/// One place where an entry of the pack fits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'p> {
    /// What fits.
    pub(crate) entry: &'p Entry,
    /// How much it matters there.
    pub(crate) level: Level,
    /// The place, as offsets into the text of the prose.
    pub(crate) text: Span,
    /// Whether it is the one of its category that is reported of its sentence.
    pub(crate) is_reported: bool,
}

/// Finds what the entries of a pack fit, block by block.
pub(super) fn scan<'p>(pack: &'p Pack, doc: &Document<'_>) -> Vec<Found<'p>> {
    let prose = doc.prose();
    let mut scanner = Scanner {
        pack,
        doc,
        words: Words::default(),
        hits: Hits::default(),
        taken_until: Vec::new(),
        found: Vec::new(),
    };
    for paragraph in prose.paragraphs() {
        let of_block = of_block(paragraph);
        if of_block.intersects(pack.skip) {
            continue;
        }
        for sentence in prose.sentences_of(paragraph) {
            scanner.sentence(sentence, of_block);
        }
    }
    scanner.found
}

struct Scanner<'p, 'a, 's> {
    pack: &'p Pack,
    doc: &'a Document<'s>,
    words: Words,
    hits: Hits,
    /// The first word behind the last match of each category.
    taken_until: Vec<usize>,
    found: Vec<Found<'p>>,
}

/// What the phrases match in one sentence.
#[derive(Default)]
struct Hits {
    entries: Vec<(u32, Match)>,
    exceptions: Vec<Match>,
    attributions: Vec<Match>,
    negations: Vec<Match>,
}

impl<'p> Scanner<'p, '_, '_> {
    fn sentence(&mut self, sentence: &Sentence, of_block: Conditions) {
        let text = self.doc.prose().text();
        if !self.pack.net.may_find_entry(text, sentence.text) {
            return;
        }
        self.words.read(text, sentence.text, &self.pack.net);
        if !self.collect(text) {
            return;
        }
        let of_sentence = of_block.and(Conditions::CITED.when(sentence.holds.are_cited()));
        let first = self.found.len();
        let mut entries = std::mem::take(&mut self.hits.entries);
        // Of several matches in one place the longest counts, then that which matters most.
        let level = |entry: u32| self.pack.entries[entry as usize].level;
        entries.sort_by_key(|&(entry, it)| (it.first, Reverse(it.last), Reverse(level(entry))));
        self.hits.exceptions.sort_by_key(|it| it.first);
        self.hits.negations.sort_by_key(|it| it.last);
        self.taken_until.clear();
        self.taken_until.resize(self.pack.categories.len(), 0);
        let exceptions = std::mem::take(&mut self.hits.exceptions);
        let mut excepted = exceptions.iter().peekable();
        // The first word behind all exceptions that start so far.
        let mut excepted_until = 0;
        let mut accepted = Vec::new();
        for &(entry, found) in &entries {
            while let Some(exception) = excepted.next_if(|it| it.first <= found.first) {
                excepted_until = excepted_until.max(exception.last + 1);
            }
            let category = self.pack.entries[entry as usize].category as usize;
            let is_free = found.last >= excepted_until && found.first >= self.taken_until[category];
            if is_free && let Some(found_here) = self.accept(text, entry, found, of_sentence) {
                self.taken_until[category] = found.last + 1;
                accepted.push(found_here);
            }
        }
        self.found.append(&mut accepted);
        self.hits.entries = entries;
        self.hits.exceptions = exceptions;
        self.choose(first);
    }

    /// Finds the entries that fit in the sentence, and all that says more of them; `false` if there are
    /// none.
    fn collect(&mut self, text: &str) -> bool {
        let Hits { entries, exceptions, attributions, negations } = &mut self.hits;
        let net = &self.pack.net;
        entries.clear();
        self.words.phrases(text, net, Root::Entries, |role, found| {
            if let Role::Entry(entry) = role {
                entries.push((entry, found));
            }
        });
        if entries.is_empty() {
            return false;
        }
        exceptions.clear();
        attributions.clear();
        negations.clear();
        self.words.phrases(text, net, Root::Circumstances, |role, found| match role {
            Role::Exception => exceptions.push(found),
            Role::Attribution => attributions.push(found),
            Role::Negation => negations.push(found),
            Role::Entry(_) | Role::Beside => {}
        });
        true
    }

    /// Takes a match if nothing speaks against it.
    fn accept(
        &mut self,
        text: &str,
        index: u32,
        found: Match,
        outer: Conditions,
    ) -> Option<Found<'p>> {
        let entry = &self.pack.entries[index as usize];
        if self.words.is_in_compound(text, found) || !self.neighbours_fit(text, entry, found) {
            return None;
        }
        let words = &self.words;
        let span = words.span(found);
        let prose = self.doc.prose();
        let context = prose.context_of(span.start) | prose.context_of(span.end - 1);
        let negations = &self.hits.negations;
        let next = negations.partition_point(|it| it.last < found.first);
        let is_near = |it: &Match| found.first - it.last <= self.pack.negation_reach + 1;
        let is_negated = next.checked_sub(1).is_some_and(|index| is_near(&negations[index]));
        let is_attributed = self.hits.attributions.iter().any(|it| !it.overlaps(found));
        let conditions = outer
            .and(of_context(context))
            .and(Conditions::PROPER_NAME.when(words.is_proper_name(text, found)))
            .and(Conditions::NEGATED.when(is_negated))
            .and(Conditions::ATTRIBUTED.when(is_attributed));
        if conditions.intersects(entry.skip) {
            return None;
        }
        let is_lower = conditions.intersects(entry.lower);
        let level = if is_lower { entry.level.min(Level::Info) } else { entry.level };
        Some(Found { entry, level, text: span, is_reported: false })
    }

    /// Whether what stands beside a match is as the entry wants it.
    fn neighbours_fit(&mut self, text: &str, entry: &Entry, found: Match) -> bool {
        let (words, net) = (&mut self.words, &self.pack.net);
        let mut after = |node: Option<u32>, otherwise: bool| {
            node.map_or(otherwise, |node| words.come_after(text, net, node, found.last))
        };
        if after(entry.unless_before, false) || !after(entry.only_before, true) {
            return false;
        }
        let mut before = |node: Option<u32>, otherwise: bool| {
            node.map_or(otherwise, |node| words.come_before(text, net, node, found.first))
        };
        !before(entry.unless_after, false) && before(entry.only_after, true)
    }

    /// Chooses what is reported of a sentence, whose findings are those from `first` on: of each
    /// category the first that matters most.
    fn choose(&mut self, first: usize) {
        let mut best: Vec<Option<usize>> = vec![None; self.pack.categories.len()];
        for (index, found) in self.found.iter().enumerate().skip(first) {
            let best = &mut best[found.entry.category as usize];
            if best.is_none_or(|best| found.level > self.found[best].level) {
                *best = Some(index);
            }
        }
        for index in best.into_iter().flatten() {
            self.found[index].is_reported = true;
        }
    }
}

/// What a block is.
fn of_block(paragraph: &Paragraph) -> Conditions {
    let kind = match paragraph.kind {
        BlockKind::Paragraph => Conditions::default(),
        BlockKind::Heading => Conditions::HEADING,
        BlockKind::ListItem => Conditions::LIST,
        BlockKind::TableCell => Conditions::TABLE,
        BlockKind::Caption => Conditions::CAPTION,
        BlockKind::Preformatted => Conditions::PREFORMATTED,
    };
    kind.and(match paragraph.section_kind {
        SectionKind::Body => Conditions::default(),
        SectionKind::References => Conditions::REFERENCES,
        SectionKind::Links => Conditions::LINKS,
        SectionKind::Plot => Conditions::PLOT,
        SectionKind::Works => Conditions::WORKS,
    })
}

/// What a stretch of text is.
fn of_context(context: Context) -> Conditions {
    let kinds = [
        (Context::QUOTATION, Conditions::QUOTATION),
        (Context::TITLE, Conditions::TITLE),
        (Context::LINK, Conditions::LINK),
        (Context::EMPHASIS, Conditions::EMPHASIS),
        (Context::FOREIGN, Conditions::FOREIGN),
        (Context::LEAD, Conditions::LEAD),
    ];
    let of_kind = |all: Conditions, (kind, condition): (Context, Conditions)| {
        all.and(condition.when(context.intersects(kind)))
    };
    kinds.into_iter().fold(Conditions::default(), of_kind)
}
