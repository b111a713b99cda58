//! Citation templates, written evenly.

use lsp_types::{CodeAction, CodeActionKind, TextEdit};

use crate::facts::Citation;
use crate::lint::Edit;
use crate::lsp::page::Page;
use crate::syntax::view::Argument;
use crate::text::Span;

/// Formats the citation templates of a part of a page, each in the layout that it has: all on one
/// line, or one parameter a line, with the spaces and the alignment that most of its parameters
/// have. Only white space that MediaWiki removes is touched, so no reader sees a difference.
///
/// Deliberately absent: formatting a whole page. Its citations are many people's, and a change of
/// all of them would bury the one that matters.
pub(in crate::lsp) fn formatting(page: &Page<'_>, part: Span) -> Vec<TextEdit> {
    let touched = page.doc.citations.iter().filter(|it| touches(page, it, part));
    let edits = touched.flat_map(|it| edits(page, it, Layout::of(page.doc.text, it)));
    edits.map(|it| TextEdit::new(page.range(it.span), it.text)).collect()
}

/// Offers to write the citation at a selection in the other layout.
pub(in crate::lsp) fn layout_actions(page: &Page<'_>, part: Span) -> Vec<CodeAction> {
    let touched = page.doc.citations.iter().filter(|it| touches(page, it, part));
    // Of nested ones the innermost is meant.
    let Some(citation) = touched.min_by_key(|it| page.doc.tree.span(it.node).len()) else {
        return Vec::new();
    };
    let name = citation.name_span.of(page.doc.text);
    let layout = match Layout::of(page.doc.text, citation) {
        Layout::OneLine => Layout::Lines,
        Layout::Lines => Layout::OneLine,
    };
    let title = match layout {
        Layout::OneLine => format!("Write `{name}` on one line"),
        Layout::Lines => format!("Write each parameter of `{name}` on a line of its own"),
    };
    let edits = edits(page, citation, layout);
    if edits.is_empty() {
        return Vec::new();
    }
    vec![CodeAction {
        title,
        kind: Some(CodeActionKind::RefactorRewrite),
        edit: Some(page.edit(&edits)),
        ..CodeAction::default()
    }]
}

fn touches(page: &Page<'_>, citation: &Citation<'_>, part: Span) -> bool {
    let span = page.doc.tree.span(citation.node);
    span.start <= part.end && part.start <= span.end
}

/// How a template is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    OneLine,
    /// One parameter a line.
    Lines,
}

impl Layout {
    /// The layout that most of the template's bars have.
    fn of(text: &str, citation: &Citation<'_>) -> Self {
        let at_line_start = |it: &&Argument<'_>| before_bar(text, it).contains('\n');
        let count = citation.arguments.iter().filter(at_line_start).count();
        if count * 2 > citation.arguments.len() { Self::Lines } else { Self::OneLine }
    }
}

/// The spaces that most parameters of a template have.
struct Spaces {
    before_bar: String,
    after_bar: &'static str,
    round_equals: &'static str,
    /// The width of the longest name, in characters, if the names are aligned.
    width: usize,
    end: String,
}

