use rustc_hash::FxHashMap;

use crate::facts::identifiers::{Identifier, Place};
use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An address that leads to another DOI, PMID or other number than the citation gives.
    ///
    /// ## Why is this bad?
    /// The title of the citation leads readers to one paper and its identifier to another. One of
    /// the two was copied from the wrong place.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills |journal=Mill Review |url=https://doi.org/10.1000/281 |doi=10.1000/182}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills |journal=Mill Review |url=https://doi.org/10.1000/182 |doi=10.1000/182}}
    /// ```
    struct IdUrlConflict {}
    name: "id-url-conflict",
    group: Identifiers,
    severity: Warning,
}

impl Rule for IdUrlConflict {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let mut given: FxHashMap<(usize, Kind), &Identifier<'_>> = FxHashMap::default();
        for identifier in &doc.identifiers {
            if let Place::Citation { citation, .. } = identifier.place {
                given.insert((citation, identifier.kind), identifier);
            }
        }
        for shown in &doc.shown_identifiers {
            let kind = shown.kind;
            let Some(identifier) = given.get(&(shown.citation, kind)) else { continue };
            let Some(own) = identifier.canonical() else { continue };
            // The address of a part holds the DOI of the whole, and the other way round.
            if shown.value.starts_with(own) || own.starts_with(&shown.value) {
                continue;
            }
            let message = format!("this address leads to another {kind} than the citation gives");
            let found = cx.report(shown.span, message);
            found.related(identifier.span, format!("the {kind} of the citation"));
            found.help("compare both with the source, and correct the wrong one");
        }
    }
}
