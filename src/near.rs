//! "Did you mean …?"

/// The candidate that `given` is most likely a slip for; `None` if none is near.
///
/// Letter case is not counted as a difference. Of equally near candidates the first wins.
pub(crate) fn nearest<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let given = given.to_lowercase();
    // A slip for every three letters is what people still recognise as the same word.
    let length = given.chars().count();
    let limit = (length / 3).max(1);
    // Names that differ more in length are not near, and to compare a long one takes long.
    let may_be_near = |candidate: &&str| candidate.chars().count().abs_diff(length) <= limit;
    candidates
        .into_iter()
        .filter(may_be_near)
        .map(|candidate| {
            (strsim::damerau_levenshtein(&given, &candidate.to_lowercase()), candidate)
        })
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_nothing_far_away() {
        let names = ["ref-undefined", "ref-empty", "unclosed-link"];
        assert_eq!(nearest("ref-undefind", names), Some("ref-undefined"));
        assert_eq!(nearest("Ref-Empty", names), Some("ref-empty"));
        assert_eq!(nearest("heading", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"ref-empty".repeat(1 << 20), names), None);
    }
}