impl Spaces {
    fn new(page: &Page<'_>, citation: &Citation<'_>, layout: Layout) -> Self {
        let text = page.doc.text;
        let named: Vec<&Argument<'_>> =
            citation.arguments.iter().filter(|it| it.name.is_some()).collect();
        let most = |has: &dyn Fn(&Argument<'_>) -> bool| {
            named.iter().filter(|it| has(it)).count() * 2 > named.len()
        };
        let space = |has: bool| if has { " " } else { "" };
        let is_kept = Layout::of(text, citation) == layout;
        let newline = newline(text, citation);
        if layout == Layout::OneLine {
            let has_space = |it: &Argument<'_>| before_bar(text, it).ends_with(' ');
            return Self {
                before_bar: space(!is_kept || most(&has_space)).to_owned(),
                after_bar: space(is_kept && most(&|it| it.name_span.of(text).starts_with(' '))),
                round_equals: space(is_kept && most(&|it| has_space_at_value(text, it))),
                width: 0,
                end: String::new(),
            };
        }
        let indent = named.first().filter(|_| is_kept).map(|it| before_bar(text, it));
        let indent = indent.and_then(|blank| blank.rsplit_once('\n')).map_or("", |it| it.1);
        let width = |it: &Argument<'_>| it.trimmed_name_span(text).of(text).chars().count();
        let equals = |it: &Argument<'_>| it.name_span.of(text).chars().count();
        let is_aligned = is_kept
            && named.len() > 1
            && most(&|it| equals(it) == equals(named[0]))
            && named.iter().any(|it| width(it) != width(named[0]));
        let longest = named.iter().map(|it| width(it)).max().unwrap_or_default();
        Self {
            before_bar: format!("{newline}{indent}"),
            after_bar: space(!is_kept || most(&|it| it.name_span.of(text).starts_with(' '))),
            round_equals: space(!is_kept || most(&|it| has_space_at_value(text, it))),
            width: if is_aligned { longest } else { 0 },
            end: newline.to_owned(),
        }
    }
}

