//! The footnote that a name with nothing behind it probably means.

use rustc_hash::FxHashMap;

use super::index::{FootnoteId, RefIndex};

/// A footnote whose name is near to another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearName {
    /// The footnote; it has content.
    pub footnote: FootnoteId,
    /// How its name or group differs.
    pub difference: Difference,
}

/// How two names differ, the least difference first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Only the group is another.
    Group,
    /// Letter case, spaces, underscores or quotes.
    Spelling,
    /// This many characters.
    Characters(usize),
}

/// Pages with more footnotes than this get no suggestions by edit distance, so that many unknown
/// names on a large page do not take quadratic time.
const MOST_FOOTNOTES: usize = 2_000;

/// The longest name for which edit distances are taken, in bytes.
const LONGEST_NAME: usize = 100;

impl RefIndex<'_> {
    /// The named footnotes with content, by group and name. Of equal ones, on both sides of a
    /// list, the last.
    pub fn definitions(&self) -> FxHashMap<(&str, &str), FootnoteId> {
        let defined = self.footnotes.iter().zip(0..).filter(|(it, _)| it.definition.is_some());
        defined
            .filter_map(|(it, id)| Some(((&*it.group, it.name.as_deref()?), FootnoteId(id))))
            .collect()
    }

    /// The footnote with content whose name is nearest to this one: the same in another group,
    /// one that is spelt a little differently, or one at a small edit distance (a quarter of the
    /// name, at least 1).
    pub fn nearest_name(&self, group: &str, name: &str) -> Option<NearName> {
        if self.footnotes.len() > MOST_FOOTNOTES || name.len() > LONGEST_NAME {
            return None;
        }
        let folded = fold(name);
        let most = (folded.chars().count() / 4).max(1);
        let near = self.footnotes.iter().zip(0..).filter_map(|(footnote, id)| {
            let other = footnote.name.as_deref().filter(|_| footnote.definition.is_some())?;
            let difference = if other == name {
                (footnote.group != group).then_some(Difference::Group)?
            } else if other.len().abs_diff(name.len()) > most * 4 || other.len() > LONGEST_NAME {
                return None;
            } else {
                compare(&folded, &fold(other), most)?
            };
            Some(NearName { footnote: FootnoteId(id), difference })
        });
        let is_other_group = |near: &NearName| self.footnote(near.footnote).group != group;
        near.min_by_key(|near| (near.difference, is_other_group(near)))
    }
}

fn compare(one: &str, two: &str, most: usize) -> Option<Difference> {
    if one == two {
        return Some(Difference::Spelling);
    }
    // Names of one or two characters are near to each other by chance.
    let is_long_enough = one.chars().count() > 2 && two.chars().count() > 2;
    // Names with other digits mean another year or volume, however near they are.
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let distance = strsim::osa_distance(one, two);
    let is_near = is_long_enough && distance <= most && digits(one) == digits(two);
    is_near.then_some(Difference::Characters(distance))
}

fn fold(name: &str) -> String {
    let is_ignored =
        |c: &char| c.is_whitespace() || matches!(c, '_' | '-' | '"' | '\'' | '“' | '”' | '‘' | '’');
    name.chars().filter(|c| !is_ignored(c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_edit_distance() {
        assert_eq!(compare(&fold("Lee 1999"), &fold("lee_1999"), 2), Some(Difference::Spelling));
        assert_eq!(compare("smith", "smyth", 1), Some(Difference::Characters(1)));
        assert_eq!(compare("lee1999", "lee1998", 1), None);
        assert_eq!(compare("ab", "ac", 1), None);
    }
}
