//! Addresses in values.

use std::borrow::Cow;

use super::{Value, ValueFaultKind, tracking};
use crate::facts::traits::Traits;
use crate::site::Site;
use crate::text::byte_table;

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault<'t> {
    /// It has no scheme: `www.example.org`.
    NoScheme,
    /// Its scheme is mistyped: `http//example.org`, `http:/example.org`. Holds what comes after.
    BrokenScheme(&'t str),
    /// It has two schemes, `http://https://example.org`. Holds the address from the last one on.
    TwoSchemes(&'t str),
    /// White space stands in it.
    Space,
    /// It stands in brackets of a link.
    Brackets,
    /// No host has this name. Holds the name.
    BadHost(&'t str),
    /// It leads through the server of a library. Holds the server, and the address in it.
    Proxy(&'t str, Option<String>),
    /// It means something on one computer or network only.
    Local(&'t str),
    /// It only leads on to another address.
    LeadsOn(String),
}

/// The parts of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'t> {
    /// The scheme without its colon; empty if it starts with `//`.
    pub scheme: &'t str,
    /// The host, without user and port.
    pub host: &'t str,
    /// What follows the host and its port.
    pub rest: &'t str,
}

impl<'t> Address<'t> {
    /// Takes an address with `//` apart.
    pub fn read(text: &'t str) -> Option<Self> {
        match text.strip_prefix("//") {
            Some(after) => Some(Self::behind("", after)),
            None => split_scheme(text).map(|(scheme, after)| Self::behind(scheme, after)),
        }
    }

    /// The address with this scheme and what follows its `://`.
    fn behind(scheme: &'t str, after: &'t str) -> Self {
        let end = memchr::memchr3(b'/', b'?', b'#', after.as_bytes()).unwrap_or(after.len());
        let (authority, rest) = after.split_at(end);
        let user = memchr::memrchr(b'@', authority.as_bytes());
        let host = user.map_or(authority, |at| &authority[at + 1..]);
        let host = match memchr::memrchr(b':', host.as_bytes()) {
            Some(at) if host[at + 1..].bytes().all(|it| it.is_ascii_digit()) => &host[..at],
            _ => host,
        };
        Self { scheme, host, rest }
    }
}

/// What stands before and after the first `://`.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let mut colons = memchr::memchr_iter(b':', text.as_bytes());
    colons.find_map(|at| Some((&text[..at], text[at + 1..].strip_prefix("//")?)))
}

/// What is wrong with an address, as far as one can tell without asking for the page.
pub fn judge_address<'t>(text: &'t str, site: &Site) -> Option<AddressFault<'t>> {
    judge(text, Traits::of(text), site)
}

fn judge<'t>(text: &'t str, traits: Traits, site: &Site) -> Option<AddressFault<'t>> {
    let data = &site.citation_values.addresses;
    if text.starts_with(['[', '<']) {
        return Some(AddressFault::Brackets);
    }
    if has_space(text, traits) {
        return Some(AddressFault::Space);
    }
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-');
    let scheme_end = text.bytes().position(|byte| !is_part(byte));
    let (scheme, after) = text.split_at(scheme_end.unwrap_or(text.len()));
    let lower = lower_case(scheme);
    if after.starts_with(':') && data.is_local_scheme(&lower) {
        return Some(AddressFault::Local(scheme));
    }
    let is_web = matches!(&*lower, "http" | "https");
    if is_web && !after.starts_with("://") || lower.ends_with("ttp") && !is_web && lower.len() < 7 {
        let rest = after.trim_start_matches([':', '/', ';', '\\', '.']);
        return Some(AddressFault::BrokenScheme(rest));
    }
    // Nearly always the scheme ends at the first colon.
    let read = match after.strip_prefix("://") {
        Some(after) => Some(Address::behind(scheme, after)),
        None => Address::read(text),
    };
    let is_known = || site.url_protocols.at_start(text.as_bytes()).is_some();
    let Some(address) = read else {
        return (!(after.starts_with(':') && is_known())).then_some(AddressFault::NoScheme);
    };
    if !address.scheme.is_empty() && !is_known() {
        return Some(AddressFault::NoScheme);
    }
    if !is_web && !address.scheme.is_empty() {
        return None;
    }
    let host = lower_case(address.host);
    if is_web && matches!(&*host, "http" | "https") {
        let inner = text[scheme.len() + 3..].trim_start_matches('/');
        return Some(AddressFault::TwoSchemes(inner));
    }
    if data.is_local(&host) {
        return Some(AddressFault::Local(address.host));
    }
    if !is_host(&host) {
        return Some(AddressFault::BadHost(address.host));
    }
    if let Some(server) = data.proxy(&host) {
        let shown = &address.host[address.host.len() - server.len()..];
        return Some(AddressFault::Proxy(shown, behind_proxy(address, server, &host)));
    }
    let path = memchr::memchr2(b'?', b'#', address.rest.as_bytes());
    let path = &address.rest[..path.unwrap_or(address.rest.len())];
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let parameters = data.led_on_by(bare, path);
    parameters.iter().find_map(|name| parameter(address.rest, name)).map(AddressFault::LeadsOn)
}

