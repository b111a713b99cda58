//! Footnotes that say the same, and the edits that make one of several.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::fix::Edit;
use super::rule::Context;
use crate::facts::cite::{FootnoteId, Origin, RefTag};
use crate::text::Span;

impl Context<'_, '_> {
    /// The footnotes with equal content in one list, as far as there are two or more; each set in
    /// the order of the list, and the sets by their first footnote. References such as "ibid." mean
    /// something else each time, and are left out.
    pub(crate) fn equal_footnotes(&self) -> Vec<Vec<FootnoteId>> {
        let refs = &self.doc.refs;
        let mut set_by_key = FxHashMap::default();
        let mut sets: Vec<Vec<FootnoteId>> = Vec::new();
        for (footnote, id) in refs.footnotes.iter().zip(0..) {
            let is_plain = footnote.main.is_none() && footnote.continuations.is_empty();
            let definition = footnote.definition.filter(|_| is_plain);
            let Some(cited) = definition.and_then(|tag| self.doc.cited(tag)) else { continue };
            if cited.is_relative {
                continue;
            }
            let key = (footnote.list, &footnote.group, cited.fingerprint);
            let set = *set_by_key.entry(key).or_insert_with(|| {
                sets.push(Vec::new());
                sets.len() - 1
            });
            sets[set].push(FootnoteId(id));
        }
        sets.retain(|set| set.len() > 1);
        let mut sets: Vec<_> = sets.iter().flat_map(|set| self.equal_in_text(set)).collect();
        sets.sort();
        sets
    }

    /// Divides footnotes of one fingerprint by their text.
    fn equal_in_text(&self, set: &[FootnoteId]) -> impl Iterator<Item = Vec<FootnoteId>> + use<> {
        let mut by_text: BTreeMap<String, Vec<FootnoteId>> = BTreeMap::new();
        for &id in set {
            let definition = self.doc.refs.footnote(id).definition;
            if let Some(cited) = definition.and_then(|tag| self.doc.cited(tag)) {
                by_text.entry(self.doc.comparable(cited)).or_default().push(id);
            }
        }
        by_text.into_values().filter(|set| set.len() > 1)
    }
}

/// Whether a ref can be changed: its markup is at hand, and no template decides what becomes of it.
pub(crate) fn is_editable(tag: &RefTag<'_>) -> bool {
    let is_special = |name| tag.attribute(name).is_some();
    tag.origin == Origin::Tag
        && !tag.is_in_argument
        && !tag.has_dynamic_key()
        && !is_special("follow")
        && !is_special("details")
        && !is_special("dir")
}

/// Takes the content from a definition, so that it uses the footnote that its attributes name.
pub(crate) fn empty(tag: &RefTag<'_>) -> Edit {
    Edit::replace(Span::new(tag.start_span.end - 1, tag.span.end), " />")
}

/// Gives a name to a ref without one. `attribute` is a whole `name="…"`.
pub(crate) fn give_name(tag: &RefTag<'_>, attribute: &str, text: &str) -> Edit {
    // The letters of `<ref` are replaced too, so that two such edits cannot both apply.
    let start = Span::new(tag.span.start, tag.span.start + 4);
    Edit::replace(start, format!("{} {attribute}", start.of(text)))
}
