//! Comments in a page that silence rules.
//!
//! `<!-- citelint-disable ref-empty: reason -->` silences to the matching
//! `<!-- citelint-enable ref-empty -->` or the end; `citelint-disable-next-line` silences the
//! line after the comment, `citelint-disable-file` the whole page. Several rules may be named,
//! with spaces or commas between them; a group or `all` stands for its rules.

use rustc_hash::{FxHashMap, FxHashSet};

use super::diagnostic::Diagnostic;
use super::rule::RuleMeta;
use super::ruleset::RuleSet;
use crate::facts::Document;
use crate::syntax::tree::NodeId;
use crate::text::Span;

/// The rule about suppressions that silence nothing.
pub(super) const UNUSED_SUPPRESSION: &str = "unused-suppression";

/// The rule about words in suppressions that name no rule.
const UNKNOWN_RULE: &str = "unknown-rule-in-suppression";

/// The rules about suppressions, which no suppression is written for.
pub(crate) const ABOUT_SUPPRESSIONS: [&str; 2] = [UNUSED_SUPPRESSION, UNKNOWN_RULE];

/// The suppression comments of one page.
#[derive(Clone, Debug, Default)]
pub struct Suppressions<'s> {
    all: Vec<Suppression<'s>>,
    /// What each word covers: spans in order that do not overlap.
    covered: FxHashMap<&'s str, Vec<Span>>,
}

/// The words that stand for rules.
#[derive(Clone, Copy)]
struct Words<'a> {
    /// For any rule there is.
    known: &'a FxHashSet<&'static str>,
    /// For one that runs.
    running: &'a FxHashSet<&'static str>,
}

/// The words that any of these rules goes by.
fn words(rules: impl Iterator<Item = &'static RuleMeta>) -> FxHashSet<&'static str> {
    rules.flat_map(|rule| [rule.name, rule.group.name(), "all"]).collect()
}

/// One rule word of one suppression comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression<'s> {
    /// The comment.
    pub comment: Span,
    /// A rule, a group, or `all`, as written; empty in a comment that names nothing.
    pub word: &'s str,
    /// Where the word is; for an empty one, the comment.
    pub place: Span,
    /// Whether any rule goes by that word.
    pub known: bool,
    /// How many words the comment has.
    pub words: usize,
    /// The comment that ends it, if that does nothing else.
    pub end: Option<Span>,
    /// What it covers: diagnostics that start here are silenced.
    covers: Span,
    /// Whether one of the rules it names runs, so that there could be something to silence.
    runs: bool,
    used: bool,
}

impl<'s> Suppressions<'s> {
    pub(super) fn find(doc: &Document<'s>, rules: &RuleSet) -> Self {
        let mut found = Self::default();
        // Few pages have any.
        let is_about_us = |comment: &&NodeId| {
            let text = doc.tree.span(**comment).of(doc.text);
            memchr::memmem::find(text.as_bytes(), b"citelint-").is_some()
        };
        let mut comments = doc.comments.iter().filter(is_about_us).peekable();
        if comments.peek().is_none() {
            return found;
        }
        let (known, running) = (words(rules.all()), words(rules.enabled().map(|(rule, _)| rule)));
        let rules = Words { known: &known, running: &running };
        let mut open = FxHashMap::default();
        for &comment in comments {
            found.add(doc.text, doc.tree.span(comment), rules, &mut open);
        }
        for it in &found.all {
            found.covered.entry(it.word).or_default().push(it.covers);
        }
        found.covered.values_mut().for_each(join);
        found
    }

    /// Those that silenced nothing though they could have, in source order.
    pub fn unused(&self) -> impl Iterator<Item = &Suppression<'s>> {
        let silences_us = |it: &Suppression<'_>| it.word == UNUSED_SUPPRESSION;
        self.all.iter().filter(move |it| !it.used && it.runs && !silences_us(it))
    }

    /// Those that name no rule, in source order.
    pub fn unknown(&self) -> impl Iterator<Item = &Suppression<'s>> {
        self.all.iter().filter(|it| !it.known)
    }

    /// Takes out what is silenced; what silences it counts as used.
    pub(super) fn filter(&mut self, found: &mut Vec<Diagnostic>) {
        if self.all.is_empty() {
            return;
        }
        let mut silenced: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        found.retain(|diagnostic| {
            let at = diagnostic.span.start;
            let mut is_loud = true;
            for word in [diagnostic.rule.name, diagnostic.rule.group.name(), "all"] {
                if self.covered.get(word).is_some_and(|spans| covers(spans, at)) {
                    silenced.entry(word).or_default().push(at);
                    is_loud = false;
                }
            }
            is_loud
        });
        for offsets in silenced.values_mut() {
            offsets.sort_unstable();
        }
        for it in &mut self.all {
            let Some(offsets) = silenced.get(it.word) else { continue };
            let first = offsets.partition_point(|&at| at < it.covers.start);
            it.used |= offsets.get(first).is_some_and(|&at| at < it.covers.end);
        }
    }

    fn add(
        &mut self,
        text: &'s str,
        node: Span,
        rules: Words<'_>,
        open: &mut FxHashMap<&'s str, Vec<usize>>,
    ) {
        let Some(Directive { comment, verb, words }) = directive(text, node) else { return };
        let end = text.len() as u32;
        let covers = match verb {
            Verb::Enable => return self.end(comment, &words, open, text),
            // A problem may be reported at the very end of a page, hence one more.
            Verb::Disable => Span::new(comment.end, end + 1),
            Verb::DisableFile => Span::new(0, end + 1),
            Verb::DisableNextLine => next_line(text, comment.end),
        };
        let count = words.len();
        for place in words {
            let word = if place == comment { "" } else { place.of(text) };
            let (known, runs) = (rules.known.contains(word), rules.running.contains(word));
            if verb == Verb::Disable {
                open.entry(word).or_default().push(self.all.len());
            }
            self.all.push(Suppression {
                comment,
                word,
                place,
                known,
                words: count,
                end: None,
                covers,
                runs,
                used: false,
            });
        }
    }

    /// Ends the suppressions of these words at a comment.
    fn end(
        &mut self,
        comment: Span,
        words: &[Span],
        open: &mut FxHashMap<&'s str, Vec<usize>>,
        text: &'s str,
    ) {
        let mut ended: Vec<usize> = Vec::new();
        for word in words {
            ended.extend(open.remove(word.of(text)).unwrap_or_default());
        }
        let first = ended.first().map(|&at| (self.all[at].comment, self.all[at].words));
        let count = ended.len();
        let only = ended.iter().all(|&at| Some((self.all[at].comment, count)) == first);
        for at in ended {
            let it = &mut self.all[at];
            it.covers.end = comment.start;
            it.end = (only && words.len() == it.words).then_some(comment);
        }
    }
}

