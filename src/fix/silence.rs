//! Writes the comments that silence the findings of a page.
//!
//! A comment goes on a line of its own before the finding, which MediaWiki leaves out with its line
//! break, so that readers see what they saw. Before the first line of a page it would keep the line
//! break, which readers may see as a gap: there one comment starts the line and another ends it.
//! Where no comment can stand, as in `<nowiki>`, or where it would be seen, as in `<poem>`, one at
//! the end of the page silences the rule for all of it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::apply::Edits;
use super::unseen::Unseen;
use super::{Counts, FixCount};
use crate::lint::{ABOUT_SUPPRESSIONS, Diagnostic, Edit, RuleSet, end_of_words, lint_document};
use crate::site::Site;
use crate::text::{LineIndex, Span};

/// A page with its suppressions.
#[derive(Clone, Debug)]
pub struct Silenced {
    /// The text with the comments in it.
    pub text: String,
    /// For how many findings comments were written, by rule.
    pub silenced: Vec<FixCount>,
    /// What is still found.
    pub remaining: Vec<Diagnostic>,
}

/// Writes comments that silence these findings of a page.
///
/// # Panics
/// If what the comments make of `text` is longer than [`crate::text::MAX_SOURCE_BYTES`].
pub fn silence(
    text: &str,
    site: &Site,
    rules: &RuleSet,
    found: &[Diagnostic],
    reason: &str,
) -> Silenced {
    let is_meant = |it: &&Diagnostic| !ABOUT_SUPPRESSIONS.contains(&it.rule.name);
    let found: Vec<&Diagnostic> = found.iter().filter(is_meant).collect();
    let page = Page { text, lines: LineIndex::new(text), reason };
    let mut lines: BTreeMap<u32, BTreeSet<&'static str>> = BTreeMap::new();
    for it in &found {
        lines.entry(page.line(it)).or_default().insert(it.rule.name);
    }
    let write = |comments: Vec<Comment>| Written::new(&comments, text, site, rules);

    // Before the word that makes a page a redirect nothing can stand.
    let mut whole_page = BTreeSet::new();
    if page.is_redirect(site) {
        whole_page.extend(lines.remove(&1).unwrap_or_default());
    }
    let mut written = write(page.comments(&lines, &whole_page));
    let mut left = written.left(&found);
    if !left.is_empty() || !written.seen.is_empty() {
        for line in written.seen.iter().flatten() {
            whole_page.extend(lines.remove(line).unwrap_or_default());
        }
        for it in &left {
            whole_page.insert(it.rule.name);
            if let Some(rules) = lines.get_mut(&page.line(it)) {
                rules.remove(it.rule.name);
            }
        }
        written = write(page.comments(&lines, &whole_page));
        left = written.left(&found);
    }
    if !left.is_empty() || !written.seen.is_empty() {
        // The end of the page is no place for comments either, as where one is never closed.
        written = write(page.comments(&lines, &BTreeSet::new()));
        left = written.left(&found);
    }
    let left: FxHashSet<(u32, &str)> = left.iter().map(|it| key(it)).collect();
    let mut silenced = Counts::default();
    for it in found.iter().filter(|it| !left.contains(&key(it))) {
        silenced.count(it.rule, "silenced");
    }
    Silenced { text: written.text, silenced: silenced.finish(), remaining: written.found }
}

fn key(it: &Diagnostic) -> (u32, &'static str) {
    (it.span.start, it.rule.name)
}

struct Page<'a> {
    text: &'a str,
    lines: LineIndex,
    reason: &'a str,
}

impl Page<'_> {
    fn is_redirect(&self, site: &Site) -> bool {
        let start = self.text.trim_start_matches('\u{feff}').trim_start();
        site.redirect_words
            .iter()
            .any(|word| start.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word)))
    }

    /// The line, from 1, that a finding starts on.
    fn line(&self, it: &Diagnostic) -> u32 {
        self.lines.position(self.text, it.span.start).line
    }

    /// The comments for the rules of each line, and for those of the whole page, in source order.
    fn comments(
        &self,
        lines: &BTreeMap<u32, BTreeSet<&'static str>>,
        whole_page: &BTreeSet<&'static str>,
    ) -> Vec<Comment> {
        let mut comments = Vec::new();
        for (&line, rules) in lines.iter().filter(|(_, rules)| !rules.is_empty()) {
            let words = join(rules);
            let mut add = |at, text| comments.push(Comment { line: Some(line), at, text });
            if line == 1 {
                // A byte order mark stays the first of all characters.
                let mark = u32::from(self.text.starts_with('\u{feff}')) * 3;
                let end = self.text.lines().next().map_or(0, str::len) as u32;
                add(mark, self.comment("disable", &words));
                add(end.max(mark), format!("<!-- citelint-enable {words} -->"));
                continue;
            }
            let start = self.lines.start(line);
            let before = Span::new(self.lines.start(line - 1), start);
            match end_of_words(self.text, before) {
                Some(end) => add(end, format!(", {words}")),
                None => add(start, self.comment("disable-next-line", &words) + "\n"),
            }
        }
        if !whole_page.is_empty() {
            // A line break that was not there could be seen.
            let is_line = self.text.is_empty() || self.text.ends_with('\n');
            let text = self.comment("disable-file", &join(whole_page));
            let text = if is_line { text + "\n" } else { text };
            comments.push(Comment { line: None, at: self.text.len() as u32, text });
        }
        // What the second line adds to a comment of the first one stands before that line's end.
        comments.sort_by_key(|it| it.at);
        if self.text.contains("\r\n") {
            for it in &mut comments {
                it.text = it.text.replace('\n', "\r\n");
            }
        }
        comments
    }

    fn comment(&self, what: &str, words: &str) -> String {
        let reason = self.reason;
        let colon = if reason.is_empty() { "" } else { ": " };
        format!("<!-- citelint-{what} {words}{colon}{reason} -->")
    }
}

