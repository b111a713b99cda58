use crate::facts::cite::{FootnoteId, RefTag};
use crate::lint::merge::{empty, give_name, is_editable};
use crate::lint::names::{TakenNames, name_parts, unique_name};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// Footnotes without a name that say the same.
    ///
    /// ## Why is this bad?
    /// The list of references shows the same source several times, so readers take it for several
    /// sources, and a correction must be made in each place. White space, the kind of quotes and
    /// the order of the parameters of a citation are not counted as differences.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.<ref>{{cite book |last=Orme |date=1931 |title=Mills of the Dale}}</ref>
    /// It was rebuilt in brick.<ref>{{cite book |title=Mills of the Dale |last=Orme |date=1931}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill burnt down in 1904.<ref name="Orme 1931">{{cite book |last=Orme |date=1931 |title=Mills of the Dale}}</ref>
    /// It was rebuilt in brick.<ref name="Orme 1931" />
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.<ref>Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It stood on the left bank.<ref>Ibid.</ref> It was rebuilt in brick.<ref>Ibid.</ref>
    /// ```
    struct RefDuplicateContent {}
    name: "ref-duplicate-content",
    group: References,
    severity: Warning,
}

impl Rule for RefDuplicateContent {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let sets = cx.doc.equal_footnotes();
        if sets.is_empty() {
            return;
        }
        let mut taken = TakenNames::of(cx.doc);
        for set in sets {
            check_set(cx, set, &mut taken);
        }
    }
}

/// Reports all footnotes of a set but the one that is kept: the first with a name, else the first.
fn check_set(cx: &mut Context<'_, '_>, set: &[FootnoteId], taken: &mut TakenNames) {
    let doc = cx.doc;
    let is_named = |id: &&FootnoteId| doc.refs.footnote(**id).name.is_some();
    let kept_id = *set.iter().find(is_named).unwrap_or(&set[0]);
    let Some(kept) = doc.refs.footnote(kept_id).definition.map(|tag| doc.refs.tag(tag)) else {
        return;
    };
    let label = doc.refs.footnote(kept_id).label();
    let mut naming = None;
    for &id in set.iter().filter(|&&id| id != kept_id && doc.refs.footnote(id).name.is_none()) {
        let Some(tag) = doc.refs.footnote(id).definition.map(|tag| doc.refs.tag(tag)) else {
            continue;
        };
        let naming = naming.get_or_insert_with(|| naming_of(cx, kept, taken));
        let fix = naming.as_ref().and_then(|naming| merge(naming, tag, doc.text));
        let message = if label.is_empty() {
            "another footnote says the same".to_owned()
        } else {
            format!("this footnote says the same as footnote {label}")
        };
        let found = cx.report(tag.body.unwrap_or(tag.span), message);
        found.related(kept.body.unwrap_or(kept.span), "the same content");
        if let Some(fix) = fix {
            found.help("give the first one a name, and use that name here");
            found.fix(fix);
        } else {
            found.help("give one of them a name, and use that name in the other places");
        }
    }
}

/// The name of the footnote that is kept.
struct Naming {
    /// A whole `name="…"`.
    attribute: String,
    /// What gives the name to the footnote, if it has none.
    edit: Option<Edit>,
}

fn naming_of(cx: &Context<'_, '_>, kept: &RefTag<'_>, taken: &mut TakenNames) -> Option<Naming> {
    if !is_editable(kept) {
        return None;
    }
    if let Some(attribute) = kept.attribute("name") {
        // An empty name is another fault.
        let is_name = kept.name.is_some();
        let attribute = attribute.span.of(cx.doc.text).to_owned();
        return is_name.then_some(Naming { attribute, edit: None });
    }
    let source = cx.doc.source(cx.doc.cited(cx.doc.refs.footnote(kept.footnote?).definition?)?);
    let parts = name_parts(&source);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let attribute = format!("name=\"{}\"", unique_name(&parts, taken));
    let edit = Some(give_name(kept, &attribute, cx.doc.text));
    Some(Naming { attribute, edit })
}

/// Makes a footnote a use of the one that is kept.
fn merge(naming: &Naming, tag: &RefTag<'_>, text: &str) -> Option<Fix> {
    let can_be_merged =
        is_editable(tag) && tag.in_list.is_none() && tag.attribute("name").is_none();
    let edits =
        || naming.edit.iter().cloned().chain([give_name(tag, &naming.attribute, text), empty(tag)]);
    can_be_merged.then(|| Fix::new("make one footnote of them", Applicability::Unsafe, edits()))
}
