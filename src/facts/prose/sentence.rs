//! Where sentences end.
//!
//! The rules are those of Unicode (UAX 29), as `unicode-segmentation` has them, corrected by
//! lists of abbreviations. In alphabets whose sentences end with one of three stops the rules are
//! asked only about the neighbourhood of each stop, which holds all that they look at: that is
//! many times faster than to ask about the whole text.

use unicode_segmentation::UnicodeSegmentation;

use crate::site::{SentenceRole, SentenceWords};

/// The longest word that may be an abbreviation or start a sentence, in characters.
const LONGEST_ABBREVIATION: usize = 16;

/// Puts the offsets into `cuts` at which a sentence of the text ends and another starts.
pub(super) fn cuts(text: &str, words: Option<&SentenceWords>, cuts: &mut Vec<u32>) {
    cuts.clear();
    if is_simple(text) {
        stops(text, cuts);
    } else {
        cuts.extend(text.split_sentence_bound_indices().skip(1).map(|(at, _)| at as u32));
    }
    if let Some(words) = words {
        cuts.retain(|&cut| !goes_on(text, cut as usize, words));
    }
}

/// Whether only `.`, `!` and `?` end sentences in the scripts of the text.
fn is_simple(text: &str) -> bool {
    // Latin, Greek and Cyrillic lie below U+0530, and so in UTF-8 below the byte 0xd4.
    const BEYOND: u8 = 0xd4;
    let bytes = text.as_bytes();
    // Without a way out in the middle many bytes are looked at together.
    if bytes.iter().copied().fold(0, u8::max) < BEYOND {
        return true;
    }
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|&byte| byte >= BEYOND) {
        let rest = &text[from + at..];
        let Some(c) = rest.chars().next().filter(|&c| is_without_stop(c)) else { return false };
        from += at + c.len_utf8();
    }
    true
}

/// Whether a character stands in a block in which none but `.`, `!` and `?` ends a sentence, with
/// white space behind it.
fn is_without_stop(c: char) -> bool {
    matches!(c,
        '\0'..='\u{52f}'
        // Hebrew, and the letters of Arabic.
        | '\u{590}'..='\u{5ff}' | '\u{620}'..='\u{6d3}'
        // More of Latin and Greek.
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2010}'..='\u{203a}'
        // Numbers, currencies, arrows, mathematics.
        | '\u{2080}'..='\u{2bff}'
        // Korean syllables.
        | '\u{ac00}'..='\u{d7a3}'
        | super::OBJECT
    )
}

/// The cuts behind `.`, `!` and `?` that have white space after them.
fn stops(text: &str, cuts: &mut Vec<u32>) {
    let bytes = text.as_bytes();
    let mut decided = 0;
    for at in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
        if at < decided {
            continue;
        }
        if let Some((cut, word)) = usual_joint(bytes, at) {
            decided = word;
            if bytes[at] != b'.' || !bytes[word].is_ascii_lowercase() {
                cuts.push(cut as u32);
            }
            continue;
        }
        // All that stands between the stop and the next word.
        let after = &text[at..];
        let word = after.find(char::is_alphanumeric).map_or(text.len(), |length| at + length);
        decided = word;
        let between = &text[at..word];
        if word == text.len() || !between.contains(char::is_whitespace) {
            continue;
        }
        let start = text[..at].char_indices().next_back().map_or(at, |(start, _)| start);
        let end =
            text[word..].char_indices().nth(1).map_or(text.len(), |(length, _)| word + length);
        let window = &text[start..end];
        let bounds = window.split_sentence_bound_indices().skip(1);
        cuts.extend(bounds.map(|(cut, _)| (start + cut) as u32));
    }
}

/// Behind a stop with one space after it, where the space ends and where the next word starts.
/// Quotation marks and brackets may stand round the space. Most stops are like this, and their rule
/// is simple.
fn usual_joint(bytes: &[u8], stop: usize) -> Option<(usize, usize)> {
    let marks = |from: usize, marks: &[u8]| {
        bytes[from..].iter().take(LONGEST_ABBREVIATION).take_while(|it| marks.contains(it)).count()
    };
    let space = stop + 1;
    let space = space + marks(space, b"\"')]");
    if bytes.get(space) != Some(&b' ') {
        return None;
    }
    let word = space + 1;
    let word = word + marks(word, b"\"'([");
    bytes.get(word).is_some_and(u8::is_ascii_alphanumeric).then_some((space + 1, word))
}

/// Whether the sentence goes on across a cut.
fn goes_on(text: &str, cut: usize, words: &SentenceWords) -> bool {
    use SentenceRole as Role;
    let before = text[..cut].trim_end();
    let Some(before) = before.strip_suffix('.') else { return false };
    let Some(word) = last_word(before) else { return false };
    let roles = words.roles(word);
    // An abbreviation may have a space in it: "z. B.".
    let with_previous = || {
        let start = before.len() - word.len();
        let previous = last_word(before[..start].strip_suffix(' ')?)?;
        Some(&before[start - 1 - previous.len()..])
    };
    if roles.has(Role::Abbreviation)
        || roles.has(Role::EndOfAbbreviation)
            && with_previous().is_some_and(|it| words.roles(it).has(Role::Abbreviation))
    {
        return true;
    }
    let next = || first_word(&text[cut..]);
    if roles.has(Role::BeforeNumber) && next().starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let is_ordinal = || words.ordinals && word.bytes().all(|byte| byte.is_ascii_digit());
    (roles.has(Role::Ambiguous) || is_initial(word) || is_ordinal())
        && !words.roles(next()).has(Role::Starter)
}

