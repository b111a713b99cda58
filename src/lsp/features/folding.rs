//! What can be folded away.

use lsp_types::{FoldingRange, FoldingRangeKind};
use rustc_hash::FxHashSet;

use crate::lsp::page::Page;
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// How many lines a list has at least that can be folded.
const SHORTEST_LIST: u32 = 3;

/// How long a line is at most that holds nothing but the end of something, in bytes.
const LONGEST_END: u32 = 40;

/// What can be folded away: sections, and what takes several lines: refs and other tags, templates,
/// tables, comments and lists. Line by line; the line with the end stays in sight where nothing but
/// the end stands on it.
pub(in crate::lsp) fn folding_ranges(page: &Page<'_>) -> Vec<FoldingRange> {
    let doc = page.doc;
    let mut folds = Folds { page, found: Vec::new(), known: FxHashSet::default() };
    for section in doc.sections.iter().filter(|section| section.level > 0) {
        folds.add(section.span, None, false);
    }
    let mut list_end = 0;
    for (_, node) in doc.tree.preorder() {
        use NodeKind::{
            Comment, ExtensionTag, InclusionTag, List, Nowiki, ParserFunction, Preformatted, Ref,
            References, Table, Template,
        };
        let span = node.span();
        match node.kind() {
            Comment => folds.add(span, Some(FoldingRangeKind::Comment), false),
            Ref | References | ExtensionTag | Nowiki | InclusionTag | Template | ParserFunction
            | Table => folds.add(span, None, true),
            // The lists in a list fold with it.
            List | Preformatted if span.start >= list_end => {
                list_end = span.end;
                if folds.lines(span) >= SHORTEST_LIST {
                    folds.add(span, None, false);
                }
            }
            _ => {}
        }
    }
    folds.found
}

struct Folds<'a, 'p> {
    page: &'a Page<'p>,
    found: Vec<FoldingRange>,
    known: FxHashSet<(u32, u32)>,
}

impl Folds<'_, '_> {
    /// Adds what takes more than one line; `has_end` if it ends in a mark of its own.
    fn add(&mut self, span: Span, kind: Option<FoldingRangeKind>, has_end: bool) {
        let (first, mut last, end) = self.ends(span);
        if first == last {
            return;
        }
        let line_start = self.page.positions.line_start(last);
        let is_short = end - line_start < LONGEST_END;
        let last_line = Span::new(line_start, end).of(self.page.doc.text);
        let marks = ["}}", "|}", "</"];
        if has_end && is_short && marks.iter().any(|mark| last_line.trim().starts_with(mark)) {
            last -= 1;
        }
        if first < last && self.known.insert((first, last)) {
            self.found.push(FoldingRange::new(first, None, last, None, kind, None));
        }
    }

    fn lines(&self, span: Span) -> u32 {
        let (first, last, _) = self.ends(span);
        last - first + 1
    }

    /// The first and the last line, and where the span ends without the white space behind it.
    fn ends(&self, span: Span) -> (u32, u32, u32) {
        let end = span.start + span.of(self.page.doc.text).trim_end().len() as u32;
        let positions = self.page.positions;
        (positions.line(span.start), positions.line(end), end)
    }
}

#[cfg(test)]
mod tests {
    use super::folding_ranges;
    use crate::lsp::testing::with_page;

    /// The first and last lines, from 0.
    fn folds(text: &str) -> Vec<(u32, u32)> {
        with_page(text, |page, _| {
            folding_ranges(page).iter().map(|it| (it.start_line, it.end_line)).collect()
        })
    }

    #[test]
    fn sections_fold_with_their_subsections() {
        let text = "Lead\n== A ==\na\n=== B ===\nb\n\n== C ==\nc";
        assert_eq!(folds(text), [(1, 4), (3, 4), (6, 7)]);
    }

    #[test]
    fn what_takes_several_lines_folds() {
        assert_eq!(folds("a<ref>{{cite web\r\n|url=x\r\n}}</ref>\r\nb"), [(0, 1)]);
        assert_eq!(folds("{|\n! a\n|-\n| b\n|}\n"), [(0, 3)]);
        assert_eq!(folds("x<!-- a\nb -->y"), [(0, 1)]);
        assert_eq!(folds("* a\n* b\n** c\n* d\ne"), [(0, 3)]);
        assert_eq!(folds("<references>\n<ref name=a>b</ref>\n</references>"), [(0, 1)]);
        assert_eq!(folds("* a\n* b"), []);
        assert_eq!(folds("{{a|b}} <ref>c</ref>"), []);
        assert_eq!(folds("<syntaxhighlight>\na\nb\n</syntaxhighlight>"), [(0, 2)]);
    }
}
