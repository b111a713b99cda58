//! When two addresses lead to the same page.
//!
//! The `url` crate would bring the tables of international host names, which are larger than all
//! of this crate, and refuse half of what pages hold; what is compared here is text that people
//! typed.

use std::borrow::Cow;

use crate::site::Sources;

/// How many copies of copies are unwrapped.
const MOST_WRAPPERS: usize = 3;

/// An address without what does not matter for the page it leads to: scheme, `www.`, default
/// port, trailing slash, tracking parameters, the order of parameters, the fragment (unless it
/// names a page), and an archive's address round it. `None` for what is no address on the web.
///
/// ```
/// use citelint::facts::source::canonical_url;
/// use citelint::site::Site;
///
/// let url = "https://web.archive.org/web/2020/http://www.example.org:80/a/?utm_source=x#top";
/// assert_eq!(canonical_url(url, &Site::mediawiki().sources).as_deref(), Some("example.org/a"));
/// ```
pub fn canonical_url(url: &str, data: &Sources) -> Option<String> {
    let mut address = Address::read(url.trim())?;
    for _ in 0..MOST_WRAPPERS {
        let Some(inner) = address.archived(data) else { break };
        let Some(inner) = Address::read(&inner).map(Address::into_owned) else { break };
        address = inner;
    }
    Some(address.canonical(data))
}

/// Whether a canonical address is that of a whole site rather than of a page.
pub(super) fn is_home_page(canonical: &str) -> bool {
    memchr::memchr3(b'/', b'?', b'#', canonical.as_bytes()).is_none()
}

struct Address<'u> {
    /// In lower case, without `www.` and default port.
    host: Cow<'u, str>,
    /// With what follows it, without the slash after the host.
    rest: Cow<'u, str>,
}

impl<'u> Address<'u> {
    fn read(url: &'u str) -> Option<Self> {
        let after_scheme = ["https://", "http://", "//"].iter().find_map(|scheme| {
            let start = url.get(..scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
        })?;
        let end = memchr::memchr3(b'/', b'?', b'#', after_scheme.as_bytes());
        let end = end.unwrap_or(after_scheme.len());
        let (host, rest) = after_scheme.split_at(end);
        let user = memchr::memrchr(b'@', host.as_bytes());
        let host = user.map_or(host, |at| &host[at + 1..]);
        let host = host.strip_suffix(":80").or(host.strip_suffix(":443")).unwrap_or(host);
        let host = host.trim_end_matches('.');
        // As nearly all hosts are written.
        let is_plain = host.bytes().all(|it| it.is_ascii_graphic() && !it.is_ascii_uppercase());
        let host = if is_plain {
            Cow::Borrowed(host.strip_prefix("www.").unwrap_or(host))
        } else {
            let host = host.to_lowercase();
            Cow::Owned(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
        };
        let is_name = memchr::memchr(b'.', host.as_bytes()).is_some()
            && (is_plain || !host.contains(char::is_whitespace));
        let rest = Cow::Borrowed(rest.strip_prefix('/').unwrap_or(rest));
        is_name.then_some(Self { host, rest })
    }

    fn into_owned(self) -> Address<'static> {
        let (host, rest) = (self.host.into_owned(), self.rest.into_owned());
        Address { host: Cow::Owned(host), rest: Cow::Owned(rest) }
    }

    /// The address that an archive's address holds.
    fn archived(&self, data: &Sources) -> Option<String> {
        if !data.is_archive(&self.host) {
            return None;
        }
        let rest = &*self.rest;
        let lower = rest.to_ascii_lowercase();
        // As part of a path, an address may have lost one of its slashes.
        let starts = ["https%3a", "http%3a", "https:/", "http:/"];
        if let Some(at) = starts.iter().filter_map(|start| lower.find(start)).min() {
            let inner = if lower[at..].contains("%3a%2f") {
                // Escaped, it is one parameter among others.
                decode_all(rest[at..].split('&').next().unwrap_or_default())
            } else {
                rest[at..].to_owned()
            };
            let (scheme, rest) = inner.split_once(':')?;
            return Some(format!("{scheme}://{}", rest.trim_start_matches('/')));
        }
        // Without a scheme, it follows the time of the copy.
        let mut parts = rest.splitn(3, '/');
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        let is_time = second.starts_with(|c: char| c.is_ascii_digit()) && second.len() >= 4;
        (first == "web" && is_time).then(|| format!("http://{third}"))
    }

    fn canonical(&self, data: &Sources) -> String {
        let (rest, fragment) = split_at_sign(&self.rest, b'#');
        let (path, query) = split_at_sign(rest, b'?');
        let mut canonical = String::with_capacity(self.host.len() + self.rest.len() + 2);
        canonical.push_str(&self.host);
        let path = path.trim_end_matches('/');
        if !path.is_empty() {
            canonical.push('/');
            push_escaped(path, &mut canonical);
        }
        if !query.is_empty() {
            for (number, parameter) in self.parameters(query, data).into_iter().enumerate() {
                canonical.push(if number == 0 { '?' } else { '&' });
                push_escaped(parameter, &mut canonical);
            }
        }
        if fragment.starts_with(['!', '/']) || fragment.contains("page") {
            canonical.push('#');
            canonical.push_str(fragment);
        }
        canonical
    }

    /// The parameters that say what the page is, sorted.
    fn parameters<'q>(&self, query: &'q str, data: &Sources) -> Vec<&'q str> {
        let kept = data.kept_query(&self.host);
        let counts = |parameter: &&str| {
            let (name, _) = split_at_sign(parameter, b'=');
            !name.is_empty()
                && !data.is_tracking(name)
                && kept.is_none_or(|kept| kept.contains(&name.to_ascii_lowercase()))
        };
        let mut parameters: Vec<&str> = query.split('&').filter(counts).collect();
        parameters.sort_unstable();
        parameters
    }
}

