//! Footnotes, groups, sections, anchors and printed entries.

use super::text::Writer;
use crate::facts::cite::{Footnote, RefId, RefTag};
use crate::facts::source::Description;
use crate::lsp::names::{Form, Key, Named, Place};
use crate::lsp::page::Page;
use crate::report::refs::{describe, summary};
use crate::text::Span;

/// How many lines are told of one name.
const MOST_LINES: usize = 20;

/// Writes what a name stands for, as it is met at a place.
pub(super) fn write(out: &mut Writer, page: &Page<'_>, named: &Named, place: &Place) {
    match &named.key {
        Key::Footnote { .. } | Key::Unnamed(_) => footnote(out, page, named, place),
        Key::Group(group) => self::group(out, page, group, named),
        Key::Anchor(id) => {
            short_footnote(out, page, place);
            anchor(out, page, id, named, place);
        }
        Key::Printed(id) => {
            let entry = page.doc.plain_index.entry(*id);
            out.paragraph(&out.strong(&format!("[{}]", entry.label)));
            out.paragraph(&out.plain(entry.text.of(page.doc.text).trim()));
            lines(out, page, named);
        }
    }
}

/// The ref that a place is part of.
fn tag_at<'a>(page: &'a Page<'_>, whole: Span) -> Option<(RefId, &'a RefTag<'a>)> {
    let refs = &page.doc.refs.refs;
    let first = refs.partition_point(|tag| tag.span.start < whole.start);
    let at = first + refs[first..].iter().position(|tag| tag.span == whole)?;
    Some((RefId(at as u32), &refs[at]))
}

fn footnote(out: &mut Writer, page: &Page<'_>, named: &Named, place: &Place) {
    let refs = &page.doc.refs;
    let Some((id, tag)) = tag_at(page, place.whole) else { return };
    let footnote = tag.footnote.map(|id| refs.footnote(id));
    let label = footnote.map(Footnote::label).filter(|label| !label.is_empty());
    let mut title: Vec<String> =
        label.map(|it| out.strong(&format!("[{it}]"))).into_iter().collect();
    if let Key::Footnote { group, name } = &named.key {
        let group =
            if group.is_empty() { String::new() } else { format!(", group {}", out.code(group)) };
        title.push(out.code(name) + &group);
    }
    out.paragraph(&title.join(" "));
    if let Some(footnote) = footnote {
        out.paragraph(&out.plain(&describe(page.doc, footnote)));
        let definition = footnote.definition.filter(|it| *it != id).map(|it| refs.tag(it));
        if let Some(body) = definition.and_then(|it| it.body) {
            out.source(body.of(page.doc.text));
        }
    }
    if matches!(named.key, Key::Footnote { .. }) {
        lines(out, page, named);
    }
}

fn group(out: &mut Writer, page: &Page<'_>, group: &str, named: &Named) {
    let footnotes = page.doc.refs.footnotes.iter().filter(|it| it.group == group).count();
    let name = if group.is_empty() { "The default group".to_owned() } else { out.code(group) };
    let noun = if footnotes == 1 { "footnote" } else { "footnotes" };
    out.paragraph(&format!("{name}: {footnotes} {noun}."));
    let lists = named.definitions().map(|it| line(out, page, it.span));
    let lists = lists.take(MOST_LINES).collect::<Vec<_>>().join(", ");
    if !lists.is_empty() {
        out.paragraph(&format!("Listed in line {lists}."));
    }
}

/// The footnote that a short citation makes.
fn short_footnote(out: &mut Writer, page: &Page<'_>, place: &Place) {
    let Some((_, tag)) = tag_at(page, place.whole) else { return };
    let label = tag.footnote.map(|id| page.doc.refs.footnote(id).label());
    if let Some(label) = label.filter(|label| !label.is_empty()) {
        out.paragraph(&out.strong(&format!("[{label}]")));
    }
}

fn anchor(out: &mut Writer, page: &Page<'_>, id: &str, named: &Named, place: &Place) {
    /// How much of a section is shown, in bytes: the lines up to there.
    const START: usize = 300;
    let doc = page.doc;
    let Some(definition) = named.definitions().next() else {
        let name = id.strip_prefix("CITEREF").unwrap_or(id);
        out.paragraph(&format!("Nothing on this page has the anchor {}.", out.code(name)));
        return;
    };
    let is_here = definition.whole == place.whole;
    if let Form::Heading(at) = definition.form {
        let section = &doc.sections[at];
        out.paragraph(&format!("{}, section of level {}", out.strong(id), section.level));
        if !is_here {
            let own = section.own_span.of(doc.text);
            let start = own.floor_char_boundary(START);
            out.source(&own[..start]);
        }
    } else {
        let node = doc.citations.iter().find(|it| doc.tree.span(it.node) == definition.whole);
        match node {
            Some(citation) => {
                let data = &doc.site.sources;
                let description = Description::new(doc.text, &doc.tree, data, citation);
                out.paragraph(&out.plain(&summary(Some(&description), "")));
            }
            None => out.paragraph(&format!("Anchor {}", out.code(id))),
        }
        if !is_here {
            out.source(definition.whole.of(doc.text));
        }
    }
    lines(out, page, named);
}

/// Tells where a name is defined and used.
fn lines(out: &mut Writer, page: &Page<'_>, named: &Named) {
    let list = |places: Vec<&Place>| {
        let shown = places.iter().take(MOST_LINES).map(|it| line(out, page, it.span));
        let mut shown: Vec<String> = shown.collect();
        shown.dedup();
        let noun = if shown.len() == 1 { "line" } else { "lines" };
        let more = if places.len() > MOST_LINES { " and more" } else { "" };
        (!shown.is_empty()).then(|| format!("{noun} {}{more}", shown.join(", ")))
    };
    let defined = list(named.definitions().collect());
    let used = list(named.uses().collect());
    let text = match (defined, used) {
        (Some(defined), Some(used)) => format!("Defined in {defined}, used in {used}."),
        (Some(defined), None) => format!("Defined in {defined}, used nowhere else."),
        (None, Some(used)) => format!("Nothing on this page defines it. Used in {used}."),
        (None, None) => String::new(),
    };
    out.paragraph(&text);
}

/// The number of a line, which leads there.
fn line(out: &Writer, page: &Page<'_>, span: Span) -> String {
    let line = page.positions.position(span.start).line + 1;
    out.link(&line.to_string(), &format!("{}#L{line}", page.uri))
}
