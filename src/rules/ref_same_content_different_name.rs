use crate::facts::cite::{Footnote, FootnoteId, RefTag};
use crate::lint::merge::{empty, is_editable};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Two footnotes with different names that say the same.
    ///
    /// ## Why is this bad?
    /// The list of references shows the same source twice, so readers take it for two sources,
    /// and a correction must be made in both places. White space, the kind of quotes and the order
    /// of the parameters of a citation are not counted as differences.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.<ref name="Orme">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="mills">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill burnt down in 1904.<ref name="Orme">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="Orme" />
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.<ref name="Orme 31">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="Orme 33">Orme, ''Mills of the Dale'', p. 33.</ref>
    /// ```
    struct RefSameContentDifferentName {}
    name: "ref-same-content-different-name",
    group: References,
    severity: Warning,
}

impl Rule for RefSameContentDifferentName {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for set in cx.doc.equal_footnotes() {
            let doc = cx.doc;
            let named = |id: &&FootnoteId| doc.refs.footnote(**id).name.is_some();
            let mut named = set.iter().filter(named).map(|&id| doc.refs.footnote(id));
            let Some(first) = named.next() else { continue };
            for footnote in named {
                report(cx, first, footnote);
            }
        }
    }
}

fn report(cx: &mut Context<'_, '_>, first: &Footnote<'_>, footnote: &Footnote<'_>) {
    let doc = cx.doc;
    let tag_of = |footnote: &Footnote<'_>| footnote.definition.map(|id| doc.refs.tag(id));
    let (Some(kept), Some(tag)) = (tag_of(first), tag_of(footnote)) else { return };
    let name = |footnote: &Footnote<'_>| code(footnote.name.as_deref().unwrap_or_default());
    let (first_name, name) = (name(first), name(footnote));
    let place = |tag: &RefTag<'_>| tag.attribute("name").map_or(tag.start_span, |it| it.span);
    let fix = merge(cx, kept, footnote);
    let message = format!("{name} says the same as {first_name}");
    let found = cx.report(place(tag), message);
    found.related(place(kept), format!("{first_name} is defined here"));
    found.help(format!("use {first_name} in all places, and drop {name}"));
    if let Some(fix) = fix {
        found.fix(fix);
    }
}

/// Turns all refs of a footnote to the one that is kept.
fn merge(cx: &Context<'_, '_>, kept: &RefTag<'_>, footnote: &Footnote<'_>) -> Option<Fix> {
    let text = cx.doc.text;
    let name = kept.attribute("name").filter(|_| is_editable(kept))?.span.of(text);
    let mut edits = Vec::new();
    for &id in &footnote.refs {
        let tag = cx.doc.refs.tag(id);
        if !is_editable(tag) {
            return None;
        }
        if tag.in_list.is_some() {
            edits.push(Edit::delete(with_newline(tag.span, text)));
            continue;
        }
        edits.push(Edit::replace(tag.attribute("name")?.span, name));
        if tag.body.is_some() {
            edits.push(empty(tag));
        }
    }
    Some(Fix::new("use one name in all places", Applicability::Unsafe, edits))
}

/// The entry of a list with the end of its line.
fn with_newline(span: Span, text: &str) -> Span {
    let is_newline = text[span.end as usize..].starts_with('\n');
    Span::new(span.start, span.end + u32::from(is_newline))
}
