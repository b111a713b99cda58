//! What the text of an entry says about its source, as far as names need it.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::facts::names::{NameFacts, host, year_in};

/// The longest list of authors that is looked for, in bytes.
const LONGEST_AUTHORS: usize = 160;

/// Reads author, year, title and site from a citation as templates print it:
/// `Dorin, Ilse (1999). "The Founders". Lark Press. Retrieved 4 May 2022.`
pub fn name_facts(text: &str) -> NameFacts<'_> {
    static RETRIEVED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(retrieved|accessed|archived|consulté|abgerufen|consultado)\b")
            .expect("a valid pattern")
    });
    let own = RETRIEVED.find(text).map_or(text, |it| &text[..it.start()]);
    let (author, after) = author(own);
    let (title, rest) = title(after);
    let year = author.and(year_in(&own[..own.len() - after.len()])).or_else(|| year_in(rest));
    let site = sentence(rest).or_else(|| text.split_whitespace().find_map(host));
    let part = |text: Option<&'_ str>| text.map(|text| Cow::Owned(text.to_owned()));
    NameFacts { author: part(author), year: part(year), site: part(site), title: part(title) }
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
    (is_name.then_some(family), text[close + 1..].trim_start_matches(['.', ' ']))
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
    use super::name_facts;
    use crate::facts::names::{TakenNames, unique_name};

    #[test]
    fn printed_citations_give_names() {
        for (text, name) in [
            ("Dorin, Ilse (1999). The Founders of Karsa. Lark Press. pp. 11–40.", "Dorin 1999"),
            (
                "Dorin, I.; Venn, O. (2 May 2003). \"Bells\". Herald. Retrieved 1 May 2022.",
                "Dorin 2003",
            ),
            (
                "\"The fires\". Karsa Herald. 12 June 1968. Retrieved 4 May 2022.",
                "Karsa Herald 1968",
            ),
            ("\"A bell\". www.bells.example.org. Retrieved 4 May 2022.", "www.bells.example.org"),
            ("\"A report\" (PDF). Harbour Office. 3 June 2001.", "Harbour Office 2001"),
            ("Bells of the north: a guide to all towers (1901). Tarn & Son.", "Tarn Son"),
            ("https://www.example.org/bells/1903", "example.org"),
            ("Ibid.", "Ibid"),
            ("p. 12", "p"),
            ("", "Source"),
        ] {
            let made = unique_name(&name_facts(text), &mut TakenNames::default());
            assert_eq!(made, name, "{text}");
        }
    }
}
