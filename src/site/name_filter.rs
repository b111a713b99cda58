//! A quick test that a name is not among some.

/// Tells by its length, its first and its last byte that a name is not among some, without a hash
/// of it.
///
/// Every template, parameter and word of a page is looked up in several small sets; nearly all are
/// in none.
#[derive(Clone, Debug)]
pub(super) struct NameFilter {
    /// The lengths in bytes of the names that start with each byte, as bits.
    by_first: Box<[u64; 256]>,
    /// The same of those that end with each byte.
    by_last: Box<[u64; 256]>,
}

impl NameFilter {
    /// Whether the name may be one of these.
    pub(super) fn may_hold(&self, name: &str) -> bool {
        let [first, last] = ends(name);
        self.may_have(first, last, name.len())
    }

    /// Whether the name may be one of these, which are in lower case, but for its letter case.
    pub(super) fn may_hold_folded(&self, name: &str) -> bool {
        let [first, last] = ends(name);
        // Outside ASCII the bytes and their number depend on the letter case.
        self.may_have(first.to_ascii_lowercase(), last.to_ascii_lowercase(), name.len())
            || !name.is_ascii()
    }

    fn may_have(&self, first: u8, last: u8, length: usize) -> bool {
        let lengths = self.by_first[usize::from(first)] & self.by_last[usize::from(last)];
        lengths & bit(length) != 0
    }
}

impl<T: AsRef<str>> FromIterator<T> for NameFilter {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        let mut filter = Self { by_first: Box::new([0; 256]), by_last: Box::new([0; 256]) };
        for name in names {
            let name = name.as_ref();
            let [first, last] = ends(name);
            filter.by_first[usize::from(first)] |= bit(name.len());
            filter.by_last[usize::from(last)] |= bit(name.len());
        }
        filter
    }
}

/// The first and the last byte.
fn ends(name: &str) -> [u8; 2] {
    match name.as_bytes() {
        [] => [0, 0],
        [only] => [*only, *only],
        [first, .., last] => [*first, *last],
    }
}

/// The bit of a length; the longest share one.
fn bit(length: usize) -> u64 {
    1 << length.min(63)
}

#[cfg(test)]
mod tests {
    use super::NameFilter;

    #[test]
    fn no_name_is_kept_from_a_set_that_holds_it() {
        let long = "x".repeat(200);
        let names = ["", "x", "dl", "straße", "été", &long].map(str::to_owned);
        let filter: NameFilter = names.iter().collect();
        for name in &names {
            assert!(filter.may_hold(name) && filter.may_hold_folded(name), "{name}");
            assert!(filter.may_hold_folded(&name.to_uppercase()), "{name}");
        }
        assert!(!filter.may_hold("DL") && !filter.may_hold_folded("DLS"));
        assert!(!filter.may_hold("da") && !filter.may_hold("al"));
        assert!(!filter.may_hold("cite web") && !filter.may_hold_folded("Cite web"));
    }
}