/// Whether a word is an initial, or ends with one: "J", "J.-P".
fn is_initial(word: &str) -> bool {
    word.chars().rev().take_while(|c| *c != '.' && *c != '-').take(2).count() == 1
        && word.chars().all(|c| c.is_alphabetic() || c == '.' || c == '-')
}

/// The first word of a text; its first letters if it is long.
fn first_word(text: &str) -> &str {
    // Only so far: else a long row of stops would be looked at again for each of them.
    let mut letters = text.char_indices().take(LONGEST_ABBREVIATION);
    let Some((start, _)) = letters.find(|(_, c)| c.is_alphanumeric()) else { return "" };
    let end = letters.find(|(_, c)| !c.is_alphanumeric());
    let end =
        end.map(|(end, _)| end).or_else(|| Some(text.char_indices().nth(LONGEST_ABBREVIATION)?.0));
    &text[start..end.unwrap_or(text.len())]
}

/// The word, with the stops and hyphens in it, at the end of a text; its last letters if it is long.
fn last_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_inside =
        |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'(' | b'[' | b'"' | b'/');
    let length =
        bytes.iter().rev().take(LONGEST_ABBREVIATION).take_while(|it| is_inside(it)).count();
    let start = bytes.len() - length;
    if length == LONGEST_ABBREVIATION || bytes[..start].last().is_none_or(|&it| it == b' ') {
        // Most are like this.
        return (length > 0).then(|| &text[start..]);
    }
    let letters = text.char_indices().rev().take(LONGEST_ABBREVIATION);
    let is_inside =
        |c: char| !c.is_whitespace() && !matches!(c, '(' | '[' | '"' | '“' | '/' | '–' | '—');
    let start = letters.take_while(|&(_, c)| is_inside(c)).last()?.0;
    Some(&text[start..])
}

#[cfg(test)]
mod tests {
    use crate::site::Site;

    fn sentences(text: &str) -> Vec<&str> {
        sentences_in(text, "en")
    }

    fn sentences_in<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
        let mut cuts = Vec::new();
        super::cuts(text, Site::mediawiki().prose.sentence_words(language), &mut cuts);
        let mut found = Vec::new();
        let mut start = 0;
        for cut in cuts.into_iter().map(|cut| cut as usize).chain([text.len()]) {
            found.push(text[start..cut].trim_end());
            start = cut;
        }
        found
    }

    #[test]
    fn stops_end_sentences() {
        assert_eq!(
            sentences("The mill burned. It was rebuilt! Why? Nobody knows."),
            ["The mill burned.", "It was rebuilt!", "Why?", "Nobody knows."]
        );
        assert_eq!(
            sentences("\"It burned.\" They left. (See below.) The end"),
            ["\"It burned.\"", "They left.", "(See below.)", "The end"]
        );
        assert_eq!(sentences("水車が燃えた。村は泣いた。"), ["水車が燃えた。", "村は泣いた。"]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not() {
        for one in [
            "Dr. Ada Lindt met J. R. Moser at No. 5 St. Anne Street.",
            "The 3.5 km road of example.org cost $5.2 million.",
            "He lived in the U.S. Virgin Islands until c. 1950.",
            "Lindt Corp. Mills made flour, e.g. Rye flour (p. 7).",
            "The mill... was old.",
        ] {
            assert_eq!(sentences(one), [one]);
        }
        assert_eq!(
            sentences("He moved to the U.S. The mill closed in World War I. It burned.").len(),
            3
        );
        assert_eq!(sentences("Made by Lindt Inc. In 1950 it closed.").len(), 2);
        let german = "Am 3. Oktober kam Dr. Lindt z. B. Nach Bern.";
        assert_eq!(sentences_in(german, "de"), [german]);
    }

    #[test]
    fn neighbourhoods_of_stops_say_what_the_whole_text_says() {
        use unicode_segmentation::UnicodeSegmentation;
        for text in [
            "One. Two! Three? four. Five (six). \"Seven.\" Eight… nine. 10. Eleven.",
            "Twelve. 13! 14 times? 15, 16.",
            "\"A.\" B. (C.) D! \"e\"? (f) [G.]) 'H. 'I' J.\" k.) l! (m. \"n\" o?\" p. 'Q",
            "Über. Élan.. ‘Was’ this. – Dash. So ?! Yes. a. b. C. D",
            "He (ירושלים) left. The القدس mill. Ὀδ. → Five. 水 (みず). 물. More.",
        ] {
            let mut cuts = Vec::new();
            super::stops(text, &mut cuts);
            let whole: Vec<u32> =
                text.split_sentence_bound_indices().skip(1).map(|(at, _)| at as u32).collect();
            assert_eq!(cuts, whole, "{text}");
        }
    }
}
