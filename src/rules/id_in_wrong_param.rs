use rustc_hash::FxHashMap;

use crate::facts::identifiers::Place;
use crate::identifier::{Kind, labelled, plain};
use crate::lint::identifiers::parameters;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::Identifiers;
use crate::syntax::view::Argument;
use crate::text::Span;

declare_rule! {
    /// An identifier in the parameter of another one, or in `id`.
    ///
    /// ## Why is this bad?
    /// In the parameter of another identifier it makes an error or a link that leads nowhere. In
    /// `id` it is mere text: no link, no check, and tools do not find it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |title=Mills |isbn=10.1000/182}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite book |title=Mills |doi=10.1000/182}}
    /// ```
    /// ```wikitext,bad
    /// {{cite book |title=Mills |id=OCLC 1234567}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Mills |doi=10.1000/182 |oclc=1234567}}
    /// ```
    struct IdInWrongParam {}
    name: "id-in-wrong-param",
    group: Identifiers,
    severity: Warning,
}

impl Rule for IdInWrongParam {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let mut found = Vec::new();
        for identifier in &doc.identifiers {
            let Place::Citation { citation, argument } = identifier.place else { continue };
            let Some(kind) = identifier.looks_like else { continue };
            let number = plain(kind, &identifier.value).into_owned();
            let message =
                format!("this is {}, not {}", kind.with_article(), identifier.kind.with_article());
            found.push((citation, Misplaced { argument, kind, number, message }));
        }
        let data: &Identifiers = &doc.site.identifiers;
        for (index, citation) in doc.citations.iter().enumerate() {
            for (at, argument) in citation.arguments.iter().enumerate() {
                if !data.is_for_any_kind(argument.name.as_deref().unwrap_or_default()) {
                    continue;
                }
                let value = argument.trimmed_value_span(doc.text).of(doc.text);
                let Some((kind, number)) = labelled(value) else { continue };
                let (number, message) =
                    (number.into_owned(), format!("this {kind} has a parameter of its own"));
                found.push((index, Misplaced { argument: at, kind, number, message }));
            }
        }
        let mut own: FxHashMap<usize, FxHashMap<Kind, usize>> = FxHashMap::default();
        for (index, misplaced) in found {
            let citation = &doc.citations[index];
            let own = own.entry(index).or_insert_with(|| parameters(doc.site, citation));
            let own = own.get(&misplaced.kind).map(|&at| &citation.arguments[at]);
            report(cx, &citation.arguments[misplaced.argument], &misplaced, own);
        }
    }
}

/// An identifier in the wrong parameter.
struct Misplaced {
    /// Index into the arguments of the citation.
    argument: usize,
    kind: Kind,
    /// The value as it should be written.
    number: String,
    message: String,
}

fn report(
    cx: &mut Context<'_, '_>,
    argument: &Argument<'_>,
    misplaced: &Misplaced,
    own: Option<&Argument<'_>>,
) {
    let doc = cx.doc;
    let Misplaced { kind, number, message, .. } = misplaced;
    let span = argument.trimmed_value_span(doc.text);
    let found = cx.report(span, message);
    let Some(name) = doc.site.identifiers.usual_name(*kind) else { return };
    if let Some(own) = own {
        found.related(own.span, format!("the {kind} of this citation"));
        found.help(format!("`{name}` is the place for it; if both are right, remove this one"));
        return;
    }
    found.help(format!("write {}", code(&format!("|{name}={number}"))));
    if number.contains(['|', '{', '}', '\n']) {
        return;
    }
    let written = argument.name_span.of(doc.text);
    let start = argument.name_span.start + (written.len() - written.trim_start().len()) as u32;
    let old_name = Span::new(start, start + written.trim().len() as u32);
    let edits = [Edit::replace(old_name, name), Edit::replace(span, number)];
    found.fix(Fix::new(format!("move it to `{name}`"), Applicability::Unsafe, edits));
}
