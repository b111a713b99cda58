//! Addresses that a page should not cite: the data of `rules/sourcing/domains.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::Span;

/// The sites of which something is known, by their addresses.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct Domains {
    sites: Vec<ListedSite>,
    /// By host, or for any ending by the host up to it: `google.`.
    by_host: FxHashMap<String, Vec<Pattern>>,
    /// How the hosts of `by_host` end: see [`key_of`].
    keys: FxHashSet<String>,
}

/// A site of [`Domains`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SiteId(u32);

/// What is known of a site.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedSite {
    /// What is known of it.
    pub kind: DomainKind,
    hosts: Vec<String>,
    /// Why it is listed; ends a message.
    pub reason: String,
    /// The page of the English Wikipedia that says more.
    pub see: Option<String>,
}

/// What is known of a site.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum DomainKind {
    /// Made of, or from, articles of a wiki.
    Circular,
    /// The community has agreed not to cite it.
    Deprecated,
    /// As a rule no reliable source.
    Unreliable,
    /// Hides where it leads.
    Shortener,
    /// A list of results.
    Search,
    /// Nothing of this, though a host above it is.
    Fine,
}

/// How the rest of an address starts, and the site that it then is.
#[derive(Clone, Debug)]
struct Pattern {
    rest: String,
    site: u32,
}

impl ListedSite {
    /// What to do, with the page that says more.
    pub(crate) fn help(&self, what: &str) -> String {
        match &self.see {
            Some(page) => format!("{what} (see {page})"),
            None => what.to_owned(),
        }
    }
}

impl Domains {
    /// What is known of an address with this host and this rest, without the slash between them.
    /// The longest host counts, then the longest rest.
    pub fn find(&self, host: &str, rest: &str) -> Option<SiteId> {
        if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return self.find_lower(&host.to_ascii_lowercase(), rest);
        }
        self.find_lower(host, rest)
    }

    /// The site with this id.
    pub fn site(&self, id: SiteId) -> &ListedSite {
        &self.sites[id.0 as usize]
    }

    fn find_lower(&self, host: &str, rest: &str) -> Option<SiteId> {
        if !self.may_know(host) {
            return None;
        }
        let mut part = host;
        loop {
            let found = self.at_host(part, rest).or_else(|| {
                // Any ending: `google.` of `google.example` and `google.co.example`.
                let ending = part.find('.')? + 1;
                let is_short = part[ending..].matches('.').count() <= 1;
                is_short.then(|| self.at_host(&part[..ending], rest))?
            });
            if found.is_some() {
                return found;
            }
            part = part.split_once('.')?.1;
        }
    }

    /// Whether a host may be one of those that are known, or stand below one. Few do.
    fn may_know(&self, host: &str) -> bool {
        let dot_before = |end: usize| host.as_bytes()[..end].iter().rposition(|&it| it == b'.');
        let knows = |part: &str| self.keys.contains(part);
        let Some(last) = dot_before(host.len()) else { return knows(host) };
        let second = dot_before(last);
        let start = second.map_or(0, |dot| dot + 1);
        let has_ending = |end: usize| knows(&host[dot_before(end).map_or(0, |dot| dot + 1)..=end]);
        knows(&host[start..])
            || knows(&host[last + 1..])
            || has_ending(last)
            || second.is_some_and(has_ending)
    }

    fn at_host(&self, host: &str, rest: &str) -> Option<SiteId> {
        let fits = |pattern: &&Pattern| starts(rest.as_bytes(), pattern.rest.as_bytes());
        Some(SiteId(self.by_host.get(host)?.iter().find(fits)?.site))
    }
}

/// The last two parts of a host, or all of one that stands for any ending.
fn key_of(host: &str) -> &str {
    if host.ends_with('.') {
        return host;
    }
    host.rmatch_indices('.').nth(1).map_or(host, |(dot, _)| &host[dot + 1..])
}

/// The host of a web address, without `www.`, and what follows it and its slash, as spans of the
/// address; `None` for what is no address on the web.
pub(crate) fn split_address(url: &str) -> Option<(Span, Span)> {
    let bytes = url.as_bytes();
    let mut start = scheme_length(bytes)?;
    let mut end = bytes.len();
    let (mut port, mut last_dot) = (None, None);
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'/' | b'?' | b'#' => {
                end = at;
                break;
            }
            // What stood before was the name of a user.
            b'@' => (start, port, last_dot) = (at + 1, None, None),
            b':' if port.is_none() => port = Some(at),
            b'.' if port.is_none() => last_dot = Some(at),
            _ => {}
        }
    }
    let host_end = port.unwrap_or(end);
    if starts(&bytes[start..host_end], b"www.") {
        start += 4;
    }
    let rest = end + usize::from(bytes.get(end) == Some(&b'/'));
    let host = Span::new(start as u32, host_end as u32);
    let is_name = last_dot.is_some_and(|dot| dot >= start);
    is_name.then(|| (host, Span::new(rest as u32, url.len() as u32)))
}

