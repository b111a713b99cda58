//! Titles and other text.

use super::{Value, ValueFaultKind, ValueKind};
use crate::facts::traits::Traits;
use crate::site::{CitationValues, KnownTitle};

/// The fewest letters of a title in capitals: shorter ones may be names.
const FEWEST_CAPITALS: usize = 10;

impl Value<'_> {
    /// The title of a work or of a part of one. `is_linked`: the template makes a link of it.
    pub(super) fn judge_title(&mut self, is_linked: bool) {
        let (text, site) = (self.text, self.site);
        let data = &site.citation_values;
        if matches!(self.field, "title" | "chapter" | "trans-title") {
            if let Some((kind, found)) = data.titles.find(text) {
                let kind = match kind {
                    KnownTitle::Archive => ValueFaultKind::ArchiveTitle,
                    KnownTitle::Generic => ValueFaultKind::GenericTitle,
                };
                self.report(kind, found);
            } else if self.is_all_caps() {
                self.report(ValueFaultKind::AllCapsTitle, text);
            }
        }
        if self.traits.has(Traits::PUNCTUATION)
            && let Some(at) = text.find(is_curly)
        {
            let length = text[at..].chars().next().map_or(0, char::len_utf8);
            self.report_at(ValueFaultKind::CurlyQuote, at, length);
        }
        if is_linked
            && self.traits.has(Traits::BRACKET)
            && let Some(start) = text.find("[[")
            && let Some(length) = text[start..].find("]]")
        {
            self.report_at(ValueFaultKind::LinkInLinkedTitle, start, length + 2);
        }
    }

    /// What holds for titles, names of people and all other text.
    pub(super) fn judge_text(&mut self) {
        let text = self.text;
        let is_formatted =
            matches!(self.field, "work" | "publisher" | "encyclopedia" | "mailing-list");
        if is_formatted
            && self.traits.has(Traits::APOSTROPHE)
            && let Some(start) = text.find("''")
        {
            let end = text.rfind("''").map_or(start, |at| at + 2);
            self.report_at(ValueFaultKind::Markup, start, end - start);
        }
        if self.traits.has(Traits::SLASH) && takes_no_address(self.field, self.kind) {
            self.judge_address_in_text();
        }
        let is_note = matches!(
            self.field,
            "quote" | "trans-quote" | "script-quote" | "postscript" | "at" | "id"
        );
        if !is_note && text.ends_with([',', ';', ':']) && !ends_in_entity(text) {
            self.report_at(ValueFaultKind::ExtraPunctuation, text.len() - 1, 1);
        }
    }

    /// What stands in parameters for details.
    pub(super) fn judge_detail(&mut self) {
        let (text, site) = (self.text, self.site);
        let data = &site.citation_values;
        match self.field {
            "volume" => {
                let words = [data.extra_text.volume.as_slice(), &data.extra_text.issue];
                self.judge_extra_word(&words);
            }
            "issue" => {
                let words = [data.extra_text.issue.as_slice(), &data.extra_text.volume];
                self.judge_extra_word(&words);
            }
            "edition" => {
                if let Some(mark) = edition_mark(data, text) {
                    self.report(ValueFaultKind::ExtraText, mark);
                }
            }
            "location" | "publication-place" if self.traits.has(Traits::DIGIT) => {
                self.report(ValueFaultKind::DigitsInPlace, text);
            }
            "publisher" if self.traits.has(Traits::DOT) && domain(data, text).is_some() => {
                self.report(ValueFaultKind::PublisherIsDomain, text);
            }
            "language" => self.judge_language(),
            "postscript" if is_long(text) => {
                self.report(ValueFaultKind::LongPostscript, text);
            }
            _ => {}
        }
    }

    pub(super) fn judge_extra_word(&mut self, lists: &[&[String]]) {
        let text = self.text;
        if let Some(word) = lists.iter().find_map(|words| extra_word(words, text)) {
            self.report(ValueFaultKind::ExtraText, word);
        }
    }

    fn judge_language(&mut self) {
        let text = self.text;
        if self.traits.has(Traits::BRACKET) {
            return;
        }
        for part in text.split([',', ';', '/', '&']).flat_map(|part| part.split(" and ")) {
            let name = part.trim().trim_start_matches("and ").trim_start_matches("in ");
            let lower = name.to_lowercase();
            if !name.is_empty() && !self.site.citation_values.is_language(&lower) {
                self.report(ValueFaultKind::UnknownLanguage, name);
            }
        }
    }

    fn judge_address_in_text(&mut self) {
        let text = self.text;
        let bytes = text.as_bytes();
        let found = memchr::memmem::find_iter(bytes, b"//").find_map(|at| {
            let scheme = text[..at].strip_suffix(':');
            match scheme {
                Some(before) => {
                    let name = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                    let is_known =
                        self.site.url_protocols.at_start(&text.as_bytes()[name.len()..]).is_some();
                    is_known.then_some(name.len())
                }
                None => text[..at].ends_with('[').then_some(at),
            }
        });
        if let Some(start) = found {
            let rest = &text[start..];
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ']' | '<' | '"'));
            let end = end.unwrap_or(rest.len());
            self.report_at(ValueFaultKind::AddressInText, start, end);
        }
    }

    fn is_all_caps(&self) -> bool {
        let small_or_spaceless = self.traits.has(Traits::LOWER) || !self.traits.has(Traits::SPACE);
        !small_or_spaceless
            && self.text.chars().filter(|c| c.is_uppercase()).count() >= FEWEST_CAPITALS
            && !self.text.chars().any(char::is_lowercase)
    }
}

