//! What the rules about sources share.

use std::borrow::Cow;

use super::{Context, code};
use crate::facts::Document;
use crate::facts::prose::BlockKind;
use crate::facts::sourcing::{Claim, WebAddress};
use crate::site::{DomainKind, ListedSite};
use crate::syntax::tree::NodeId;
use crate::syntax::view::Template;
use crate::text::Span;

/// The longest date of a tag, in bytes, with what stands round it: more is no date.
const LONGEST_DATE: usize = 64;

/// How many words mark a quotation.
const MARKED_WORDS: usize = 3;

/// The date that a tag bears.
pub(crate) struct TagDate<'s> {
    /// As written.
    pub(crate) text: Cow<'s, str>,
    /// The year in it.
    pub(crate) year: Option<i32>,
}

/// The date of a template such as `{{citation needed|date=May 2015}}`.
pub(crate) fn tag_date<'s>(doc: &Document<'s>, template: NodeId) -> Option<TagDate<'s>> {
    let view = Template::new(doc.text, &doc.tree, template)?;
    let is_date = |name: &str| doc.site.sourcing_tags.is_date(name);
    let mut dated = view.arguments().filter(|it| it.name.as_deref().is_some_and(is_date));
    let argument = dated.find(|it| it.value_span.len() as usize <= LONGEST_DATE)?;
    let text = argument.value(doc.text, &doc.tree);
    let is_year = |part: &&str| part.len() == 4;
    let year = text.split(|c: char| !c.is_ascii_digit()).find(is_year);
    let year = year.and_then(|year| year.parse().ok());
    (!text.is_empty()).then_some(TagDate { text, year })
}

/// The addresses on listed sites of one kind.
pub(crate) fn listed<'a>(
    doc: &'a Document<'_>,
    kind: DomainKind,
) -> impl Iterator<Item = (&'a WebAddress, &'a ListedSite)> {
    let sites = &doc.site.domains;
    let with_site = doc.addresses().iter().filter_map(|it| Some((it, sites.site(it.site?))));
    with_site.filter(move |(_, site)| site.kind == kind)
}

/// Reports claims, those of one paragraph together: the first, with the others as places that the
/// same source may serve. `message` says what is wrong with the words of the first.
pub(crate) fn report_claims<'a>(
    cx: &mut Context<'a, '_>,
    claims: impl Iterator<Item = &'a Claim>,
    message: impl Fn(&str) -> String,
    help: &str,
) {
    let prose = cx.doc.prose();
    let mut claims = claims.peekable();
    while let Some(first) = claims.next() {
        let paragraph = first.paragraph;
        let words = code(first.text.of(prose.text()));
        let found = cx.report(prose.source_span(first.text), message(&words));
        found.help(help);
        while let Some(next) = claims.next_if(|it| it.paragraph == paragraph) {
            found.related(prose.source_span(next.text), "nor for this");
        }
    }
}

/// What stands for the page as a whole: the first sentence of its running text.
pub(crate) fn title_span(doc: &Document<'_>) -> Option<Span> {
    let prose = doc.prose();
    let first = prose.paragraphs().iter().find(|it| it.kind == BlockKind::Paragraph)?;
    let sentence = prose.sentences_of(first).first()?;
    Some(prose.source_span(sentence.text))
}

/// Where the last word of a stretch of prose stands, with the stop behind it: there a footnote
/// belongs.
pub(crate) fn last_word(doc: &Document<'_>, text: Span) -> Span {
    let prose = doc.prose();
    let shown = text.of(prose.text()).trim_end();
    let word = shown.rsplit(char::is_whitespace).next().unwrap_or_default();
    let end = text.start + shown.len() as u32;
    let word = Span::new(end - word.len() as u32, end);
    prose.source_span(word)
}

/// Where the first words of a stretch of prose stand.
pub(crate) fn first_words(doc: &Document<'_>, text: Span) -> Span {
    let prose = doc.prose();
    let shown = text.of(prose.text());
    let mut ends = shown.match_indices(char::is_whitespace).map(|(at, _)| at);
    let end = ends.nth(MARKED_WORDS - 1).unwrap_or(shown.len());
    prose.source_span(Span::new(text.start, text.start + end as u32))
}
