use crate::facts::source::{Description, Source};
use crate::lint::{Context, Rule, Wording, code, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A source that another page of the same run describes otherwise.
    ///
    /// ## Why is this bad?
    /// One of the two descriptions is probably wrong, and readers who come upon both cannot tell
    /// which. The source is the same if both pages give the same DOI, PMID, ISBN or web address.
    /// Only what describes it is compared: title, authors, publication. When it was read or
    /// archived may differ, and so may what only one of the pages says.
    ///
    /// The rule compares the pages that are linted together, and reads them twice, so it runs only
    /// when it is selected. Standard input is compared with the files, but not they with it.
    ///
    /// ## Examples
    /// Each of these is a page, and both are linted together.
    ///
    /// ```wikitext,bad
    /// The mill burnt down in 1904.<ref>{{cite web |url=https://example.org/mills |title=Mills of the Dale |date=1931}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The dale had six mills.<ref>{{cite web |url=https://example.org/mills |title=Mills of the Dale |date=1913}}</ref>
    /// ```
    /// Here both pages agree.
    ///
    /// ```wikitext,good
    /// The mill burnt down in 1904.<ref>{{cite web |url=https://example.org/mills |title=Mills of the Dale |date=1931}}</ref>
    /// ```
    /// ```wikitext,good
    /// The dale had six mills.<ref>{{cite web |url=https://example.org/mills |title=Mills of the Dale |date=1931 |access-date=3 May 2020}}</ref>
    /// ```
    struct RefCitedDifferently {}
    name: "ref-cited-differently",
    group: References,
    severity: Info,
    optional: true,
}

/// The fields that describe a source.
const DESCRIBING: [&str; 8] =
    ["title", "date", "work", "publisher", "volume", "issue", "edition", "isbn"];

impl Rule for RefCitedDifferently {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let Some(elsewhere) = cx.elsewhere else { return };
        for cited in &cx.doc.cited {
            let mut source = None;
            let mut find = |(identity, span): &(_, Span)| {
                let mut wordings = elsewhere.wordings(identity);
                let found = wordings.find_map(|it| {
                    let source = source.get_or_insert_with(|| cx.doc.source(cited));
                    Some((it, difference(source, it)?))
                });
                found.map(|(wording, difference)| (*span, wording, difference))
            };
            if let Some((span, wording, difference)) = cited.identities.iter().find_map(&mut find) {
                report(cx, span, wording, &difference);
            }
        }
    }
}

/// What differs, and both values, with the place of the own one.
struct Difference {
    field: &'static str,
    own: Option<Span>,
    values: [String; 2],
}

fn report(cx: &mut Context<'_, '_>, span: Span, wording: &Wording, difference: &Difference) {
    let Difference { field, own, values: [ours, theirs] } = difference;
    let place = format!("`{}:{}:{}`", wording.page, wording.position.line, wording.position.column);
    let message = format!("{place} cites the same source with another {field}");
    let found = cx.report(own.unwrap_or(span), message);
    found.help(format!(
        "it has {}, and this page {}: correct the one that is wrong",
        code(theirs),
        code(ours)
    ));
}

/// The first thing in which two descriptions of a source contradict each other.
fn difference(source: &Source, wording: &Wording) -> Option<Difference> {
    let (one, two) = (source.description.as_ref()?, wording.source.description.as_ref()?);
    // Another page or chapter of it may well have another title.
    if !source.same_place(&wording.source) {
        return None;
    }
    let field = |&field: &&'static str| {
        let (ours, theirs) = (one.field(field)?, two.value(field)?);
        let values = [ours.value.clone(), theirs.to_owned()];
        let differ = fold(&values[0]) != fold(&values[1]);
        differ.then_some(Difference { field, own: Some(ours.span), values })
    };
    DESCRIBING.iter().find_map(field).or_else(|| authors(one, two))
}

fn authors(one: &Description, two: &Description) -> Option<Difference> {
    let first = |it: &Description| it.authors.first().map(|author| author.family.clone());
    let (ours, theirs) = (first(one)?, first(two)?);
    let differ = fold(&ours) != fold(&theirs);
    differ.then_some(Difference { field: "first author", own: None, values: [ours, theirs] })
}

/// A value without what does not make it another one: letter case and signs.
fn fold(value: &str) -> String {
    value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
