//! Identifiers in addresses, and the labels that stand before them in running text.

use std::borrow::Cow;

use super::Kind;

/// The identifier that an address shows; `None` for other addresses. The value is not checked.
pub fn in_address(url: &str) -> Option<(Kind, Cow<'_, str>)> {
    let rest =
        ["https://", "http://", "//"].iter().find_map(|it| strip_prefix(url, it)).unwrap_or(url);
    let rest = strip_prefix(rest, "www.").unwrap_or(rest);
    let first = rest.bytes().next()?.to_ascii_lowercase();
    let find = |&(start, kind): &(&str, Kind)| Some((kind, strip_prefix(rest, start)?));
    let (kind, value) = addresses(first).iter().find_map(find)?;
    // Of other kinds, a slash ends the value.
    let ends: &[char] = match kind {
        Kind::Doi
        | Kind::Hdl
        | Kind::Zbl
        | Kind::Biorxiv
        | Kind::Medrxiv
        | Kind::Arxiv
        | Kind::Jstor => &['?', '#', '&'],
        Kind::Bibcode => &['?', '#', '/'],
        _ => &['?', '#', '&', '/'],
    };
    let value = value.split(ends).next().unwrap_or_default().trim_end_matches('/');
    let value = if kind == Kind::Arxiv || kind == Kind::Rfc {
        value
            .strip_suffix(".pdf")
            .or(value.strip_suffix(".html"))
            .or(value.strip_suffix(".txt"))
            .unwrap_or(value)
    } else {
        value
    };
    (!value.is_empty()).then(|| (kind, unescaped(value)))
}

/// How the addresses of identifiers start that have this first letter, in lower case and without
/// scheme and `www.`. The identifier follows.
fn addresses(first: u8) -> &'static [(&'static str, Kind)] {
    match first {
        b'a' => &[
            ("arxiv.org/abs/", Kind::Arxiv),
            ("arxiv.org/pdf/", Kind::Arxiv),
            ("adsabs.harvard.edu/abs/", Kind::Bibcode),
            ("adsabs.harvard.edu/full/", Kind::Bibcode),
            ("api.semanticscholar.org/corpusid:", Kind::S2cid),
            ("amazon.com/dp/", Kind::Asin),
        ],
        b'b' => &[("biorxiv.org/content/", Kind::Biorxiv)],
        b'c' => &[("citeseerx.ist.psu.edu/viewdoc/summary?doi=", Kind::Citeseerx)],
        b'd' => &[
            ("doi.org/", Kind::Doi),
            ("dx.doi.org/", Kind::Doi),
            ("datatracker.ietf.org/doc/html/rfc", Kind::Rfc),
        ],
        b'e' => &[("europepmc.org/articles/pmc", Kind::Pmc)],
        b'h' => &[("hdl.handle.net/", Kind::Hdl)],
        b'j' => &[("jstor.org/stable/", Kind::Jstor), ("jstor.org/pss/", Kind::Jstor)],
        b'l' => &[("lccn.loc.gov/", Kind::Lccn)],
        b'm' => &[
            ("medrxiv.org/content/", Kind::Medrxiv),
            ("mathscinet.ams.org/mathscinet-getitem?mr=", Kind::Mr),
        ],
        b'n' => &[
            ("ncbi.nlm.nih.gov/pubmed/", Kind::Pmid),
            ("ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=retrieve&db=pubmed&list_uids=", Kind::Pmid),
            ("ncbi.nlm.nih.gov/pmc/articles/pmc", Kind::Pmc),
        ],
        b'o' => &[
            ("openlibrary.org/books/ol", Kind::Ol),
            ("openlibrary.org/works/ol", Kind::Ol),
            ("osti.gov/biblio/", Kind::Osti),
        ],
        b'p' => &[
            ("pubmed.ncbi.nlm.nih.gov/", Kind::Pmid),
            ("pmc.ncbi.nlm.nih.gov/articles/pmc", Kind::Pmc),
            ("papers.ssrn.com/sol3/papers.cfm?abstract_id=", Kind::Ssrn),
        ],
        b'r' => &[("rfc-editor.org/rfc/rfc", Kind::Rfc)],
        b's' => &[("ssrn.com/abstract=", Kind::Ssrn)],
        b't' => &[("tools.ietf.org/html/rfc", Kind::Rfc)],
        b'u' => &[("ui.adsabs.harvard.edu/abs/", Kind::Bibcode)],
        b'w' => &[("worldcat.org/oclc/", Kind::Oclc)],
        b'z' => &[("zbmath.org/?q=an:", Kind::Zbl)],
        _ => &[],
    }
}