/// Joins spans that overlap or touch.
fn join(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, before| {
        let joins = next.start <= before.end;
        if joins {
            before.end = before.end.max(next.end);
        }
        joins
    });
}

/// Whether one of some spans, in order, holds an offset.
fn covers(spans: &[Span], offset: u32) -> bool {
    let next = spans.partition_point(|span| span.start <= offset);
    next.checked_sub(1).is_some_and(|last| offset < spans[last].end)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Enable,
    Disable,
    DisableFile,
    DisableNextLine,
}

/// A comment that silences rules, or ends that.
#[derive(Debug)]
struct Directive {
    comment: Span,
    verb: Verb,
    /// The words; the whole comment stands for none.
    words: Vec<Span>,
}

/// Where the words of a comment that silences the line after it end, so that one can be added;
/// `None` for any other line.
pub(crate) fn end_of_words(text: &str, line: Span) -> Option<u32> {
    let it = directive(text, line).filter(|it| it.verb == Verb::DisableNextLine)?;
    it.words.last().map(|word| word.end).filter(|&end| end < it.comment.end)
}

/// Reads the comment in a comment node, which may hold the white space round it too.
fn directive(text: &str, node: Span) -> Option<Directive> {
    let source = node.of(text);
    let comment = source.trim();
    let start = node.start + (source.len() - source.trim_start().len()) as u32;
    let content = comment.strip_prefix("<!--")?;
    let content = content.strip_suffix("-->").unwrap_or(content).trim();
    let (verb, rest) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
    let verb = match verb {
        "citelint-enable" => Verb::Enable,
        "citelint-disable" => Verb::Disable,
        "citelint-disable-file" => Verb::DisableFile,
        "citelint-disable-next-line" => Verb::DisableNextLine,
        _ => return None,
    };
    let (list, _reason) = rest.split_once(':').unwrap_or((rest, ""));
    let comment = Span::new(start, start + comment.len() as u32);
    let offset_of = |part: &str| (part.as_ptr().addr() - text.as_ptr().addr()) as u32;
    let separator = |c: char| c.is_whitespace() || c == ',';
    let words = list.split(separator).filter(|word| !word.is_empty());
    let mut words: Vec<Span> =
        words.map(|word| Span::new(offset_of(word), offset_of(word) + word.len() as u32)).collect();
    if words.is_empty() {
        words.push(comment);
    }
    Some(Directive { comment, verb, words })
}

/// The line after the one on which `offset` lies, its newline included.
fn next_line(text: &str, offset: u32) -> Span {
    let after = |from: u32| {
        let found = memchr::memchr(b'\n', &text.as_bytes()[from as usize..]);
        found.map_or(text.len() as u32, |at| from + at as u32 + 1)
    };
    let start = after(offset);
    let end = after(start);
    // At the end of a page a problem may lie just after the last character.
    Span::new(start, end + u32::from(end as usize == text.len()))
}

#[cfg(test)]
mod tests {
    use super::{Verb, covers, directive, join, next_line};
    use crate::text::Span;

    fn read(text: &str) -> Option<(Verb, Vec<&str>)> {
        let it = directive(text, Span::new(0, text.len() as u32))?;
        Some((it.verb, it.words.iter().map(|word| word.of(text)).collect()))
    }

    #[test]
    fn reads_directives_with_and_without_a_reason() {
        let text = " <!-- citelint-disable ref-empty, dates: a: b -->\n";
        assert_eq!(read(text), Some((Verb::Disable, vec!["ref-empty", "dates"])));
        assert_eq!(read("<!--citelint-enable all-->"), Some((Verb::Enable, vec!["all"])));
        let none = "<!-- citelint-disable -->";
        assert_eq!(read(none), Some((Verb::Disable, vec![none])));
        let open = "<!-- citelint-disable-next-line a";
        assert_eq!(read(open), Some((Verb::DisableNextLine, vec!["a"])));
        assert_eq!(read("<!-- about citelint-disable -->"), None);
    }

    #[test]
    fn spans_of_a_word_are_joined() {
        let mut spans = vec![Span::new(5, 9), Span::new(0, 3), Span::new(3, 4), Span::new(6, 7)];
        join(&mut spans);
        assert_eq!(spans, [Span::new(0, 4), Span::new(5, 9)]);
        assert!(covers(&spans, 3) && !covers(&spans, 4) && covers(&spans, 8));
    }

    #[test]
    fn the_next_line_ends_with_its_newline_or_the_page() {
        assert_eq!(next_line("a\nbc\nd\n", 0), Span::new(2, 5));
        assert_eq!(next_line("a\nbc", 0), Span::new(2, 5));
        assert_eq!(next_line("a", 1), Span::new(1, 2));
    }
}
