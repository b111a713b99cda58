//! Footnotes that say the same.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Document;
use super::cite::FootnoteId;

/// The footnotes with equal content in one list, as far as there are two or more; each set in the
/// order of the list, and the sets by their first footnote. References such as "ibid." mean
/// something else each time, and are left out.
pub(super) fn footnotes(doc: &Document<'_>) -> Vec<Vec<FootnoteId>> {
    let mut alike = FxHashMap::default();
    // Most footnotes are like no other, and get no set.
    let mut sets: Vec<Vec<FootnoteId>> = Vec::new();
    for (footnote, id) in doc.refs.footnotes.iter().zip(0..) {
        let is_plain = footnote.main.is_none() && footnote.continuations.is_empty();
        let definition = footnote.definition.filter(|_| is_plain);
        let Some(cited) = definition.and_then(|tag| doc.cited(tag)) else { continue };
        if cited.is_relative {
            continue;
        }
        let key = (footnote.list, &footnote.group, cited.fingerprint);
        let (first, set) = alike.entry(key).or_insert((FootnoteId(id), None));
        if *first != FootnoteId(id) {
            let set = *set.get_or_insert_with(|| {
                sets.push(vec![*first]);
                sets.len() - 1
            });
            sets[set].push(FootnoteId(id));
        }
    }
    let mut sets: Vec<_> = sets.iter().flat_map(|set| equal_in_text(doc, set)).collect();
    sets.sort();
    sets
}

/// Divides footnotes of one fingerprint by their text.
fn equal_in_text(
    doc: &Document<'_>,
    set: &[FootnoteId],
) -> impl Iterator<Item = Vec<FootnoteId>> + use<> {
    let mut by_text: BTreeMap<String, Vec<FootnoteId>> = BTreeMap::new();
    for &id in set {
        let definition = doc.refs.footnote(id).definition;
        if let Some(cited) = definition.and_then(|tag| doc.cited(tag)) {
            by_text.entry(doc.comparable(cited)).or_default().push(id);
        }
    }
    by_text.into_values().filter(|set| set.len() > 1)
}
