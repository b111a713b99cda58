//! Names of people.

use super::texts::is_vancouver;
use super::traits::Traits;
use super::{Value, ValueFaultKind};
use crate::site::KnownName;

/// What follows a name after a comma without being another name.
const SUFFIXES: [&str; 16] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "dds", "esq", "obe", "mbe", "cbe", "frs", "mp",
    "dr", "sj",
];

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
    let is_suffix = |part: &str| {
        let letters = part.bytes().filter(u8::is_ascii_alphabetic);
        let is =
            |suffix: &str| letters.clone().map(|it| it.to_ascii_lowercase()).eq(suffix.bytes());
        SUFFIXES.into_iter().any(is)
    };
    let named = |part: &&str| !part.trim().is_empty() && !is_suffix(part);
    let without_entities = !text.contains('&');
    let semicolons = text.split(';').filter(named).count();
    let commas = text.split(',').filter(named).count();
    (without_entities && semicolons > 1) || commas > 2
}
