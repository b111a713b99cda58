//! Identifiers in addresses, and the labels that stand before them in running text.

use std::borrow::Cow;

use super::Kind;

/// How an address that shows an identifier starts, without scheme and `www.`, and what kind it is
/// that follows.
const ADDRESSES: [(&str, Kind); 33] = [
    ("doi.org/", Kind::Doi),
    ("dx.doi.org/", Kind::Doi),
    ("hdl.handle.net/", Kind::Hdl),
    ("pubmed.ncbi.nlm.nih.gov/", Kind::Pmid),
    ("ncbi.nlm.nih.gov/pubmed/", Kind::Pmid),
    ("ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=retrieve&db=pubmed&list_uids=", Kind::Pmid),
    ("ncbi.nlm.nih.gov/pmc/articles/pmc", Kind::Pmc),
    ("pmc.ncbi.nlm.nih.gov/articles/pmc", Kind::Pmc),
    ("europepmc.org/articles/pmc", Kind::Pmc),
    ("jstor.org/stable/", Kind::Jstor),
    ("jstor.org/pss/", Kind::Jstor),
    ("arxiv.org/abs/", Kind::Arxiv),
    ("arxiv.org/pdf/", Kind::Arxiv),
    ("adsabs.harvard.edu/abs/", Kind::Bibcode),
    ("adsabs.harvard.edu/full/", Kind::Bibcode),
    ("ui.adsabs.harvard.edu/abs/", Kind::Bibcode),
    ("worldcat.org/oclc/", Kind::Oclc),
    ("lccn.loc.gov/", Kind::Lccn),
    ("openlibrary.org/books/ol", Kind::Ol),
    ("openlibrary.org/works/ol", Kind::Ol),
    ("ssrn.com/abstract=", Kind::Ssrn),
    ("papers.ssrn.com/sol3/papers.cfm?abstract_id=", Kind::Ssrn),
    ("api.semanticscholar.org/corpusid:", Kind::S2cid),
    ("osti.gov/biblio/", Kind::Osti),
    ("tools.ietf.org/html/rfc", Kind::Rfc),
    ("rfc-editor.org/rfc/rfc", Kind::Rfc),
    ("datatracker.ietf.org/doc/html/rfc", Kind::Rfc),
    ("citeseerx.ist.psu.edu/viewdoc/summary?doi=", Kind::Citeseerx),
    ("biorxiv.org/content/", Kind::Biorxiv),
    ("medrxiv.org/content/", Kind::Medrxiv),
    ("mathscinet.ams.org/mathscinet-getitem?mr=", Kind::Mr),
    ("zbmath.org/?q=an:", Kind::Zbl),
    ("amazon.com/dp/", Kind::Asin),
];

/// The identifier that an address shows; `None` for other addresses. The value is not checked.
pub fn in_address(url: &str) -> Option<(Kind, Cow<'_, str>)> {
    let rest =
        ["https://", "http://", "//"].iter().find_map(|it| strip_prefix(url, it)).unwrap_or(url);
    let rest = strip_prefix(rest, "www.").unwrap_or(rest);
    let find = |&(start, kind): &(&str, Kind)| Some((kind, strip_prefix(rest, start)?));
    let (kind, value) = ADDRESSES.iter().find_map(find)?;
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
