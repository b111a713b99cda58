//! Addresses in values.

use std::borrow::Cow;
use std::ops::Range;

use super::traits::Traits;
use super::{Value, ValueFaultKind};
use crate::site::Site;

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
        let (scheme, after) = match text.strip_prefix("//") {
            Some(after) => ("", after),
            None => split_scheme(text)?,
        };
        let end = memchr::memchr3(b'/', b'?', b'#', after.as_bytes()).unwrap_or(after.len());
        let (authority, rest) = after.split_at(end);
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let host = match host.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|it| it.is_ascii_digit()) => host,
            _ => host,
        };
        Some(Self { scheme, host, rest })
    }
}

/// What stands before and after the first `://`.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let mut colons = memchr::memchr_iter(b':', text.as_bytes());
    colons.find_map(|at| Some((&text[..at], text[at + 1..].strip_prefix("//")?)))
}

/// What is wrong with an address, as far as one can tell without asking for the page.
pub fn judge_address<'t>(text: &'t str, site: &Site) -> Option<AddressFault<'t>> {
    let data = &site.citation_values.addresses;
    if text.starts_with(['[', '<']) {
        return Some(AddressFault::Brackets);
    }
    if has_space(text) {
        return Some(AddressFault::Space);
    }
    let scheme_end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-'));
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
    let Some(address) = Address::read(text) else {
        let is_known =
            after.starts_with(':') && site.url_protocols.at_start(text.as_bytes()).is_some();
        return (!is_known).then_some(AddressFault::NoScheme);
    };
    if !address.scheme.is_empty() && site.url_protocols.at_start(text.as_bytes()).is_none() {
        return Some(AddressFault::NoScheme);
    }
    if !is_web && !address.scheme.is_empty() {
        return None;
    }
    let inner = text[scheme.len() + after.len().min(3)..].trim_start_matches('/');
    let host = lower_case(address.host);
    if is_web && matches!(&*host, "http" | "https") {
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

fn has_space(text: &str) -> bool {
    let is_space = |byte: u8| char::from(byte).is_ascii_whitespace() || byte == 0x0b;
    text.bytes().any(is_space) || !text.is_ascii() && text.contains(char::is_whitespace)
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
    // Letters of other scripts are escaped on the way, whatever they are.
    let is_part =
        |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_') || !it.is_ascii();
    let mut labels = host.as_bytes().split(|&it| it == b'.');
    if !labels.all(|label| !label.is_empty() && label.iter().copied().all(is_part)) {
        return false;
    }
    let Some((_, end)) = host.rsplit_once('.') else { return false };
    let is_number = end.bytes().all(|it| it.is_ascii_digit());
    if is_number { is_ip(host) } else { end.chars().nth(1).is_some() }
}

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
        if !name.is_empty() && !is_escaped && site.sources.is_tracking(&name.to_ascii_lowercase()) {
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

impl Value<'_> {
    pub(super) fn judge_address(&mut self) {
        let (text, site) = (self.text, self.site);
        if judge_address(text, site).is_some() {
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