/// How long the scheme is that an address starts with.
fn scheme_length(url: &[u8]) -> Option<usize> {
    if url.starts_with(b"//") {
        return Some(2);
    }
    let rest = url.get(4..).filter(|_| starts(url, b"http"))?;
    let is_secure = rest.first().is_some_and(|it| it.eq_ignore_ascii_case(&b's'));
    let rest = &rest[usize::from(is_secure)..];
    rest.starts_with(b"://").then(|| url.len() - rest.len() + 3)
}

fn starts(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    site: Vec<ListedSite>,
}

impl From<File> for Domains {
    fn from(file: File) -> Self {
        let mut by_host: FxHashMap<String, Vec<Pattern>> = FxHashMap::default();
        for (site, index) in file.site.iter().zip(0..) {
            for address in &site.hosts {
                let (host, rest) = address.split_once('/').unwrap_or((address, ""));
                let host = host.strip_suffix('*').unwrap_or(host).to_owned();
                by_host.entry(host).or_default().push(Pattern { rest: rest.into(), site: index });
            }
        }
        // What stands later is the user's, and goes before what is built in.
        for patterns in by_host.values_mut() {
            patterns.reverse();
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.rest.len()));
        }
        let keys = by_host.keys().map(|host| key_of(host).to_owned()).collect();
        Self { sites: file.site, by_host, keys }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    fn kind(url: &str) -> Option<DomainKind> {
        let (host, rest) = split_address(url)?;
        let domains = &Site::mediawiki().domains;
        domains.find(host.of(url), rest.of(url)).map(|id| domains.site(id).kind)
    }

    #[test]
    fn hosts_stand_for_those_below_them() {
        assert_eq!(kind("https://en.m.wikipedia.org/wiki/Mill"), Some(DomainKind::Circular));
        assert_eq!(kind("HTTP://WWW.Bit.ly:80/x"), Some(DomainKind::Shortener));
        assert_eq!(kind("https://notwikipedia.org/wiki/Mill"), None);
        assert_eq!(kind("https://commons.wikimedia.org/wiki/File:A.jpg"), Some(DomainKind::Fine));
        assert_eq!(kind("https://example.org/wikipedia.org"), None);
    }

    #[test]
    fn paths_and_endings_count() {
        assert_eq!(kind("https://www.google.co.uk/search?q=mill"), Some(DomainKind::Search));
        assert_eq!(kind("https://books.google.com/books?id=1"), None);
        assert_eq!(kind("https://www.google.com"), None);
        assert_eq!(kind("https://www.forbes.com/sites/a/b"), Some(DomainKind::Unreliable));
        assert_eq!(kind("https://www.forbes.com/a"), None);
    }

    #[test]
    fn hosts_are_known_by_their_ends() {
        let site = |hosts: &[&str]| ListedSite {
            kind: DomainKind::Circular,
            hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
            reason: String::new(),
            see: None,
        };
        let domains = Domains::from(File { site: vec![site(&["a.b.example", "top", "x.*"])] });
        let is_known = |host: &str| domains.find(host, "").is_some();
        for host in ["a.b.example", "c.A.B.example", "top", "any.top", "x.org", "c.x.org.uk", "x."]
        {
            assert!(is_known(host), "{host}");
        }
        for host in
            ["b.example", "example", "xa.b.example", "x.a.b.c", "x", "ax.org", "", ".", "a..b"]
        {
            assert!(!is_known(host), "{host}");
        }
    }

    #[test]
    fn addresses_have_a_host_and_a_rest() {
        let split =
            |url: &'static str| split_address(url).map(|(host, rest)| (host.of(url), rest.of(url)));
        for (url, expected) in [
            ("https://www.example.org/a/b?c", ("example.org", "a/b?c")),
            ("HTTP://u:p@WWW.Example.org:80?c", ("Example.org", "?c")),
            ("//example.org", ("example.org", "")),
            ("http://a@b.c@example.org#x.y", ("example.org", "#x.y")),
            ("http://example.org:80:90/", ("example.org", "")),
            ("https://www.é.example/", ("é.example", "")),
        ] {
            assert_eq!(split(url), Some(expected), "{url}");
        }
        for url in [
            "http://www.example/",
            "http://example:80.1/",
            "ftp://example.org",
            "http:/example.org",
            "httpx://example.org",
            "/example.org",
            "http",
            "",
            "http://a.b@example/",
        ] {
            assert_eq!(split(url), None, "{url}");
        }
    }

    #[test]
    fn hosts_in_the_data_are_in_lower_case_and_say_why() {
        for site in &Site::mediawiki().domains.sites {
            assert!(!site.reason.is_empty() && !site.reason.ends_with('.'));
            for host in &site.hosts {
                assert_eq!(*host, host.to_lowercase());
                assert!(!host.starts_with("www."), "{host}");
            }
        }
    }
}
