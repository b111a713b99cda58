//! What stands in parameters of citations by mistake: the data of `rules/citations/values.toml`.

use std::sync::LazyLock;

use isolang::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::phrases::{PhraseLists, Phrases};

/// What stands in parameters of citations by mistake.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct CitationValues {
    /// What is no name of a person.
    pub names: Phrases<KnownName>,
    /// What is no title of a work.
    pub titles: Phrases<KnownTitle>,
    /// Words that say that a person is the editor.
    pub editor_marks: Words,
    /// Words that the templates print themselves.
    pub extra_text: ExtraText,
    /// Addresses that lead only some readers to the page.
    pub addresses: Addresses,
    domains: Domains,
    languages: Languages,
}

/// What stands in the place of a person's name. The first that fits counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KnownName {
    /// What is said where nobody signed a text.
    Unsigned,
    /// The name of no person.
    Generic,
}

/// What stands in the place of a title. The first that fits counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KnownTitle {
    /// The title that tools give to archived copies.
    Archive,
    /// The title of a page that was not there.
    Generic,
}

/// Words in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: Vec<String>,
}

/// Words that the templates print before a value or, of an edition, after it; in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraText {
    /// Before pages.
    pub pages: Vec<String>,
    /// Before volumes.
    pub volume: Vec<String>,
    /// Before issues.
    pub issue: Vec<String>,
    /// After editions.
    pub edition: Vec<String>,
}

/// Addresses that lead only some readers to the page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Addresses {
    proxy_hosts: Vec<String>,
    proxy_labels: Vec<String>,
    local_hosts: Vec<String>,
    local_starts: Vec<String>,
    local_schemes: Vec<String>,
    redirects: Vec<Redirects>,
}

/// Addresses that only lead on to another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Redirects {
    /// The hosts without `www.`; one that ends in a dot stands for all that start so.
    hosts: Vec<String>,
    /// The paths, with their slash.
    paths: Vec<String>,
    /// The parameters that may hold the other address.
    parameters: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Domains {
    ends: FxHashSet<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Languages {
    names: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    generic_names: PhraseLists,
    unsigned_names: PhraseLists,
    editor_marks: Words,
    generic_titles: PhraseLists,
    archive_titles: PhraseLists,
    extra_text: ExtraText,
    addresses: Addresses,
    domains: Domains,
    languages: Languages,
}

impl From<File> for CitationValues {
    fn from(file: File) -> Self {
        let names =
            [(KnownName::Unsigned, file.unsigned_names), (KnownName::Generic, file.generic_names)];
        let titles = [
            (KnownTitle::Archive, file.archive_titles),
            (KnownTitle::Generic, file.generic_titles),
        ];
        Self {
            names: Phrases::new(names),
            titles: Phrases::new(titles),
            editor_marks: file.editor_marks,
            extra_text: file.extra_text,
            addresses: file.addresses,
            domains: file.domains,
            languages: file.languages,
        }
    }
}

impl Addresses {
    /// The server of a library that a host, in lower case, belongs to: its name, as far as it is
    /// not that of the page.
    pub fn proxy<'h>(&self, host: &'h str) -> Option<&'h str> {
        let of_host = |end: &String| {
            let before = host.strip_suffix(end.as_str())?;
            (before.is_empty() || before.ends_with('.')).then(|| &host[before.len()..])
        };
        if let Some(server) = self.proxy_hosts.iter().find_map(of_host) {
            return Some(server);
        }
        let mut starts_label = true;
        for (at, byte) in host.bytes().enumerate() {
            // Few labels have the first byte of one, and fewer start with it.
            let starts = |start: &String| {
                start.as_bytes().first() == Some(&byte)
                    && host[at..].starts_with(start.as_str())
                    && !start.contains('.')
            };
            if starts_label && self.proxy_labels.iter().any(starts) {
                return Some(&host[at..]);
            }
            starts_label = byte == b'.';
        }
        None
    }

    /// Whether only one computer or network knows this host, in lower case.
    pub fn is_local(&self, host: &str) -> bool {
        self.local_hosts.iter().any(|it| it == host)
            || self.local_starts.iter().any(|start| host.starts_with(start.as_str()))
    }

    /// Whether addresses with this scheme, in lower case, mean something on one computer only.
    pub fn is_local_scheme(&self, scheme: &str) -> bool {
        self.local_schemes.iter().any(|it| it == scheme)
    }

    /// The parameters that may hold the address to which this one only leads on; none if it is an
    /// address of its own. `host`: in lower case, without `www.`.
    pub fn led_on_by(&self, host: &str, path: &str) -> &[String] {
        let is_host = |known: &String| {
            known == host || (known.ends_with('.') && host.starts_with(known.as_str()))
        };
        let fits = |it: &&Redirects| {
            it.paths.iter().any(|known| known == path) && it.hosts.iter().any(is_host)
        };
        self.redirects.iter().find(fits).map_or(&[], |it| &it.parameters)
    }
}