/// A value without the label or the address before it; `None` if it has none.
pub(super) fn without_label(kind: Kind, value: &str) -> Option<Cow<'_, str>> {
    if let Some((found, rest)) = in_address(value) {
        return (found == kind).then_some(rest);
    }
    if kind == Kind::Doi {
        // Whatever it is that stands before a DOI, no letter or digit touches it.
        let at = value
            .find("10.")
            .filter(|&at| at > 0 && value[..at].ends_with([':', '/', ' ', '=']))?;
        return Some(unescaped(&value[at..]));
    }
    let rest = labels(kind).iter().find_map(|label| strip_prefix(value, label))?;
    let rest = rest.trim_start_matches([':', '#', '=', '.', '\u{a0}', ' ']);
    let rest = strip_prefix(rest, "&nbsp;").unwrap_or(rest).trim_start();
    (!rest.is_empty()).then_some(Cow::Borrowed(rest))
}

/// What is written before an identifier of this kind, the longest first.
fn labels(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Arxiv => &["arxiv"],
        Kind::Asin => &["asin"],
        Kind::Bibcode => &["bibcode"],
        Kind::Biorxiv => &["biorxiv"],
        Kind::Citeseerx => &["citeseerx"],
        Kind::Doi => &["doi"],
        Kind::Eissn | Kind::Issn => &["eissn", "e-issn", "issn"],
        Kind::Hdl => &["info:hdl/", "hdl", "handle"],
        Kind::Isbn => &["isbn-13", "isbn-10", "isbn13", "isbn10", "isbn 13:", "isbn 10:", "isbn"],
        Kind::Ismn => &["ismn"],
        Kind::Jfm => &["jfm"],
        Kind::Jstor => &["jstor"],
        Kind::Lccn => &["lccn"],
        Kind::Medrxiv => &["medrxiv"],
        Kind::Mr => &["mr"],
        Kind::Oclc => &["oclc"],
        Kind::Ol => &["ol"],
        Kind::Osti => &["osti"],
        Kind::Pmc => &["pmcid", "pmc"],
        Kind::Pmid => &["pmid", "pubmed"],
        Kind::Rfc => &["rfc"],
        Kind::S2cid => &["s2cid", "corpusid"],
        Kind::Sbn => &["sbn"],
        Kind::Ssrn => &["ssrn"],
        Kind::Usenet => &["news:"],
        Kind::Zbl => &["zbl"],
    }
}

/// The text after a prefix of ASCII, whose letter case does not count.
fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let start = text.as_bytes().get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix.as_bytes()).then(|| &text[prefix.len()..])
}

/// A part of an address without escapes, as far as that is UTF-8.
fn unescaped(text: &str) -> Cow<'_, str> {
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let bytes = text.as_bytes();
    let Some(first) = memchr::memchr(b'%', bytes) else { return Cow::Borrowed(text) };
    let mut plain = bytes[..first].to_vec();
    let mut at = first;
    while at < bytes.len() {
        let escape =
            (bytes[at] == b'%').then(|| Some((hex(bytes.get(at + 1))?, hex(bytes.get(at + 2))?)));
        if let Some(Some((high, low))) = escape {
            plain.push((high * 16 + low) as u8);
            at += 3;
        } else {
            plain.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(plain).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn no_address_stands_under_another_letter_than_its_first() {
        let mut count = 0;
        for first in 0..=u8::MAX {
            for (start, _) in addresses(first) {
                assert_eq!(start.as_bytes()[0], first, "{start}");
                assert!(!start.bytes().any(|byte| byte.is_ascii_uppercase()), "{start}");
                count += 1;
            }
        }
        assert!(count > 30, "only {count} addresses");
    }
}
