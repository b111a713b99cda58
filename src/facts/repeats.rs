//! Arguments of one citation that set the same thing twice.

use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::citations::{ArgumentState, Citation, ValueState};
use crate::site::ParameterMeaning;
use crate::syntax::view::Argument;

/// How far the numbers of people's fields are apart in a [`slot`]: most people have two or three
/// fields, whose own numbers are close to each other.
const NEXT_PERSON: u32 = 97;

/// Two arguments of a citation that set the same thing, as indices into
/// [`Citation::arguments`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The one that stands first.
    pub earlier: usize,
    /// The one that stands later.
    pub later: usize,
    /// Whether they have the same name; else the names are aliases, and neither is empty.
    pub same_name: bool,
}

impl Citation<'_> {
    /// The arguments that set what one before them has set, in source order. Each is paired with
    /// the last one before it.
    pub fn repeats(&self) -> Vec<Repeat> {
        if !self.may_repeat {
            return Vec::new();
        }
        let mut repeats = Vec::new();
        let mut names = FxHashMap::default();
        let mut fields = FxHashMap::default();
        for (later, (argument, state)) in self.states().enumerate() {
            let before = names.insert(argument.key(), later);
            let field = match state.meaning {
                Some(ParameterMeaning::Sets(field, number)) if state.value != ValueState::Empty => {
                    fields.insert((field, number), later)
                }
                _ => None,
            };
            if let Some(earlier) = before {
                repeats.push(Repeat { earlier, later, same_name: true });
            } else if let Some(earlier) = field {
                repeats.push(Repeat { earlier, later, same_name: false });
            }
        }
        repeats
    }

    /// Whether two arguments could set the same thing: a quick look that is seldom wrong, as
    /// nearly all citations set everything once.
    pub(super) fn look_for_repeats(&self) -> bool {
        let mut seen = [0_u64; 4];
        self.states().any(|(argument, state)| {
            let bit = slot(argument, state);
            let word = &mut seen[usize::from(bit >> 6)];
            let mask = 1 << (bit & 63);
            let is_taken = *word & mask != 0;
            *word |= mask;
            is_taken
        })
    }
}

/// A number that is equal for arguments that set the same thing.
fn slot(argument: &Argument<'_>, state: ArgumentState) -> u8 {
    let number = match (state.meaning, &argument.name, argument.position) {
        // Those of one family have numbers of their own, as far as they are no people.
        (Some(ParameterMeaning::Sets(field, number)), _, _) => {
            (field.index() as u32).wrapping_add(number.wrapping_sub(1).wrapping_mul(NEXT_PERSON))
        }
        (_, Some(name), _) => name.parse().unwrap_or_else(|_| FxBuildHasher.hash_one(name) as u32),
        (_, None, position) => position.unwrap_or_default(),
    };
    number as u8
}

#[cfg(test)]
mod tests {
    use crate::facts::Document;
    use crate::site::Site;

    fn repeats(text: &str) -> Vec<(usize, usize, bool)> {
        let doc = Document::new(text, Site::mediawiki());
        let repeats = doc.citations[0].repeats();
        repeats.iter().map(|it| (it.earlier, it.later, it.same_name)).collect()
    }

    #[test]
    fn names_and_aliases_are_found_twice() {
        assert_eq!(repeats("{{cite web|title=A|url=b|title=}}"), [(0, 2, true)]);
        assert_eq!(repeats("{{cite web|accessdate=A|access-date=b}}"), [(0, 1, false)]);
        assert_eq!(repeats("{{cite web|accessdate=|access-date=b}}"), []);
        assert_eq!(repeats("{{cite web|x=1|x=2|x=3}}"), [(0, 1, true), (1, 2, true)]);
        assert_eq!(repeats("{{cite web|a|1=b}}"), [(0, 1, true)]);
        assert_eq!(repeats("{{cita web|a=1|a=2}}"), [(0, 1, true)]);
        assert_eq!(repeats("{{cite web|last=A|last1=B}}"), [(0, 1, false)]);
        assert_eq!(repeats("{{cite web|last1=A|last2=B|title=C|url=D|page=3}}"), []);
    }
}
