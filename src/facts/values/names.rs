//! Names of people.

use super::texts::is_vancouver;
use super::{Value, ValueFaultKind};
use crate::facts::traits::Traits;
use crate::site::KnownName;

/// What follows a name after a comma without being another name.
const SUFFIXES: [&str; 16] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "dds", "esq", "obe", "mbe", "cbe", "frs", "mp",
    "dr", "sj",
];

/// The letters of the longest of them.
const LONGEST_SUFFIX: usize = 3;

impl<'v> Value<'v> {
    /// One person.
    pub(super) fn judge_name(&mut self) {
        let (text, site) = (self.text, self.site);
        let data = &site.citation_values;
        let letters = Traits::LOWER.or(Traits::UPPER).or(Traits::WIDE);
        if !self.traits.has(letters) {
            if self.traits.has(Traits::DIGIT) {
                self.report(ValueFaultKind::NumericName, text);
            }
            return;
        }
        // A link says who is meant.
        if self.traits.has(Traits::BRACKET) && text.starts_with("[[") {
            return;
        }
        if let Some(mark) = self.editor_mark() {
            self.report(ValueFaultKind::EditorMark, mark);
        } else if let Some((kind, found)) = data.names.find(text) {
            let kind = match kind {
                KnownName::Unsigned => ValueFaultKind::UnsignedName,
                KnownName::Generic => ValueFaultKind::GenericName,
            };
            self.report(kind, found);
        } else if self.traits.has(Traits::SEPARATOR) && has_several_names(text) {
            self.report(ValueFaultKind::MultipleNames, text);
        }
    }

    /// Several people in one parameter.
    pub(super) fn judge_names(&mut self) {
        if matches!(self.field, "vauthors" | "veditors") {
            let mut part_start = 0;
            for part in self.text.split(',') {
                let name = part.trim();
                if !is_vancouver(name) {
                    let blank = part.len() - part.trim_start().len();
                    self.report_at(ValueFaultKind::NotVancouver, part_start + blank, name.len());
                }
                part_start += part.len() + 1;
            }
        }
    }

    /// "(ed.)" or ", eds." after a name, with what joins it to the name. In lower case: `Ed` is a
    /// name.
    fn editor_mark(&self) -> Option<&'v str> {
        let text = self.text;
        let without_close = text.trim_end_matches([')', ']', '.', ' ']);
        let before = without_close.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let word = &without_close[before.len()..];
        let is_mark = self.site.citation_values.editor_marks.words.iter().any(|it| it == word);
        let name = before.trim_end_matches([' ', '(', '[', ',', '.']);
        let is_apart = before.ends_with([' ', '(', '[', ',', '.']);
        (is_mark && is_apart && !name.is_empty()).then(|| &text[name.len()..])
    }
}

/// Whether a name is a list of names: more than one semicolon or comma that no suffix such as `Jr`
/// follows, as the module of the templates counts them.
fn has_several_names(text: &str) -> bool {
    let count = |separator| {
        let parts = text.split(separator);
        parts.filter(|part| !part.trim().is_empty() && !is_suffix(part)).count()
    };
    let signs = |separator: u8| memchr::memchr_iter(separator, text.as_bytes()).count();
    // Most names with a comma are one, written as in an index.
    signs(b';') > 0 && !text.contains('&') && count(';') > 1 || signs(b',') > 1 && count(',') > 2
}

/// Whether the letters of a text are those of a suffix.
fn is_suffix(text: &str) -> bool {
    let mut letters = [0; LONGEST_SUFFIX];
    let mut length = 0;
    for letter in text.bytes().filter(u8::is_ascii_alphabetic) {
        let Some(place) = letters.get_mut(length) else { return false };
        *place = letter.to_ascii_lowercase();
        length += 1;
    }
    SUFFIXES.iter().any(|suffix| suffix.as_bytes() == &letters[..length])
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SUFFIX, SUFFIXES, has_several_names};

    #[test]
    fn no_suffix_has_more_letters_than_are_compared() {
        assert_eq!(SUFFIXES.iter().map(|it| it.len()).max(), Some(LONGEST_SUFFIX));
    }

    #[test]
    fn names_are_counted_without_suffixes() {
        for one in
            ["Orme", "Orme, Ada", "Orme, Ada, Jr.", "Orme, A., PhD, MD", "Orme;", "a &amp; b; c"]
        {
            assert!(!has_several_names(one), "{one}");
        }
        for several in ["Orme; Bell", "Orme, Bell, Ley", "Orme, Ada, Junior", ",Orme, Ada, B"] {
            assert!(has_several_names(several), "{several}");
        }
    }
}
