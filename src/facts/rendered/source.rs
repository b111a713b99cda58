//! What the text of an entry says about its source, as far as a name needs it.

use std::sync::LazyLock;

use regex::Regex;

/// The longest list of authors that is looked for, in bytes.
const LONGEST_AUTHORS: usize = 160;

/// What a citation says of its source, read from the text that readers see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrintedSource<'s> {
    /// The family name of the first author.
    pub author: Option<&'s str>,
    /// The year of publication.
    pub year: Option<&'s str>,
    /// The site, newspaper or publisher, or the host of the address.
    pub site: Option<&'s str>,
    /// The title.
    pub title: Option<&'s str>,
}

impl<'s> PrintedSource<'s> {
    /// Reads a citation as templates print it:
    /// `Dorin, Ilse (1999). "The Founders". Lark Press. Retrieved 4 May 2022.`
    pub fn new(text: &'s str) -> Self {
        static RETRIEVED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\b(retrieved|accessed|archived|consulté|abgerufen|consultado)\b")
                .expect("a valid pattern")
        });
        let own = RETRIEVED.find(text).map_or(text, |it| &text[..it.start()]);
        let (author, after) = author(own);
        let (title, rest) = title(after);
        let before = author.and(year_in(&own[..own.len() - after.len()]));
        let year = before.or_else(|| year_in(rest)).or_else(|| title.and_then(year_after));
        let site = sentence(rest).or_else(|| text.split_whitespace().find_map(host));
        Self { author, year, site, title }
    }
}

/// The first number of four digits that can be a year.
fn year_in(text: &str) -> Option<&str> {
    let is_year = |text: &&str| text.len() == 4 && text.starts_with(['1', '2']);
    text.split(|c: char| !c.is_ascii_digit()).find(is_year)
}

/// The year in parentheses at the end of a title.
fn year_after(title: &str) -> Option<&str> {
    year_in(title.strip_suffix(')')?.rsplit_once(" (")?.1)
}

/// The host of a URL without `www.`; `None` if it has none.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let host = rest[..end].trim_start_matches("www.");
    (!host.is_empty()).then_some(host)
}

/// The family name of the first author, if the text starts with authors and a date in
/// parentheses, and what follows these.
fn author(text: &str) -> (Option<&str>, &str) {
    let found = || {
        let open = text.find(" (").filter(|&open| open <= LONGEST_AUTHORS)?;
        let close = open + text[open..].find(')')?;
        let authors = &text[..open];
        let is_list =
            authors.starts_with(char::is_uppercase) && !authors.contains(['"', '“', '[', '<', '/']);
        (is_list && year_in(&text[open..close]).is_some()).then_some((authors, close))
    };
    let Some((authors, close)) = found() else { return (None, text) };
    let family = authors.split([',', ';']).next().unwrap_or(authors).trim();
    // "Ship Bells of the North (2007)" is a title.
    let is_name = family.split_whitespace().count() <= 3;
    if is_name {
        (Some(family), text[close + 1..].trim_start_matches(['.', ' ']))
    } else {
        (None, text)
    }
}

/// The title, in quotation marks or up to the first stop, and what follows it.
fn title(text: &str) -> (Option<&str>, &str) {
    for (open, close) in [('"', '"'), ('“', '”'), ('«', '»')] {
        let quoted = text.strip_prefix(open).and_then(|rest| rest.split_once(close));
        if let Some((title, rest)) = quoted {
            return (Some(title.trim()), rest.trim_start_matches(['.', ',', ' ']));
        }
    }
    let end = text.find(". ").unwrap_or(text.len());
    let title = text[..end].trim_end_matches('.').trim();
    let rest = text[end..].trim_start_matches(['.', ' ']);
    ((!title.is_empty()).then_some(title), rest)
}

/// The first sentence, without what is in parentheses; `None` if it holds a number, as a date
/// does, or is only a format such as `(PDF)`.
fn sentence(text: &str) -> Option<&str> {
    let text = match text.strip_prefix('(') {
        Some(rest) => rest.split_once(')')?.1.trim_start_matches(['.', ' ']),
        None => text,
    };
    let end = text.find(". ").unwrap_or(text.len());
    let sentence = text[..end].split(" (").next()?.trim_end_matches('.').trim();
    let is_name = sentence.chars().any(char::is_alphabetic)
        && !sentence.contains(|c: char| c.is_ascii_digit())
        && !sentence.contains("://")
        && sentence.len() > 2;
    is_name.then_some(sentence)
}

#[cfg(test)]
mod tests {
    use super::PrintedSource;

    #[test]
    fn printed_citations_are_read() {
        for (text, author, year, site) in [
            ("Dorin, Ilse (1999). The Founders. Lark Press. p. 1.", "Dorin", "1999", "Lark Press"),
            (
                "Dorin, I.; Venn, O. (2 May 2003). \"Bells\". Herald. Retrieved 2022.",
                "Dorin",
                "2003",
                "Herald",
            ),
            (
                "\"The fires\". Karsa Herald. 12 June 1968. Retrieved 4 May 2022.",
                "",
                "1968",
                "Karsa Herald",
            ),
            (
                "\"A bell\". www.bells.example.org. Retrieved 4 May 2022.",
                "",
                "",
                "www.bells.example.org",
            ),
            ("\"A report\" (PDF). Harbour Office. 3 June 2001.", "", "2001", "Harbour Office"),
            ("Bells of the north: a guide to all (1901). Tarn & Son.", "", "1901", "Tarn & Son"),
            ("https://www.example.org/bells/1903", "", "", "example.org"),
            ("Ibid.", "", "", ""),
            ("", "", "", ""),
        ] {
            let source = PrintedSource::new(text);
            let read = [source.author, source.year, source.site].map(Option::unwrap_or_default);
            assert_eq!(read, [author, year, site], "{text}");
        }
    }
}
