//! The reference index of a page: its footnotes, what they cite, and what is wrong with them.

mod bibliography;
mod bibtex;
mod csl;
mod csv;
mod dates;
mod json;
mod table;

pub use bibliography::{Item, items};
pub use bibtex::bibtex;
pub use csl::csl_json;
pub use csv::{csv, csv_header};
pub(super) use dates::AllDates;
pub use dates::{SourceDate, SourceDates};
pub use json::{json, json_finish, json_start};
pub use table::table;

use crate::facts::cite::{Footnote, FootnoteId, RefId, RefTag};
use crate::facts::source::Description;
use crate::facts::{Document, Source};
use crate::lint::Diagnostic;
use crate::text::Span;

/// How much markup is shown in place of a text, in characters. Footnotes may stand in each other,
/// so that showing all of it would take quadratic space.
const LONGEST_MARKUP: usize = 200;

/// How much of a source is shown on one line, in characters.
const LONGEST_SOURCE: usize = 160;

/// The footnotes of one page.
#[derive(Debug)]
pub struct RefReport<'a, 's> {
    /// The path as people know it, with `/` between its parts.
    pub path: &'a str,
    /// The page.
    pub doc: &'a Document<'s>,
    /// Its footnotes, in the order in which MediaWiki makes them.
    pub footnotes: Vec<Entry<'a>>,
}

/// One footnote.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The number as MediaWiki prints it: `1`, `note 1`, `1.2`; empty without one.
    pub label: String,
    /// The number in its group.
    pub number: Option<u32>,
    /// The group; empty for the default one.
    pub group: &'a str,
    /// The name, as far as the page gives one. `{{sfn}}` makes one of its own.
    pub name: Option<&'a str>,
    /// Where its content stands: the whole ref.
    pub definition: Option<Span>,
    /// The other refs, in source order.
    pub uses: Vec<Span>,
    /// How many places of the text lead to it.
    pub backlinks: usize,
    /// What it cites.
    pub source: Option<Source>,
    /// When that came out, was retrieved and was archived.
    pub dates: SourceDates,
    /// What readers see of the content; where that cannot be told, the start of its markup.
    pub text: String,
    /// The citation template as written.
    pub template: Option<&'a str>,
    /// The rules with findings in its refs, sorted.
    pub problems: Vec<&'static str>,
}

impl<'a, 's> RefReport<'a, 's> {
    /// Puts together what is known of the footnotes of a page. `diagnostics` are those of the
    /// same page, sorted.
    pub fn new(path: &'a str, doc: &'a Document<'s>, diagnostics: &[Diagnostic]) -> Self {
        let mut footnotes: Vec<Entry<'a>> = Vec::with_capacity(doc.refs.footnotes.len());
        let dates = AllDates::new(doc);
        for footnote in &doc.refs.footnotes {
            let source =
                footnote.definition.and_then(|tag| doc.cited(tag)).map(|it| doc.source(it));
            let template = source
                .as_ref()
                .and_then(|it| Some(doc.citations[it.citation?].name_span.of(doc.text)));
            let tag = |id: &RefId| doc.refs.tag(*id);
            let is_use = |id: &&RefId| Some(**id) != footnote.definition;
            let mut uses: Vec<Span> =
                footnote.refs.iter().filter(is_use).map(|id| tag(id).span).collect();
            uses.sort();
            footnotes.push(Entry {
                label: footnote.label(),
                number: footnote.number,
                group: &footnote.group,
                name: footnote.name.as_deref().filter(|_| !is_made(doc, footnote)),
                definition: footnote.definition.map(|id| doc.refs.tag(id).span),
                uses,
                backlinks: footnote.refs.iter().filter(|id| tag(id).in_list.is_none()).count(),
                text: text_of(doc, footnote, source.as_ref()),
                dates: source
                    .as_ref()
                    .map(|it| dates.of_ref(it.tag, it.citation))
                    .unwrap_or_default(),
                source,
                template,
                problems: Vec::new(),
            });
        }
        for (id, rule) in found_in(doc, diagnostics) {
            footnotes[id.0 as usize].problems.push(rule);
        }
        for entry in &mut footnotes {
            entry.problems.sort_unstable();
            entry.problems.dedup();
        }
        Self { path, doc, footnotes }
    }
}

