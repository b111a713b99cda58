//! The people that a citation names.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::facts::{Citation, FieldSetting};
use crate::syntax::tree::NodeId;

/// What people of a citation do, as in the names of the fields, such as `author-last`.
const ROLES: [&str; 5] = ["author", "contributor", "editor", "interviewer", "translator"];

/// The people of one role.
pub(crate) type People<'a, 's> = BTreeMap<u32, Person<'a, 's>>;

/// One person, as far as parameters tell.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Person<'a, 's> {
    /// The family name, or the whole name.
    pub(crate) last: Option<FieldSetting<'a, 's>>,
    /// The given name.
    pub(crate) first: Option<FieldSetting<'a, 's>>,
}

/// The people of a citation by role and number.
pub(crate) fn people<'a, 's>(citation: &'a Citation<'s>) -> BTreeMap<&'s str, People<'a, 's>> {
    let mut people: BTreeMap<&str, People<'_, '_>> = BTreeMap::new();
    for setting in citation.fields() {
        let last = setting.name.strip_suffix("-last");
        let Some(role) = last.or_else(|| setting.name.strip_suffix("-first")) else { continue };
        if !ROLES.contains(&role) {
            continue;
        }
        let person = people.entry(role).or_default().entry(setting.number).or_default();
        if last.is_some() {
            person.last = Some(setting);
        } else {
            person.first = Some(setting);
        }
    }
    people
}

/// Whether the people of a role are given in one parameter, so that the others do not count.
pub(crate) fn has_list(citation: &Citation<'_>, role: &str) -> bool {
    citation.fields().any(|setting| match role {
        "author" => matches!(setting.name, "authors" | "vauthors"),
        "editor" => setting.name == "veditors",
        _ => false,
    })
}

/// How many people of each role the citations name, counted once for all limits of one citation.
#[derive(Default)]
pub(crate) struct Counts(FxHashMap<(NodeId, String), Option<usize>>);

impl Counts {
    /// How many people of a role a citation names; `None` where only the template can count them.
    pub(crate) fn of(&mut self, citation: &Citation<'_>, role: &str) -> Option<usize> {
        *self.0.entry((citation.node, role.to_owned())).or_insert_with(|| {
            let is_known = !citation.is_open() && !has_list(citation, role);
            is_known.then(|| people(citation).remove(role).map_or(0, |people| people.len()))
        })
    }
}

/// The role whose people a field limits: `author` of `display-authors`.
pub(crate) fn limited_role(field: &str) -> Option<&str> {
    field.strip_prefix("display-")?.strip_suffix('s')
}

/// The usual name of the parameter for a part of a person: `last2`, `editor2-first`.
pub(crate) fn parameter(role: &str, part: &str, number: u32) -> String {
    let number = if number == 1 { String::new() } else { number.to_string() };
    match role {
        "author" => format!("{part}{number}"),
        role => format!("{role}{number}-{part}"),
    }
}
