//! What of an address tracks readers.

use std::ops::Range;

use crate::site::Site;

/// The parameters of an address that say where a reader came from, as ranges of bytes that can be
/// taken out one by one or all together.
pub fn tracking(text: &str, site: &Site) -> Vec<Range<usize>> {
    let Some(query) = memchr::memchr(b'?', text.as_bytes()) else { return Vec::new() };
    let end = memchr::memchr(b'#', text.as_bytes()).unwrap_or(text.len());
    if end < query {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = query + 1;
    let mut is_first = true;
    for parameter in text[at..end].split('&') {
        let name = parameter.split('=').next().unwrap_or_default();
        let next = at + parameter.len() + 1;
        let is_escaped = name.contains('%');
        if !name.is_empty() && !is_escaped && site.sources.is_tracking(name) {
            // With the `&` after it while nothing is kept before, else with the one before.
            let range = if is_first { at..next.min(end) } else { at - 1..next - 1 };
            found.push(range);
        } else {
            is_first = false;
        }
        at = next;
    }
    // Nothing is left after the question mark.
    if is_first && let Some(first) = found.first_mut() {
        first.start = query;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::tracking;
    use crate::site::Site;

    #[test]
    fn what_tracks_is_taken_out_and_nothing_else() {
        let without = |text: &str| {
            let mut text = text.to_owned();
            for range in tracking(&text.clone(), Site::mediawiki()).into_iter().rev() {
                text.replace_range(range, "");
            }
            text
        };
        for (text, expected) in [
            ("https://example.org/?utm_source=x", "https://example.org/"),
            ("https://example.org/?utm_source=x#top", "https://example.org/#top"),
            ("https://example.org/?a=1&utm_source=x&b=2", "https://example.org/?a=1&b=2"),
            ("https://example.org/?utm_source=x&fbclid=y&b=2", "https://example.org/?b=2"),
            ("https://example.org/?utm_source=x&fbclid=y", "https://example.org/"),
            ("https://example.org/?a=1&utm_source=x#b", "https://example.org/?a=1#b"),
            ("https://example.org/#?utm_source=x", "https://example.org/#?utm_source=x"),
        ] {
            assert_eq!(without(text), expected, "{text}");
        }
    }
}