fn has_space(text: &str, traits: Traits) -> bool {
    let is_space = |byte: u8| char::from(byte).is_ascii_whitespace() || byte == 0x0b;
    traits.has(Traits::SPACE)
        || traits.has(Traits::INVISIBLE) && text.bytes().any(is_space)
        || traits.has(Traits::WIDE) && text.contains(char::is_whitespace)
}

/// The text in lower case, as nearly all addresses are written.
fn lower_case(text: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if text.bytes().all(is_lower) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// Whether a host, in lower case, can be one: a name with a dot, or an IP address.
fn is_host(host: &str) -> bool {
    if host.starts_with('[') {
        return host.ends_with(']');
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut label_start = 0;
    for (at, byte) in host.bytes().enumerate() {
        if byte == b'.' {
            if at == label_start {
                return false;
            }
            label_start = at + 1;
        } else if !IN_LABELS[usize::from(byte)] {
            return false;
        }
    }
    let end = &host[label_start..];
    if label_start == 0 || end.is_empty() {
        return false;
    }
    let is_number = end.bytes().all(|it| it.is_ascii_digit());
    if is_number { is_ip(host) } else { end.chars().nth(1).is_some() }
}

/// The bytes of the parts of hosts. Letters of other scripts are escaped on the way, whatever they
/// are.
const IN_LABELS: [bool; 256] = byte_table!(|byte| {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || !byte.is_ascii()
});

/// Whether a host is four numbers below 256.
fn is_ip(host: &str) -> bool {
    host.split('.').count() == 4 && host.split('.').all(|it| it.parse::<u8>().is_ok())
}

/// The address of a page that is asked for through the server of a library: a parameter of the
/// address, or its host with hyphens for dots.
fn behind_proxy(address: Address<'_>, server: &str, host: &str) -> Option<String> {
    if let Some(inner) = parameter(address.rest, "url").or_else(|| parameter(address.rest, "qurl"))
    {
        return Some(inner);
    }
    let at = host.len() - server.len();
    let mut own = host[..at].trim_end_matches('.');
    if !own.contains('.') || own.contains('-') {
        // What is left may hold the library's own name: `www-example-org.library`.
        own = own.split('.').next()?;
    }
    // Two hyphens stand for one.
    let dotted = own.replace("--", "\u{0}").replace('-', ".").replace('\u{0}', "-");
    let dotted = if own.contains('.') { own.to_owned() } else { dotted };
    let scheme = address.scheme;
    (dotted.contains('.') && is_host(&dotted))
        .then(|| format!("{scheme}://{dotted}{}", address.rest))
}

/// The value of a parameter that holds an address.
fn parameter(rest: &str, name: &str) -> Option<String> {
    let (_, query) = rest.split_once('?')?;
    let mut parameters = query.split('&');
    let value = parameters.find_map(|it| it.strip_prefix(name)?.strip_prefix('='))?;
    let decoded = decode(value);
    Address::read(&decoded).filter(|it| is_host(&it.host.to_lowercase()))?;
    let is_plain = decoded
        .chars()
        .all(|c| !c.is_whitespace() && !matches!(c, '|' | '[' | ']' | '{' | '}' | '<' | '>' | '"'));
    is_plain.then_some(decoded)
}

/// The text without escapes, as far as that is UTF-8.
fn decode(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        rest = after;
        match (first, after) {
            (b'%', [high, low, tail @ ..]) if digit(high).is_some() && digit(low).is_some() => {
                decoded.push((digit(high).unwrap_or(0) * 16 + digit(low).unwrap_or(0)) as u8);
                rest = tail;
            }
            _ => decoded.push(*first),
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

impl Value<'_> {
    pub(super) fn judge_address(&mut self) {
        let (text, site) = (self.text, self.site);
        if judge(text, self.traits, site).is_some() {
            self.report(ValueFaultKind::Address, text);
        } else if self.field != "archive-url"
            && let Some(first) = tracking(text, site).first()
        {
            self.report_at(ValueFaultKind::Tracking, first.start, first.len());
        }
    }

    pub(super) fn judge_page_name(&mut self) {
        let text = self.text;
        let is_address = || text.contains("://");
        if self.traits.has(Traits::BRACKET) || self.traits.has(Traits::SLASH) && is_address() {
            self.report(ValueFaultKind::BadPageName, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Option<AddressFault<'_>> {
        judge_address(text, Site::mediawiki())
    }

    #[test]
    fn white_space_of_any_kind_is_found() {
        for space in [' ', '\t', '\n', '\u{b}', '\u{c}', '\u{85}', '\u{a0}', '\u{2003}', '\u{3000}']
        {
            let text = format!("https://example.org/a{space}b");
            assert_eq!(judge(&text), Some(AddressFault::Space), "{space:?}");
        }
        assert_eq!(judge("https://example.org/a\u{200b}b"), None);
    }

    #[test]
    fn hosts_have_labels_with_a_dot_between_them() {
        for host in
            ["a.bc", "a-b.c_d.ef", "1.2.3.4", "[::1]", "example.org.", "bücher.example", "a.éé"]
        {
            assert!(is_host(host), "{host}");
        }
        for host in
            ["", ".", "a", "a.", ".bc", "a..bc", "a.b", "a b.cd", "1.2.3.400", "1.2", "[", "a.é"]
        {
            assert!(!is_host(host), "{host}");
        }
    }

    #[test]
    fn addresses_that_lead_to_a_page_are_fine() {
        for text in [
            "https://example.org/a?b=1#c",
            "HTTP://www.example.org",
            "//example.org/a",
            "ftp://example.org/a",
            "https://user@example.org:8080/a",
            "https://192.0.2.1/a",
            "https://bücher.example/",
            "mailto:ada@example.org",
            "https://web.archive.org/web/2020/http://example.org/",
            "https://www.google.com/search?q=mills",
        ] {
            assert_eq!(judge(text), None, "{text}");
        }
    }

    #[test]
    fn faults_of_addresses_are_named() {
        use AddressFault::{
            BadHost, Brackets, BrokenScheme, LeadsOn, Local, NoScheme, Proxy, Space, TwoSchemes,
        };
        let inner = || Some("https://www.example.org/a".to_owned());
        for (text, fault) in [
            ("www.example.org", NoScheme),
            ("example.org/a", NoScheme),
            ("http//example.org", BrokenScheme("example.org")),
            ("http:/example.org", BrokenScheme("example.org")),
            ("ttp://example.org", BrokenScheme("example.org")),
            ("hhttp://example.org", BrokenScheme("example.org")),
            ("http://https://example.org", TwoSchemes("https://example.org")),
            ("http://http//example.org", TwoSchemes("http//example.org")),
            ("https://example.org/a b", Space),
            ("[https://example.org A]", Brackets),
            ("https://example/a", BadHost("example")),
            ("https://.org", BadHost(".org")),
            ("http://localhost/a", Local("localhost")),
            ("file:///home/a.pdf", Local("file")),
            (
                "https://www-example-org.wikipedialibrary.idm.oclc.org/a",
                Proxy("idm.oclc.org", inner()),
            ),
            (
                "https://www.example.org.ezproxy.example.edu/a",
                Proxy("ezproxy.example.edu", inner()),
            ),
            (
                "https://ezproxy.example.edu/login?url=https://www.example.org/a",
                Proxy("ezproxy.example.edu", inner()),
            ),
            (
                "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.example.org%2Fa&x=1",
                LeadsOn("https://www.example.org/a".to_owned()),
            ),
        ] {
            assert_eq!(judge(text), Some(fault), "{text}");
        }
    }
}
