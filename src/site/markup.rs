//! Lists of markup that the parser asks about at every link and every colon. Each is put in order
//! once, so that a question costs a look and not a walk through the list.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Starts of URLs that become links, such as `https://` and `mailto:`.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct UrlProtocols {
    /// Those with the same first byte stand together.
    list: Vec<Protocol>,
    /// The part of the list that starts with a byte, in either case.
    by_first: [(u8, u8); 256],
    /// The bytes before the colons of the list, in both cases.
    before_colon: [bool; 256],
    /// Those in which there is no colon, such as `//`.
    without_colon: Vec<String>,
}

#[derive(Clone, Debug)]
struct Protocol {
    text: String,
    /// How long the scheme is; `None` for `//`, which has no colon.
    scheme_len: Option<usize>,
}

impl From<Vec<String>> for UrlProtocols {
    fn from(mut texts: Vec<String>) -> Self {
        let first = |text: &String| text.bytes().next().unwrap_or_default().to_ascii_lowercase();
        texts.retain(|text| !text.is_empty());
        texts.truncate(u8::MAX.into());
        texts.sort_by_key(first);
        let without_colon = texts.iter().filter(|text| !text.contains(':')).cloned().collect();
        let (mut by_first, mut before_colon) = ([(0, 0); 256], [false; 256]);
        let mut at = 0;
        for group in texts.chunk_by(|a, b| first(a) == first(b)) {
            let range = (at, at + group.len() as u8);
            let byte = first(&group[0]);
            by_first[byte as usize] = range;
            by_first[byte.to_ascii_uppercase() as usize] = range;
            at = range.1;
        }
        let of_text = |text: String| {
            let scheme_len = text.find(':').filter(|&len| len > 0);
            if let Some(len) = scheme_len {
                let byte = text.as_bytes()[len - 1];
                before_colon[byte.to_ascii_lowercase() as usize] = true;
                before_colon[byte.to_ascii_uppercase() as usize] = true;
            }
            Protocol { text, scheme_len }
        };
        let list = texts.into_iter().map(of_text).collect();
        Self { list, by_first, before_colon, without_colon }
    }
}

impl UrlProtocols {
    /// The protocol that a URL at the start of `text` has.
    pub(crate) fn at_start(&self, text: &[u8]) -> Option<&str> {
        let (from, to) = self.by_first[*text.first()? as usize];
        let mut list = self.list[from.into()..to.into()].iter().map(|it| it.text.as_str());
        list.find(|protocol| starts_with(text, protocol))
    }

    /// Whether `text`, in which there is no colon, starts with a protocol.
    pub(crate) fn starts_without_colon(&self, text: &[u8]) -> bool {
        self.without_colon.iter().any(|protocol| starts_with(text, protocol))
    }

    /// The protocol whose `:` stands at `colon`, and the length of its scheme. `//` alone makes no
    /// bare URL.
    pub(crate) fn around(&self, source: &[u8], colon: u32) -> Option<(&str, u32)> {
        let (before, rest) = source.split_at(colon as usize);
        if !self.before_colon[*before.last()? as usize] {
            return None;
        }
        self.list.iter().find_map(|it| {
            let len = it.scheme_len?;
            let (scheme, after) = it.text.as_bytes().split_at(len);
            let start = before.len().checked_sub(len)?;
            let is_it = rest.starts_with(after) && before[start..].eq_ignore_ascii_case(scheme);
            is_it.then_some((it.text.as_str(), len as u32))
        })
    }
}

/// Whether `text` starts with a protocol, whose case does not count.
fn starts_with(text: &[u8], protocol: &str) -> bool {
    let start = text.get(..protocol.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(protocol.as_bytes()))
}

/// Options of `[[File:…]]`, where `$1` stands for a number or a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct FileOptions {
    words: FxHashSet<String>,
    /// What comes before a text, such as `alt=`.
    prefixes: Vec<String>,
    /// What comes after a size, such as `px`.
    units: Vec<String>,
}

