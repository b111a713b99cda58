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

/// The characters of a text that count, in lower case.
pub(crate) fn folded(text: &str, counts: impl Fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        let characters = text.bytes().map(char::from).filter(|&c| counts(c));
        characters.for_each(|c| folded.push(c.to_ascii_lowercase()));
    } else {
        folded.extend(text.chars().filter(|&c| counts(c)).flat_map(char::to_lowercase));
    }
    folded
}

/// Whether two names differ by one slip: a character that is wrong, lacking or too many, or two
/// that have changed places.
pub(crate) fn is_one_slip(one: &str, two: &str) -> bool {
    let start = one.chars().zip(two.chars()).take_while(|(a, b)| a == b);
    let start: usize = start.map(|(a, _)| a.len_utf8()).sum();
    let (one, two) = (&one[start..], &two[start..]);
    let end = one.chars().rev().zip(two.chars().rev()).take_while(|(a, b)| a == b);
    let end: usize = end.map(|(a, _)| a.len_utf8()).sum();
    let mut one = one[..one.len() - end].chars();
    let mut two = two[..two.len() - end].chars();
    let (first, second) =
        ([one.next(), one.next(), one.next()], [two.next(), two.next(), two.next()]);
    match (first, second) {
        ([a, None, _], [b, None, _]) => a.is_some() || b.is_some(),
        ([Some(a), Some(b), None], [Some(c), Some(d), None]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{folded, is_one_slip, nearest};

    proptest! {
        #[test]
        fn one_slip_is_a_distance_of_one(one in "[abé]{0,6}", two in "[abé]{0,6}") {
            prop_assert_eq!(is_one_slip(&one, &two), strsim::osa_distance(&one, &two) == 1);
        }
    }

    #[test]
    fn finds_slips_and_nothing_far_away() {
        let names = ["ref-undefined", "ref-empty", "unclosed-link"];
        assert_eq!(nearest("ref-undefind", names), Some("ref-undefined"));
        assert_eq!(nearest("Ref-Empty", names), Some("ref-empty"));
        assert_eq!(nearest("heading", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"ref-empty".repeat(1 << 20), names), None);
    }
    #[test]
    fn letters_are_folded_within_ascii_and_outside() {
        assert_eq!(folded("O'Neil-Smith 1999a", char::is_alphanumeric), "oneilsmith1999a");
        assert_eq!(folded("ÉTÉ (Noël)", char::is_alphanumeric), "éténoël");
        assert_eq!(folded("", char::is_alphanumeric), "");
    }
}