impl Entry<'_> {
    /// The field of its citation template with this name.
    fn field(&self, name: &str) -> Option<&str> {
        self.source.as_ref()?.description.as_ref()?.value(name)
    }

    /// The address of the source: that of the citation, else the one in its text.
    pub(super) fn url(&self) -> Option<&str> {
        self.field("url").or_else(|| self.source.as_ref()?.url.as_deref())
    }

    /// Where the content stands; without one, the first use.
    pub(super) fn place(&self) -> Option<Span> {
        self.definition.or(self.uses.first().copied())
    }

    /// The source on one line: author, title, work and year, else its text.
    pub(super) fn summary(&self) -> String {
        summary(self.source.as_ref().and_then(|it| it.description.as_ref()), &self.text)
    }
}

/// What a footnote says, on one line: author, title, work and year of its source, else its text.
/// Empty if nothing on the page says it.
pub fn describe(doc: &Document<'_>, footnote: &Footnote<'_>) -> String {
    let source = footnote.definition.and_then(|tag| doc.cited(tag)).map(|it| doc.source(it));
    let text = text_of(doc, footnote, source.as_ref());
    summary(source.as_ref().and_then(|it| it.description.as_ref()), &text)
}

/// A source on one line: author, title, work and year, else the text.
pub fn summary(description: Option<&Description>, text: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if let Some(description) = description {
        let author = description.authors.first().map(|author| &*author.family);
        let value = |name| description.value(name);
        let title = value("title").or(value("url"));
        parts.extend([author, title, value("work"), description.year()].into_iter().flatten());
    }
    let line = if parts.is_empty() { text.to_owned() } else { parts.join(", ") };
    match line.char_indices().nth(LONGEST_SOURCE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Whether a template makes the name of the footnote, so that it stands nowhere on the page.
fn is_made(doc: &Document<'_>, footnote: &Footnote<'_>) -> bool {
    let name = footnote.refs.first().and_then(|&id| doc.refs.tag(id).attribute("name"));
    name.is_some_and(|name| name.value_span.is_empty())
}

fn text_of(doc: &Document<'_>, footnote: &Footnote<'_>, source: Option<&Source>) -> String {
    if let Some(source) = source.filter(|it| !it.words.is_empty() || it.citation.is_some()) {
        return source.words.clone();
    }
    let Some(definition) = footnote.definition else { return String::new() };
    let tag = doc.refs.tag(definition);
    let markup = tag.body.unwrap_or(tag.span).of(doc.text).trim();
    let end = markup.char_indices().nth(LONGEST_MARKUP).map_or(markup.len(), |(end, _)| end);
    markup[..end].to_owned()
}

/// The footnote of the innermost ref in which each diagnostic starts.
fn found_in(doc: &Document<'_>, diagnostics: &[Diagnostic]) -> Vec<(FootnoteId, &'static str)> {
    let mut found = Vec::new();
    let mut refs = doc.refs.refs.iter().peekable();
    let mut open = Vec::new();
    for diagnostic in diagnostics {
        let at = diagnostic.span.start;
        while let Some(tag) = refs.next_if(|tag| tag.span.start <= at) {
            while open.pop_if(|outer: &mut &_| is_before(outer, tag.span.start)).is_some() {}
            open.push(tag);
        }
        while open.pop_if(|tag| is_before(tag, at)).is_some() {}
        let footnote = open.last().and_then(|tag| tag.footnote);
        found.extend(footnote.map(|id| (id, diagnostic.rule.name)));
    }
    found
}

fn is_before(tag: &RefTag<'_>, offset: u32) -> bool {
    tag.span.end <= offset
}
