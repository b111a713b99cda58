//! Addresses that a page should not cite: the data of `rules/sourcing/domains.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::text::Span;

/// The sites of which something is known, by their addresses.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct Domains {
    sites: Vec<ListedSite>,
    /// By host, or for any ending by the host up to it: `google.`.
    by_host: FxHashMap<String, Vec<Pattern>>,
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

    fn at_host(&self, host: &str, rest: &str) -> Option<SiteId> {
        let starts = |pattern: &&Pattern| {
            let start = rest.as_bytes().get(..pattern.rest.len());
            start.is_some_and(|it| it.eq_ignore_ascii_case(pattern.rest.as_bytes()))
        };
        Some(SiteId(self.by_host.get(host)?.iter().find(starts)?.site))
    }
}

/// The host of a web address, without `www.`, and what follows it and its slash, as spans of the
/// address; `None` for what is no address on the web.
pub(crate) fn split_address(url: &str) -> Option<(Span, Span)> {
    let starts = |text: &str, start: &str| {
        text.as_bytes()
            .get(..start.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(start.as_bytes()))
    };
    let scheme = ["https://", "http://", "//"].into_iter().find(|scheme| starts(url, scheme))?;
    let start = scheme.len();
    let end = memchr::memchr3(b'/', b'?', b'#', &url.as_bytes()[start..]);
    let end = end.map_or(url.len(), |length| start + length);
    let start = url[start..end].rfind('@').map_or(start, |at| start + at + 1);
    let host_end = url[start..end].find(':').map_or(end, |length| start + length);
    let start = if starts(&url[start..host_end], "www.") { start + 4 } else { start };
    let rest = end + usize::from(url[end..].starts_with('/'));
    let host = Span::new(start as u32, host_end as u32);
    let is_name = url[start..host_end].contains('.');
    is_name.then(|| (host, Span::new(rest as u32, url.len() as u32)))
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
        Self { sites: file.site, by_host }
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
