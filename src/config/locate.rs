//! Where a setting stands in its file.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One step on the way from a whole file to a setting in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An element of an array, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

/// A way as people write it: `rules.ref-overcite.max`.
pub(super) struct Dotted<'a>(pub(super) &'a [Step]);

impl fmt::Display for Dotted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where a setting stands in a text, in bytes from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Located {
    /// Its key; for an element of an array, the element.
    pub(super) key: Range<usize>,
    /// Its value.
    pub(super) value: Range<usize>,
}

/// Finds a setting; `None` if there is none, or the text is no TOML.
pub(super) fn locate(text: &str, way: &[Step]) -> Option<Located> {
    let root = DeTable::parse(text).ok()?;
    let (first, rest) = way.split_first()?;
    let Step::Key(first) = first else { return None };
    let mut at = entry(root.get_ref(), first)?;
    for step in rest {
        at = match (step, at.1.get_ref()) {
            (Step::Key(key), DeValue::Table(table)) => entry(table, key)?,
            (Step::Index(index), DeValue::Array(array)) => {
                let value = array.get(*index)?;
                (value.span(), value)
            }
            _ => return None,
        };
    }
    Some(Located { key: at.0, value: at.1.span() })
}

type Entry<'t, 'i> = (Range<usize>, &'t Spanned<DeValue<'i>>);

fn entry<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<Entry<'t, 'i>> {
    let (name, value) = table.get_key_value(key)?;
    Some((name.span(), value))
}

#[cfg(test)]
mod tests {
    use super::{Step, locate};

    #[test]
    fn settings_are_found_where_they_stand() {
        let text = "a.b = 1\n[[c]]\nd = ['x', 'y']\n";
        let found = |way: &[Step]| locate(text, way).map(|it| (&text[it.key], &text[it.value]));
        assert_eq!(found(&["a".into(), "b".into()]), Some(("b", "1")));
        let way = ["c".into(), Step::Index(0), "d".into(), Step::Index(1)];
        assert_eq!(found(&way), Some(("'y'", "'y'")));
        assert_eq!(found(&["c".into(), Step::Index(1)]), None);
    }
}
