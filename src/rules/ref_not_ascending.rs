use crate::facts::cite::{ListId, RefIndex, RefTag};
use crate::facts::{Mark, MarkKind, RefRun};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Footnotes side by side whose numbers do not ascend.
    ///
    /// ## Why is this bad?
    /// Readers see `[7][2]` and look twice. Some editors put the best source first on purpose, so
    /// this rule runs only where it is asked for.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The hall is old.<ref name="A">Atlas, 1920.</ref> It has no roof.<ref>Survey, 1990.</ref><ref name="A" />
    /// ```
    /// ```wikitext,good
    /// The hall is old.<ref name="A">Atlas, 1920.</ref> It has no roof.<ref name="A" /><ref>Survey, 1990.</ref>
    /// ```
    struct RefNotAscending {}
    name: "ref-not-ascending",
    group: References,
    severity: Info,
    optional: true,
}

impl Rule for RefNotAscending {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for run in &doc.runs {
            let Some(items) = items(&doc.refs, run) else { continue };
            let Some(pair) = items.windows(2).find(|pair| pair[0].number > pair[1].number) else {
                continue;
            };
            let (high, low) = (&pair[0], &pair[1]);
            let message = format!("[{}] stands before [{}]", high.label, low.label);
            let found = cx.report(low.span, message);
            found.related(high.span, "the higher number");
            found.help("put footnotes that stand side by side in the order of their numbers");
            if let Some(fix) = reorder(run, &items, doc.text) {
                found.fix(fix);
            }
        }
    }
}

/// A ref of a run with the page numbers and tags that follow it.
struct Item {
    span: Span,
    number: u32,
    label: String,
}

/// The refs of a run, if they are all of one list and their numbers are known.
fn items(refs: &RefIndex<'_>, run: &RefRun) -> Option<Vec<Item>> {
    if run.ref_count() < 2 || run.marks[0].kind != MarkKind::Ref {
        return None;
    }
    let mut items: Vec<Item> = Vec::with_capacity(run.marks.len());
    let mut list = None;
    for mark in &run.marks {
        match mark.kind {
            MarkKind::Ref => items.push(item(refs, mark, &mut list)?),
            MarkKind::Page | MarkKind::Tag => items.last_mut()?.span.end = mark.span.end,
            MarkKind::Separator => {}
        }
    }
    Some(items)
}

fn item(refs: &RefIndex<'_>, mark: &Mark, list: &mut Option<ListId>) -> Option<Item> {
    let mut own = refs.of_node(mark.node, mark.span);
    // A template that makes several refs sorts them out itself.
    let (Some(tag), None) = (own.next(), own.next()) else { return None };
    let footnote = refs.footnote(tag.footnote.filter(|_| is_plain(tag))?);
    let own_list = footnote.list?;
    if *list.get_or_insert(own_list) != own_list {
        return None;
    }
    Some(Item { span: mark.span, number: footnote.number?, label: footnote.label() })
}

fn is_plain(tag: &RefTag<'_>) -> bool {
    !tag.has_dynamic_key() && tag.attribute("follow").is_none()
}

/// Sorts the refs. Their numbers stay: those that are new here already ascend among themselves.
fn reorder(run: &RefRun, items: &[Item], text: &str) -> Option<Fix> {
    let mut gaps = items.windows(2).map(|pair| Span::new(pair[0].span.end, pair[1].span.start));
    let separators = run.marks.iter().any(|mark| mark.kind == MarkKind::Separator);
    if separators || gaps.any(|gap| !gap.of(text).trim_ascii().is_empty()) {
        return None;
    }
    let mut sorted: Vec<&Item> = items.iter().collect();
    sorted.sort_by_key(|item| item.number);
    let moves = items.iter().zip(sorted).filter(|(old, new)| old.span != new.span);
    let edits = moves.map(|(old, new)| Edit::replace(old.span, new.span.of(text)));
    Some(Fix::new("put them in order", Applicability::Unsafe, edits))
}
