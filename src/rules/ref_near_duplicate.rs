use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::facts::source::{Description, Identity};
use crate::facts::{Cited, Document, Place};
use crate::lint::{Context, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Two footnotes that cite the same source in different words.
    ///
    /// ## Why is this bad?
    /// The list of references shows one source twice, and often only one of the two was kept up to
    /// date. The source is the same if both give the same DOI, PMID, ISBN or web address; an
    /// address is the same with and without `www.`, `https`, tracking parameters or an archive's
    /// address round it. Footnotes that name different pages of a source are left alone, and so are
    /// different chapters.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.<ref>{{cite web |url=https://www.example.org/mills/?utm_source=mail |title=Mills |access-date=3 May 2020}}</ref>
    /// It was rebuilt in brick.<ref>{{cite web |url=http://example.org/mills |title=Mills |access-date=9 June 2021}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.<ref name="Mills">{{cite web |url=https://example.org/mills |title=Mills |access-date=9 June 2021}}</ref>
    /// It was rebuilt in brick.<ref name="Mills" />
    /// ```
    struct RefNearDuplicate {}
    name: "ref-near-duplicate",
    group: References,
    severity: Info,
}

/// With how many earlier footnotes of the same source one is compared. They differ by their pages,
/// and a book may be cited hundreds of times.
const MOST_PLACES: usize = 16;

/// How many differing fields a message names.
const MOST_FIELDS: usize = 4;

impl Rule for RefNearDuplicate {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let is_definition = |cited: &&Cited| {
            let footnote = refs.tag(cited.tag).footnote;
            footnote.is_some_and(|it| refs.footnote(it).definition == Some(cited.tag))
        };
        let all: Vec<&Cited> = cx.doc.cited.iter().filter(is_definition).collect();
        let mut times: FxHashMap<&Identity, u32> = FxHashMap::default();
        times.reserve(all.len());
        for (identity, _) in all.iter().flat_map(|cited| &cited.identities) {
            *times.entry(identity).or_default() += 1;
        }
        let is_repeated = |cited: &&&Cited| cited.identities.iter().any(|it| times[&it.0] > 1);
        let all: Vec<Repeated> =
            all.iter().filter(is_repeated).map(|cited| Repeated::new(cx.doc, cited)).collect();
        let mut known: FxHashMap<&Identity, Vec<(&Repeated, Span)>> = FxHashMap::default();
        for it in &all {
            let find = |(identity, span): &'_ (Identity, Span)| {
                let others = known.get(identity)?;
                let (other, place) =
                    others.iter().find(|(other, _)| it.place.is_same(&other.place))?;
                Some((*span, identity.label(), *other, *place))
            };
            if let Some((span, label, other, place)) = it.cited.identities.iter().find_map(find)
                && other.text(cx.doc) != it.text(cx.doc)
            {
                report(cx, it, span, label, other, place);
            }
            for (identity, span) in &it.cited.identities {
                let others = known.entry(identity).or_default();
                let is_new = others.iter().all(|(other, _)| !it.place.is_same(&other.place));
                if others.len() < MOST_PLACES && is_new {
                    others.push((it, *span));
                }
            }
        }
    }
}

/// A footnote of whose source there is another. What takes longer to read is read when it is first
/// asked for: most of them are alike or look at different places.
struct Repeated<'a> {
    cited: &'a Cited,
    place: Place,
    text: OnceCell<String>,
    description: OnceCell<Option<Description>>,
}

impl<'a> Repeated<'a> {
    fn new(doc: &Document<'_>, cited: &'a Cited) -> Self {
        let place = doc.place(cited);
        Self { cited, place, text: OnceCell::new(), description: OnceCell::new() }
    }

    fn text(&self, doc: &Document<'_>) -> &str {
        self.text.get_or_init(|| doc.comparable(self.cited))
    }

    /// What its citation template says; `None` if it is no template.
    fn description(&self, doc: &Document<'_>) -> Option<&Description> {
        let read = |at: usize| {
            Description::new(doc.text, &doc.tree, &doc.site.sources, &doc.citations[at])
        };
        self.description.get_or_init(|| self.cited.citation.map(read)).as_ref()
    }
}

fn report(
    cx: &mut Context<'_, '_>,
    repeated: &Repeated<'_>,
    span: Span,
    label: &str,
    other: &Repeated<'_>,
    place: Span,
) {
    let (doc, refs) = (cx.doc, &cx.doc.refs);
    let footnote = refs.tag(other.cited.tag).footnote.map(|id| refs.footnote(id).label());
    let other_name = match footnote.filter(|label| !label.is_empty()) {
        Some(number) => format!("footnote {number}"),
        None => "another footnote".to_owned(),
    };
    let descriptions = repeated.description(doc).zip(other.description(doc));
    let message = match descriptions.map(|(one, two)| differences(one, two)) {
        Some(fields) => {
            format!("this has the same {label} as {other_name}, but differs in {fields}")
        }
        None => format!("this has the same {label} as {other_name}, but is worded otherwise"),
    };
    let found = cx.report(span, message);
    found.related(place, format!("the same {label}"));
    found.help("keep the better of the two, give it a name, and use that name in both places");
}

/// The fields in which two citations differ, as words.
fn differences(one: &Description, two: &Description) -> String {
    let mut fields: Vec<String> = Vec::new();
    if one.authors != two.authors {
        fields.push("the authors".to_owned());
    }
    fields.extend(differing_fields(one, two).into_iter().map(|name| format!("`{name}`")));
    let more = fields.len().saturating_sub(MOST_FIELDS);
    if more > 0 {
        fields.truncate(MOST_FIELDS);
        fields.push(format!("{more} more"));
    }
    match fields.split_last() {
        None => "the template or the text round it".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// The names of the fields that only one has, or that have different values, in the order of the
/// first and then of the second citation.
fn differing_fields<'a>(one: &'a Description, two: &'a Description) -> Vec<&'a str> {
    let by_name = |it: &'a Description| -> FxHashMap<&'a str, &'a str> {
        it.fields.iter().map(|field| (&*field.name, &*field.value)).collect()
    };
    let (values, others) = (by_name(one), by_name(two));
    let mut names: Vec<&str> = Vec::new();
    let all = one.fields.iter().chain(&two.fields).map(|field| &*field.name);
    let mut seen = rustc_hash::FxHashSet::default();
    for name in all.filter(|name| seen.insert(*name)) {
        if values.get(name) != others.get(name) {
            names.push(name);
        }
    }
    names
}