/// How the line ends that the template starts on; LF if it is the last one.
fn newline(text: &str, citation: &Citation<'_>) -> &'static str {
    let rest = &text.as_bytes()[citation.name_span.start as usize..];
    let at = memchr::memchr(b'\n', rest);
    if at.is_some_and(|at| rest[..at].ends_with(b"\r")) { "\r\n" } else { "\n" }
}

/// The white space before the bar of an argument.
fn before_bar<'s>(text: &'s str, argument: &Argument<'_>) -> &'s str {
    let before = &text[..argument.span.start as usize - 1];
    &before[before.trim_ascii_end().len()..]
}

fn has_space_at_value(text: &str, argument: &Argument<'_>) -> bool {
    argument.value_span.of(text).starts_with(' ')
}

/// The changes of white space that give a template a layout.
fn edits(page: &Page<'_>, citation: &Citation<'_>, layout: Layout) -> Vec<Edit> {
    let text = page.doc.text;
    let spaces = Spaces::new(page, citation, layout);
    let mut edits = Vec::new();
    let mut set = |start: u32, end: u32, new: &str| {
        let gap = Span::new(start, end);
        let is_blank = |c: char| c.is_ascii_whitespace() || matches!(c, '|' | '=');
        // A comment in it would be lost.
        if gap.of(text) != new && gap.of(text).chars().all(is_blank) {
            edits.push(Edit::replace(gap, new));
        }
    };
    // Where the white space before the next bar starts; `None` if it belongs to a value.
    let mut blank = Some(citation.name_span.end);
    for argument in &citation.arguments {
        let bar = argument.span.start - 1;
        if argument.name.is_none() {
            // Every space of a positional parameter counts.
            if let Some(start) = blank.take() {
                set(start, argument.span.start, &format!("{}|", spaces.before_bar));
            }
            continue;
        }
        let name = argument.trimmed_name_span(text);
        let value = argument.trimmed_value_span(text);
        let before = if blank.is_some() { &*spaces.before_bar } else { "" };
        set(blank.unwrap_or(bar), name.start, &format!("{before}|{}", spaces.after_bar));
        let length = name.of(text).chars().count();
        let padding = " ".repeat(spaces.width.saturating_sub(length));
        let space = spaces.round_equals;
        if value.is_empty() {
            set(name.end, argument.value_span.start, &format!("{padding}{space}="));
            blank = Some(argument.value_span.start);
        } else {
            set(name.end, value.start, &format!("{padding}{space}={space}"));
            blank = Some(value.end);
        }
    }
    if let Some(start) = blank.filter(|_| !citation.arguments.is_empty()) {
        set(start, page.doc.tree.span(citation.node).end - 2, &spaces.end);
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::{formatting, layout_actions};
    use crate::facts::Document;
    use crate::lsp::testing::{edited, with_page};
    use crate::text::Span;

    fn formatted(marked: &str) -> String {
        with_page(marked, |page, at| {
            let part = Span::new(at[0], at[at.len() - 1]);
            let edits = formatting(page, part);
            assert_same_values(page.doc, &edited(page, &edits));
            edited(page, &edits)
        })
    }

    /// The page in the other layout.
    fn switched(marked: &str) -> String {
        with_page(marked, |page, at| {
            let actions = layout_actions(page, Span::new(at[0], at[0]));
            let edit = actions[0].edit.as_ref().and_then(|it| it.changes.as_ref());
            let text = edited(page, &edit.expect("an edit")[page.uri]);
            assert_same_values(page.doc, &text);
            text
        })
    }

    /// Checks that MediaWiki passes the same values to the same parameters.
    fn assert_same_values(doc: &Document<'_>, after: &str) {
        let values = |doc: &Document<'_>| {
            let all = doc.citations.iter().flat_map(|it| &it.arguments);
            let value = |it: &crate::syntax::view::Argument<'_>| match it.name {
                Some(_) => it.trimmed_value_span(doc.text).of(doc.text).to_owned(),
                None => it.value_span.of(doc.text).to_owned(),
            };
            // Of a value with a citation in it, the white space may change.
            all.map(|it| (it.key().into_owned(), value(it).split_whitespace().collect::<String>()))
                .collect::<Vec<_>>()
        };
        assert_eq!(values(doc), values(&Document::new(after, doc.site)), "{after}");
    }

    #[test]
    fn one_line_becomes_one_parameter_a_line_and_back() {
        let line = "é<ref>{{cite web |url=http://example.org/ |title=A 🙂 |date=}}</ref>";
        let lines =
            "é<ref>{{cite web\n| url = http://example.org/\n| title = A 🙂\n| date =\n}}</ref>";
        assert_eq!(switched(&line.replace("cite", "ci‸te")), lines);
        assert_eq!(switched(&lines.replace("cite", "ci‸te")), line);
        assert_eq!(
            switched("{{cite web|title=‸A|url=b}}\r\n"),
            "{{cite web\r\n| title = A\r\n| url = b\r\n}}\r\n"
        );
    }

    #[test]
    fn a_template_is_evened_out_in_its_own_style() {
        assert_eq!(
            formatted("{{cite web |url=x |title= A|date=  2001  | page=3}}‸"),
            "{{cite web |url=x |title=A |date=2001 |page=3}}"
        );
        assert_eq!(
            formatted("{{cite web\n | url   = x\n | title = A\n|last=B\n | date  = 2001 }}‸"),
            "{{cite web\n | url   = x\n | title = A\n | last  = B\n | date  = 2001\n}}"
        );
        assert_eq!(formatted("{{cite web|a=1|b=2}}‸"), "{{cite web|a=1|b=2}}");
        assert_eq!(formatted("{{cite web}}‸"), "{{cite web}}");
    }

    #[test]
    fn what_readers_would_see_stays() {
        assert_eq!(
            formatted("{{cite web| a |title= B |c\n|url=x}}‸"),
            "{{cite web| a |title=B|c\n|url=x}}"
        );
        assert_eq!(
            formatted("{{cite web |title=A <!-- n --> |url=<!-- u -->x|date=1 <!-- d -->}}‸"),
            "{{cite web |title=A <!-- n --> |url=<!-- u -->x |date=1 <!-- d -->}}"
        );
        assert_eq!(
            formatted("{{cite web |title=A\n\nB |url=x|id=c}}‸"),
            "{{cite web |title=A\n\nB |url=x |id=c}}"
        );
    }

    #[test]
    fn nothing_else_is_touched() {
        let page = "{{infobox|a= b |c=d}} [[e| f ]] {{cite web|url= x |title=y}} pl‸ain";
        with_page(page, |page, at| {
            assert_eq!(formatting(page, Span::new(at[0], at[0])), []);
            assert_eq!(layout_actions(page, Span::new(at[0], at[0])), []);
        });
    }

    #[test]
    fn nested_citations_are_both_evened_out() {
        assert_eq!(
            formatted("‸{{cite book |title=A |id={{cite web|url= x |title=B}} | page=3}}‸"),
            "{{cite book |title=A |id={{cite web|url=x|title=B}} |page=3}}"
        );
    }
}