/// Whether the value of a field cannot hold an address. Pages may: of a scanned book, for instance.
fn takes_no_address(field: &str, kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Title | ValueKind::Name)
        || matches!(field, "publisher" | "location" | "publication-place" | "series" | "edition")
        || matches!(field, "volume" | "issue" | "agency" | "department" | "language")
}

/// Whether a postscript is more than one sign.
fn is_long(postscript: &str) -> bool {
    postscript.chars().count() > 1 && postscript != "none" && !postscript.starts_with('&')
}

fn ends_in_entity(text: &str) -> bool {
    let Some(start) = text.strip_suffix(';').and_then(|text| text.rfind('&')) else { return false };
    text[start + 1..text.len() - 1].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

/// Whether this is a quotation mark or an apostrophe of print.
fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// One of these words at the start of a value, with its full stop and what blanks follow: `pp. ` in
/// `pp. 3–5`. `None` where nothing would be left of the value.
pub fn extra_word<'t>(words: &[String], text: &'t str) -> Option<&'t str> {
    let end = text.find(|c: char| !c.is_alphabetic() && !matches!(c, '°' | '№'))?;
    let word = &text[..end];
    let is_listed = |it: &String| {
        it.eq_ignore_ascii_case(word) || !word.is_ascii() && *it == word.to_lowercase()
    };
    // A capital P before a number is its letter: page P7.
    let is_letter = word == "P" && !text[end..].starts_with(['.', ' ']);
    if word.len() > 8 || is_letter || !words.iter().any(is_listed) {
        return None;
    }
    let rest = text[end..].trim_start_matches(['.', ':', '=']).trim_start();
    let rest = rest.strip_prefix("&nbsp;").unwrap_or(rest);
    // "no" and "volumes" may be words of a title.
    let is_number = rest.starts_with(|c: char| !c.is_alphabetic() || c.is_uppercase());
    let is_roman = rest.bytes().all(|byte| b"ivxlcdm".contains(&byte));
    ((is_number || is_roman) && !rest.is_empty()).then(|| &text[..text.len() - rest.len()])
}

/// "ed." or "edition" at the end of an edition, with the blank before it.
pub fn edition_mark<'t>(data: &CitationValues, text: &'t str) -> Option<&'t str> {
    let without_stop = text.strip_suffix('.').unwrap_or(text);
    let before = without_stop.trim_end_matches(char::is_alphabetic);
    let word = &without_stop[before.len()..];
    let is_listed = data.extra_text.edition.iter().any(|it| it.eq_ignore_ascii_case(word));
    let kept = before.trim_end();
    (is_listed && !kept.is_empty()).then(|| &text[kept.len()..])
}

