//! The Cite errors of a page, from both sides in one spelling.

use citelint::facts::Document;
use citelint::site::Site;
use serde_json::Value;

/// Messages that MediaWiki 1.39 lacks, and what it shows in their place.
const NEWER: [(&str, &str); 2] = [
    // 1.39 names the bad attribute without suggesting one.
    ("cite_error_ref_parameter_suggestion", "cite_error_ref_too_many_keys"),
    // 1.39 has no message of its own for `name` together with `follow`.
    ("cite_error_ref_follow_conflicts", "cite_error_ref_too_many_keys"),
];

/// Messages of 1.39 that were given up since, and what is shown in their place today.
const OLDER: [(&str, &str); 1] = [
    // An empty group is no longer told apart from a name that its group does not know.
    ("cite_error_references_missing_group", "cite_error_references_missing_key"),
];

/// Messages that 1.39 repeats for one footnote, where today each footnote shows one.
const ONCE: [&str; 2] = [
    // For every further content, and also for the first content after another one.
    "cite_error_references_duplicate_key",
    // For every definition in a list, since an unused one is not remembered.
    "cite_error_references_missing_key",
];

/// The keys of the errors that citelint says MediaWiki shows, sorted.
pub(crate) fn our_keys(text: &str, site: &Site) -> Vec<String> {
    let document = Document::new(text, site);
    let mut keys: Vec<String> =
        document.refs.shown_errors().map(|error| error.key().to_owned()).collect();
    for key in &mut keys {
        if let Some((_, older)) = NEWER.iter().find(|(newer, _)| newer == key) {
            (*older).clone_into(key);
        }
    }
    keys.sort();
    keys
}

/// The keys of the errors that the wiki shows, sorted.
pub(crate) fn their_keys(answer: &Value) -> Vec<String> {
    let mut shown: Vec<(String, String)> = Vec::new();
    let part = |error: &Value, index: usize| error[index].as_str().unwrap_or_default().to_owned();
    for error in answer["cite"].as_array().into_iter().flatten() {
        let (key, argument) = (part(error, 0), part(error, 1));
        let newer = OLDER.iter().find(|(older, _)| *older == key).map(|(_, newer)| *newer);
        let key = newer.map_or(key, str::to_owned);
        let error = (key, argument);
        if ONCE.contains(&error.0.as_str()) && shown.contains(&error) {
            continue;
        }
        shown.push(error);
    }
    let mut keys: Vec<String> = shown.into_iter().map(|(key, _)| key).collect();
    keys.sort();
    keys
}