impl CitationValues {
    /// Whether this, in lower case, can be the last part of a host's name.
    pub fn ends_host(&self, label: &str) -> bool {
        let is_country = label.len() == 2 && label.bytes().all(|byte| byte.is_ascii_lowercase());
        is_country || self.domains.ends.contains(label)
    }

    /// Whether this, in lower case, is the name or the code of a language.
    pub fn is_language(&self, name: &str) -> bool {
        // Of `zh-Hant-TW` the first part is the language.
        let code = name.split(['-', '_']).next().unwrap_or(name);
        self.languages.names.contains(name)
            || Language::from_639_1(code).is_some()
            || Language::from_639_3(code).is_some()
            || is_language_name(name)
    }
}

/// Whether a language has this name, in lower case. The search of the crate looks at eight thousand
/// names one by one.
fn is_language_name(name: &str) -> bool {
    /// By their first bytes and lengths: quicker to gather than a set of all names in lower case,
    /// and one page in hundreds asks.
    static NAMES: LazyLock<FxHashMap<(u8, usize), Vec<&'static str>>> = LazyLock::new(|| {
        let mut names: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for name in (0..).map_while(Language::from_usize).map(|it| it.to_name()) {
            names.entry(name_key(name)).or_default().push(name);
        }
        names
    });
    let alike = NAMES.get(&name_key(name));
    alike.is_some_and(|alike| alike.iter().any(|it| it.eq_ignore_ascii_case(name)))
}

/// What is equal for names that are equal but for letter case.
fn name_key(name: &str) -> (u8, usize) {
    (name.bytes().next().unwrap_or_default().to_ascii_lowercase(), name.len())
}

#[cfg(test)]
mod tests {
    use crate::site::Site;

    #[test]
    fn servers_of_libraries_are_known_by_their_names() {
        let addresses = &Site::mediawiki().citation_values.addresses;
        for (host, server) in [
            ("www-example-org.wikipedialibrary.idm.oclc.org", Some("idm.oclc.org")),
            ("www.example.org.ezproxy.example.edu", Some("ezproxy.example.edu")),
            ("proxy.example.org", None),
            ("www-example-org.libproxy2.example.edu", Some("libproxy2.example.edu")),
            ("my-ezproxy.example.edu", None),
            ("idm.oclc.org", Some("idm.oclc.org")),
            ("oclc.org", None),
        ] {
            assert_eq!(addresses.proxy(host), server, "{host}");
        }
        assert!(addresses.is_local("localhost") && !addresses.is_local("example.org"));
    }

    #[test]
    fn languages_are_known_by_name_and_code() {
        let values = &Site::mediawiki().citation_values;
        for name in ["de", "deu", "german", "zh-hant", "greek", "norwegian", "swahili", "pt-br"] {
            assert!(values.is_language(name), "{name}");
        }
        for name in ["germann", "deutsche sprache", "pdf"] {
            assert!(!values.is_language(name), "{name}");
        }
    }
}