fn join(rules: &BTreeSet<&'static str>) -> String {
    rules.iter().copied().collect::<Vec<_>>().join(", ")
}

/// What is written for a line, from 1, or for the whole page.
struct Comment {
    line: Option<u32>,
    /// Where it goes, in bytes from 0.
    at: u32,
    /// A comment with the line breaks round it, or more words for one that is there.
    text: String,
}

/// A page with comments, and what is found in it.
struct Written {
    text: String,
    edits: Vec<Edit>,
    found: Vec<Diagnostic>,
    /// For what comments were written that readers would see.
    seen: Vec<Option<u32>>,
}

impl Written {
    fn new(comments: &[Comment], before: &str, site: &Site, rules: &RuleSet) -> Self {
        let edits: Vec<Edit> =
            comments.iter().map(|it| Edit::insert(it.at, it.text.clone())).collect();
        let text = Edits::new(edits.iter()).apply(before);
        let doc = rules.parse(&text, site);
        let unseen = Unseen::new(&doc);
        let mut shift = 0;
        let mut seen = Vec::new();
        for it in comments {
            let start = it.at + shift;
            shift += it.text.len() as u32;
            if !unseen.holds(Span::new(start, it.at + shift)) {
                seen.push(it.line);
            }
        }
        let found = lint_document(&doc, rules);
        Self { text, edits, found, seen }
    }

    /// Those of the findings that are still found.
    fn left<'d>(&self, before: &[&'d Diagnostic]) -> Vec<&'d Diagnostic> {
        let edits = Edits::new(self.edits.iter());
        let now: FxHashSet<(u32, &str)> = self.found.iter().map(key).collect();
        let is_left = |it: &&&Diagnostic| now.contains(&(edits.moved(it.span.start), it.rule.name));
        before.iter().filter(is_left).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::silence;
    use crate::lint::{LintOptions, RuleSet, Selection, lint};
    use crate::rules::ALL;
    use crate::site::Site;

    fn silenced(text: &str) -> (String, usize) {
        let select = vec!["ref-stray-close".to_owned(), "residue".to_owned()];
        let selection = Selection { select, ..Selection::default() };
        let options = LintOptions { selection, ..LintOptions::default() };
        let rules = RuleSet::new(ALL, &options).expect("known rules");
        let site = Site::mediawiki();
        let done = silence(text, site, &rules, &lint(text, site, &rules), "as printed");
        (done.text, done.remaining.len())
    }

    #[test]
    fn a_comment_goes_before_the_line() {
        let comment = "<!-- citelint-disable-next-line ref-stray-close: as printed -->";
        let (text, left) = silenced("\u{feff}a</ref>\r\nb\r\nc</ref> d</ref>\r\n");
        let (start, end) =
            (comment.replace("-next-line", ""), "<!-- citelint-enable ref-stray-close -->");
        let expected =
            format!("\u{feff}{start}a</ref>{end}\r\nb\r\n{comment}\r\nc</ref> d</ref>\r\n");
        assert_eq!((text, left), (expected, 0));
    }

    #[test]
    fn a_comment_that_is_there_takes_one_more_rule() {
        let page = "<!-- citelint-disable-next-line dates: x -->\na</ref>\n";
        let expected = "<!-- citelint-disable-next-line dates, ref-stray-close: x -->\na</ref>\n";
        assert_eq!(silenced(page), (expected.to_owned(), 0));
    }

    #[test]
    fn a_comment_that_readers_would_see_is_written_elsewhere() {
        let file = "<!-- citelint-disable-file ref-stray-close: as printed -->";
        for page in ["<poem>\na\nb</ref>\n</poem>\n", "<!-- a\nb -->\n<poem>\na</ref>\n</poem>\n"] {
            assert_eq!(silenced(page), (format!("{page}{file}\n"), 0));
        }
        // At the end of this page a comment would be none.
        let page = "<poem>\na</ref>\n</poem>\n<!-- b\n";
        assert_eq!(silenced(page).0, page);
    }

    #[test]
    fn where_no_comment_can_stand_the_page_is_silenced() {
        let page = "{{a\n|b=<ref name=\"x\n\" />\n}}\n<ref\nname=a</ref>";
        let (text, left) = silenced(page);
        assert_eq!(left, 0, "{text}");
    }
}
