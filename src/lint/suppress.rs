//! Comments in a page that silence rules.
//!
//! `<!-- citelint-disable ref-empty: reason -->` silences to the matching
//! `<!-- citelint-enable ref-empty -->` or the end; `citelint-disable-next-line` silences the
//! line after the comment, `citelint-disable-file` the whole page. Several rules may be named,
//! with spaces or commas between them; a group or `all` stands for its rules.

use super::diagnostic::Diagnostic;
use super::rule::RuleMeta;
use super::ruleset::RuleSet;
use super::selection::names;
use crate::facts::Document;
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// The rule about suppressions that silence nothing.
pub(super) const UNUSED_SUPPRESSION: &str = "unused-suppression";

/// The suppression comments of one page.
#[derive(Clone, Debug, Default)]
pub struct Suppressions<'s> {
    all: Vec<Suppression<'s>>,
}

/// One rule word of one suppression comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression<'s> {
    /// The comment.
    pub comment: Span,
    /// A rule, a group, or `all`, as written; empty in a comment that names nothing.
    pub word: &'s str,
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
        // Few pages have any: do not walk the tree of the others.
        if memchr::memmem::find(doc.text.as_bytes(), b"citelint-").is_some() {
            for (_, node) in
                doc.tree.preorder().filter(|(_, node)| node.kind() == NodeKind::Comment)
            {
                found.add(doc.text, node.span(), rules);
            }
        }
        found
    }

    /// Those that silenced nothing though they could have, in source order.
    pub fn unused(&self) -> impl Iterator<Item = &Suppression<'s>> {
        let silences_us = |it: &Suppression<'_>| it.word == UNUSED_SUPPRESSION;
        self.all.iter().filter(move |it| !it.used && (it.runs || !it.known) && !silences_us(it))
    }

    /// Whether a diagnostic is silenced; if so, what silences it counts as used.
    pub(super) fn suppress(&mut self, diagnostic: &Diagnostic) -> bool {
        let at = diagnostic.span.start;
        let mut suppressed = false;
        for it in &mut self.all {
            let covered = it.covers.start <= at && at < it.covers.end;
            if covered && names(it.word, diagnostic.rule) {
                it.used = true;
                suppressed = true;
            }
        }
        suppressed
    }

    fn add(&mut self, text: &'s str, node: Span, rules: &RuleSet) {
        let Some(Directive { comment, verb, words }) = directive(text, node) else { return };
        let end = text.len() as u32;
        let covers = match verb {
            Verb::Enable => return self.end(comment, &words),
            // A problem may be reported at the very end of a page, hence one more.
            Verb::Disable => Span::new(comment.end, end + 1),
            Verb::DisableFile => Span::new(0, end + 1),
            Verb::DisableNextLine => next_line(text, comment.end),
        };
        let count = words.len();
        for word in words {
            let named = |rule: &&'static RuleMeta| names(word, rule);
            let known = rules.all().any(|rule| named(&rule));
            let runs = rules.enabled().any(|(rule, _)| named(&rule));
            self.all.push(Suppression {
                comment,
                word,
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
    fn end(&mut self, comment: Span, words: &[&str]) {
        let at = comment.start;
        let is_open =
            |it: &Suppression<'_>| it.covers.start == it.comment.end && it.covers.end > at;
        let mut ended: Vec<_> =
            self.all.iter_mut().filter(|it| is_open(it) && words.contains(&it.word)).collect();
        let first = ended.first().map(|it| (it.comment, it.words));
        let only = ended.iter().all(|it| Some((it.comment, ended.len())) == first);
        for it in &mut ended {
            it.covers.end = at;
            it.end = (only && words.len() == it.words).then_some(comment);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Enable,
    Disable,
    DisableFile,
    DisableNextLine,
}

#[derive(Debug)]
struct Directive<'s> {
    comment: Span,
    verb: Verb,
    words: Vec<&'s str>,
}

/// Reads the comment in a comment node, which may hold the white space round it too.
fn directive(text: &str, node: Span) -> Option<Directive<'_>> {
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
    let separator = |c: char| c.is_whitespace() || c == ',';
    let mut words: Vec<&str> = list.split(separator).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        words.push("");
    }
    Some(Directive { comment: Span::new(start, start + comment.len() as u32), verb, words })
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
    use super::{Directive, Verb, directive, next_line};
    use crate::text::Span;

    fn read(text: &str) -> Option<Directive<'_>> {
        directive(text, Span::new(0, text.len() as u32))
    }

    #[test]
    fn reads_directives_with_and_without_a_reason() {
        let it = read(" <!-- citelint-disable ref-empty, dates: a: b -->\n").expect("a directive");
        assert_eq!((it.verb, it.words), (Verb::Disable, vec!["ref-empty", "dates"]));
        assert_eq!(it.comment, Span::new(1, 49));
        let it = read("<!--citelint-enable all-->").expect("a directive");
        assert_eq!((it.verb, it.words), (Verb::Enable, vec!["all"]));
        let it = read("<!-- citelint-disable -->").expect("a directive");
        assert_eq!(it.words, [""]);
        let it = read("<!-- citelint-disable-next-line a").expect("a directive in an open comment");
        assert_eq!((it.verb, it.words), (Verb::DisableNextLine, vec!["a"]));
        assert!(read("<!-- about citelint-disable -->").is_none());
    }

    #[test]
    fn the_next_line_ends_with_its_newline_or_the_page() {
        assert_eq!(next_line("a\nbc\nd\n", 0), Span::new(2, 5));
        assert_eq!(next_line("a\nbc", 0), Span::new(2, 5));
        assert_eq!(next_line("a", 1), Span::new(1, 2));
    }
}