/// What stands before and after the first of this sign, which is in ASCII.
fn split_at_sign(text: &str, sign: u8) -> (&str, &str) {
    let found = memchr::memchr(sign, text.as_bytes());
    found.map_or((text, ""), |at| (&text[..at], &text[at + 1..]))
}

/// Appends a part of an address with the same characters escaped, however it was written.
fn push_escaped(part: &str, out: &mut String) {
    let bytes = part.as_bytes();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'%', bytes) {
        let Some(byte) = escaped_byte(bytes, at) else { continue };
        out.push_str(&part[copied..at]);
        if byte.is_ascii_alphanumeric() || b"-._~!'()*,;:@".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push_str(&part[at..at + 3].to_ascii_uppercase());
        }
        copied = at + 3;
    }
    out.push_str(&part[copied..]);
}

/// The text without escapes, as far as that is UTF-8.
fn decode_all(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == b'%').then(|| escaped_byte(bytes, at)).flatten();
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// The byte that `%41` at this place stands for.
fn escaped_byte(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (high, low) = (digit(*bytes.get(at + 1)?)?, digit(*bytes.get(at + 2)?)?);
    Some((high * 16 + low) as u8)
}

#[cfg(test)]
mod tests {
    use crate::site::Site;

    fn canonical_url(url: &str) -> Option<String> {
        super::canonical_url(url, &Site::mediawiki().sources)
    }

    fn check(url: &str, expected: &str) {
        assert_eq!(canonical_url(url).as_deref(), Some(expected), "{url}");
    }

    #[test]
    fn what_does_not_matter_is_removed() {
        for url in [
            "http://example.org/a?b=1&c=2",
            "https://www.example.org/a/?b=1&c=2",
            "//EXAMPLE.org:443/a?c=2&b=1",
            "http://example.org/a?b=1&c=2&utm_source=x&fbclid=y#top",
            "http://example.org/%61?b=1&c=2",
        ] {
            check(url, "example.org/a?b=1&c=2");
        }
    }

    #[test]
    fn hosts_are_compared_in_lower_case() {
        check("https://WWW.Example.ORG./A", "example.org/A");
        check("https://www.BÜCHER.example:443/a", "bücher.example/a");
        check("https://ada:pw@Example.org:80/a#x#page", "example.org/a#x#page");
        check("https://example.org/a?B=1&A=%2f?c#d", "example.org/a?A=%2F?c&B=1");
        check("https://example.org?UTM_Source=x", "example.org");
        for url in
            ["https://exa mple.org/a", "https://exa\u{a0}mple.org/a", "https://ÉX\u{2003}a.org"]
        {
            assert_eq!(canonical_url(url), None, "{url}");
        }
    }

    #[test]
    fn what_matters_stays() {
        check("http://example.org/A", "example.org/A");
        check("http://example.org/a%2fb", "example.org/a%2Fb");
        check("http://example.org:8080/", "example.org:8080");
        check("http://example.org/d.pdf#page=4", "example.org/d.pdf#page=4");
        check("http://example.org/#!/news/1", "example.org#!/news/1");
        check(
            "http://books.google.de/books?id=X&pg=PA3&dq=y&hl=de",
            "books.google.de/books?id=X&pg=PA3",
        );
    }

    #[test]
    fn archives_are_unwrapped() {
        for url in [
            "https://web.archive.org/web/20200102030405/http://www.example.org/a",
            "https://web.archive.org/web/20200102030405id_/https:/example.org/a",
            "http://archive.org/web/20200102/http://example.org/a/",
            "https://web.archive.org/web/2020/www.example.org/a",
            "https://archive.ph/20200102/https://example.org/a",
            "https://archive.today/2020.01.02-030405/https://web.archive.org/web/2019/http://example.org/a",
            "https://www.webcitation.org/6abc?url=http://example.org/a",
            "http://www.webcitation.org/query?url=http%3A%2F%2Fexample.org%2Fa&date=2020-01-02",
        ] {
            check(url, "example.org/a");
        }
        check("https://archive.ph/AbC12", "archive.ph/AbC12");
        check("https://archive.org/details/book", "archive.org/details/book");
    }

    #[test]
    fn only_addresses_on_the_web_count() {
        for url in [
            "ftp://example.org/a",
            "mailto:a@example.org",
            "example.org/a",
            "http://",
            "http://x/y",
        ] {
            assert_eq!(canonical_url(url), None, "{url}");
        }
    }
}