impl From<Vec<String>> for FileOptions {
    fn from(patterns: Vec<String>) -> Self {
        let mut options =
            Self { words: FxHashSet::default(), prefixes: Vec::new(), units: Vec::new() };
        for pattern in patterns {
            match pattern.split_once("$1") {
                None => _ = options.words.insert(pattern),
                Some(("", unit)) => options.units.push(unit.to_owned()),
                Some((prefix, _)) => options.prefixes.push(prefix.to_owned()),
            }
        }
        options
    }
}

impl FileOptions {
    /// Whether MediaWiki knows this option of a file link.
    pub(crate) fn contains(&self, option: &str) -> bool {
        self.words.contains(option)
            || self.units.iter().any(|it| option.strip_suffix(it.as_str()).is_some_and(is_size))
            || self.prefixes.iter().any(|it| option.starts_with(it.as_str()))
    }
}

/// Names that may stand before the first colon of a link. Case and underscores do not count.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct LinkPrefixes {
    names: Vec<String>,
    folded: FxHashSet<String>,
}

impl From<Vec<String>> for LinkPrefixes {
    fn from(names: Vec<String>) -> Self {
        Self { folded: names.iter().map(|name| fold_prefix(name)).collect(), names }
    }
}

impl LinkPrefixes {
    /// The names as the data writes them; the first is the canonical one.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether the list holds this name, as [`fold_prefix`] writes it.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.folded.contains(folded)
    }
}

/// A name before a colon, with what does not count taken out.
pub(crate) fn fold_prefix(name: &str) -> String {
    let mut folded = name.trim_matches([' ', '_']).to_lowercase();
    if folded.contains('_') {
        folded = folded.replace('_', " ");
    }
    folded
}

/// `200`, `x100` or `200x100`, before `px`.
fn is_size(size: &str) -> bool {
    let size = size.trim_end();
    !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x')
}

#[cfg(test)]
mod tests {
    use super::{FileOptions, LinkPrefixes, UrlProtocols, fold_prefix};

    fn list<T: From<Vec<String>>>(words: &[&str]) -> T {
        T::from(words.iter().map(|&word| word.to_owned()).collect())
    }

    #[test]
    fn a_protocol_is_known_at_its_start_and_at_its_colon() {
        let protocols: UrlProtocols = list(&["http://", "//", "mailto:"]);
        assert_eq!(protocols.at_start(b"HTTP://mill.example"), Some("http://"));
        assert_eq!(protocols.at_start(b"//mill.example"), Some("//"));
        assert_eq!(protocols.at_start(b"mill"), None);
        assert!(protocols.starts_without_colon(b"//mill.example"));
        assert!(!protocols.starts_without_colon(b"mill"));
        assert_eq!(protocols.around(b"see http://mill", 8), Some(("http://", 4)));
        assert_eq!(protocols.around(b"see mailto:me", 10), Some(("mailto:", 6)));
        for (text, colon) in [("see http:/", 8), ("p://", 1), ("://", 0), ("note: that", 4)] {
            assert_eq!(protocols.around(text.as_bytes(), colon), None, "{text}");
        }
    }

    #[test]
    fn options_of_files_are_words_sizes_and_prefixes() {
        let options: FileOptions = list(&["thumb", "$1px", "alt=$1"]);
        for option in ["thumb", "200px", "x100 px", "alt=", "alt=The mill"] {
            assert!(options.contains(option), "{option}");
        }
        for option in ["thumbs", "px", "20em", "The alt=mill"] {
            assert!(!options.contains(option), "{option}");
        }
    }

    #[test]
    fn case_and_underscores_of_a_prefix_do_not_count() {
        let prefixes: LinkPrefixes = list(&["File talk", "Catégorie"]);
        for prefix in ["file_talk", " FILE TALK_", "CATÉGORIE"] {
            assert!(prefixes.contains(&fold_prefix(prefix)), "{prefix}");
        }
        assert!(!prefixes.contains(&fold_prefix("filetalk")));
    }
}
