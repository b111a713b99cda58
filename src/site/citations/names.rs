//! Names of parameters with numbers in them: `#` stands for a number or for nothing.

use rustc_hash::FxHashMap;

/// No parameter has a longer name, in bytes; what is longer is not looked up.
const MAX_NAME: usize = 64;

/// What names of parameters stand for.
#[derive(Clone, Debug)]
pub(in crate::site) struct NameMap<T> {
    /// By name, with `#` in the place of a number.
    entries: FxHashMap<String, T>,
    /// The lengths of the names, as bits: maps of few names are asked for each parameter of a page.
    lengths: u128,
    has_numbers: bool,
}

impl<T> NameMap<T> {
    pub(in crate::site) fn new() -> Self {
        Self { entries: FxHashMap::default(), lengths: 0, has_numbers: false }
    }

    /// Adds a name. Of equal ones the last counts.
    pub(in crate::site) fn insert(&mut self, name: &str, value: T)
    where
        T: Clone,
    {
        if name.contains('#') {
            self.has_numbers = true;
            self.insert(&name.replace('#', ""), value.clone());
        }
        self.lengths |= Self::length(name.len());
        self.entries.insert(name.to_owned(), value);
    }

    /// What a name stands for, and its number if it has one.
    pub(in crate::site) fn get(&self, name: &str) -> Option<(&T, Option<u32>)> {
        if let Some(value) = self.entry(name) {
            return Some((value, None));
        }
        if !self.has_numbers {
            return None;
        }
        let bytes = name.as_bytes();
        let digits = bytes.iter().position(u8::is_ascii_digit)?;
        let count = bytes[digits..].iter().position(|byte| !byte.is_ascii_digit());
        let after = count.map_or(bytes.len(), |count| digits + count);
        // On the stack, as there are many numbered names on a page.
        let mut pattern = [0; MAX_NAME];
        let length = digits + 1 + bytes.len() - after;
        let pattern = pattern.get_mut(..length).filter(|_| self.has_length(length))?;
        pattern[..digits].copy_from_slice(&bytes[..digits]);
        pattern[digits] = b'#';
        pattern[digits + 1..].copy_from_slice(&bytes[after..]);
        let value = self.entries.get(str::from_utf8(pattern).ok()?)?;
        Some((value, Some(name[digits..after].parse().ok()?)))
    }

    fn entry(&self, name: &str) -> Option<&T> {
        if self.has_length(name.len()) { self.entries.get(name) } else { None }
    }

    fn has_length(&self, length: usize) -> bool {
        self.lengths & Self::length(length) != 0
    }

    fn length(length: usize) -> u128 {
        1 << length.min(127)
    }

    /// What a name as it was added stands for.
    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.entries.get_mut(name)
    }

    /// The names, with `#`, and those that stand for no number too.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<T: Clone> FromIterator<(String, T)> for NameMap<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (name, value) in entries {
            map.insert(&name, value);
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::NameMap;

    #[test]
    fn a_number_in_a_name_is_read_from_its_place() {
        let mut map = NameMap::new();
        for name in ["author#-last", "last#", "s2cid"] {
            map.insert(name, name.to_owned());
        }
        let get = |name: &str| map.get(name).map(|(value, number)| (value.as_str(), number));
        assert_eq!(get("author12-last"), Some(("author#-last", Some(12))));
        assert_eq!(get("author-last"), Some(("author#-last", None)));
        assert_eq!(get("last3"), Some(("last#", Some(3))));
        assert_eq!(get("s2cid"), Some(("s2cid", None)));
        for unknown in ["last3x", "3last", "last3-4", "last99999999999", &"x1".repeat(99)] {
            assert_eq!(get(unknown), None, "{unknown}");
        }
    }
}