/// The name of a website that this text is, without scheme and `www.`: `example.org`.
pub fn domain<'t>(data: &CitationValues, text: &'t str) -> Option<&'t str> {
    let name = text.strip_prefix("https://").or(text.strip_prefix("http://")).unwrap_or(text);
    let name = name.strip_suffix('/').unwrap_or(name);
    let bare = name.strip_prefix("www.").or(name.strip_prefix("WWW.")).unwrap_or(name);
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let (before, end) = bare.rsplit_once('.')?;
    let has_name = before.bytes().filter(u8::is_ascii_alphanumeric).count() > 1;
    let ends = data.ends_host(end) || data.ends_host(&end.to_ascii_lowercase());
    (has_name && before.split('.').all(is_label) && ends).then_some(bare)
}

/// Whether a name is in the Vancouver style: a family name and up to three initials without full
/// stops, `Orme AB`, or a group's name in double brackets.
pub fn is_vancouver(name: &str) -> bool {
    if name.starts_with("((")
        || name.eq_ignore_ascii_case("et al.")
        || name.eq_ignore_ascii_case("et al")
    {
        return true;
    }
    let is_suffix = |word: &str| matches!(word, "Jr" | "Sr" | "II" | "III" | "2nd" | "3rd" | "4th");
    let mut words: Vec<&str> = name.split_ascii_whitespace().collect();
    if words.len() > 2 && words.last().is_some_and(|word| is_suffix(word)) {
        words.pop();
    }
    let is_initials =
        |word: &str| word.chars().all(char::is_uppercase) && word.chars().count() <= 3;
    let is_clean = |word: &str| !word.contains(['.', ';', '(', ')']);
    match words.split_last() {
        None => false,
        Some((only, [])) => is_clean(only),
        Some((initials, family)) => {
            is_initials(initials) && family.iter().all(|word| is_clean(word))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    #[test]
    fn words_that_templates_print_are_found() {
        let data = &Site::mediawiki().citation_values;
        let word = |text: &'static str| extra_word(&data.extra_text.pages, text);
        assert_eq!(word("pp. 3–5"), Some("pp. "));
        assert_eq!(word("p3"), Some("p"));
        assert_eq!(word("Page 12"), Some("Page "));
        assert_eq!(word("pages"), None);
        assert_eq!(word("P7"), None);
        assert_eq!(word("Plate 7"), None);
        let word = |text: &'static str| extra_word(&data.extra_text.issue, text);
        assert_eq!(word("no. 3"), Some("no. "));
        assert_eq!(word("No 3"), Some("No "));
        assert_eq!(word("November"), None);
        assert_eq!(word("№3"), Some("№"));
        let mark = |text: &'static str| edition_mark(data, text);
        assert_eq!(mark("2nd ed."), Some(" ed."));
        assert_eq!(mark("Revised Edition"), Some(" Edition"));
        assert_eq!(mark("revised"), None);
        assert_eq!(mark("edition"), None);
    }

    #[test]
    fn names_of_websites_are_told_from_abbreviations() {
        let data = &Site::mediawiki().citation_values;
        for (text, expected) in [
            ("www.example.org", Some("example.org")),
            ("Example.co.uk", Some("Example.co.uk")),
            ("U.S", None),
            ("A.Knopf", None),
            ("Orme Ltd.", None),
            ("Harrow & Finch", None),
        ] {
            assert_eq!(domain(data, text), expected, "{text}");
        }
    }

    #[test]
    fn the_vancouver_style_has_no_full_stops() {
        for name in ["Orme AB", "de la Rue B", "Bell C Jr", "((Board of Lights))", "et al."] {
            assert!(is_vancouver(name), "{name}");
        }
        for name in ["Orme A.", "Orme Ada", "Ada Orme", "Orme A; Bell B", ""] {
            assert!(!is_vancouver(name), "{name}");
        }
    }
}
