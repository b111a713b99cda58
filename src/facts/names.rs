//! Names for footnotes: of the author and the year, the site and the year, or the title.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Citation;
use crate::syntax::tree::Tree;

/// How many words of a title make a name.
const TITLE_WORDS: usize = 4;

/// The longest part of a name that is taken from the page, in characters.
const LONGEST_PART: usize = 40;

/// The name of a footnote about a source of which nothing is known.
const FALLBACK: &str = "Source";

/// What a name is made of. Each part is text as it stands on the page; what does not fit into a
/// name is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameFacts<'a> {
    /// The family name of the first author.
    pub author: Option<Cow<'a, str>>,
    /// The year of publication, or a date that holds it.
    pub year: Option<Cow<'a, str>>,
    /// The site, newspaper or publisher, or the host of the URL.
    pub site: Option<Cow<'a, str>>,
    /// The title.
    pub title: Option<Cow<'a, str>>,
}

/// The names that a page has, so that each new one differs from all of them.
#[derive(Clone, Debug, Default)]
pub struct TakenNames {
    /// For each name, without case, the number of names that were made from it.
    made: FxHashMap<String, u32>,
}

/// A name that no footnote of the page has yet; it is taken from now on.
///
/// The same facts in the same order always give the same names: `Dorin 1999`, then `Dorin 1999b`.
pub fn unique_name(facts: &NameFacts<'_>, taken: &mut TakenNames) -> String {
    let base = base_name(facts);
    loop {
        let made = taken.made.entry(base.to_lowercase()).or_default();
        *made += 1;
        let name = match *made {
            1 => return base,
            number => with_suffix(&base, number),
        };
        // A suffixed name can itself be on the page.
        if !taken.made.contains_key(&name.to_lowercase()) {
            taken.add(&name);
            return name;
        }
    }
}

impl TakenNames {
    /// Marks a name as taken.
    pub fn add(&mut self, name: &str) {
        self.made.entry(name.to_lowercase()).or_insert(1);
    }
}

impl<'a> Extend<&'a str> for TakenNames {
    fn extend<T: IntoIterator<Item = &'a str>>(&mut self, names: T) {
        for name in names {
            self.add(name);
        }
    }
}

impl<'s> NameFacts<'s> {
    /// The facts that a citation template states.
    pub fn of_citation(citation: &Citation<'s>, source: &'s str, tree: &Tree) -> Self {
        let first = |names: &[&str]| {
            let value = |name: &&str| Some(citation.argument(name)?.value(source, tree));
            names.iter().filter_map(value).find(|value| !value.is_empty())
        };
        let host = || match first(&["url", "chapter-url"])? {
            Cow::Borrowed(url) => host(url).map(Cow::Borrowed),
            Cow::Owned(url) => host(&url).map(|host| Cow::Owned(host.to_owned())),
        };
        let site =
            first(&["website", "work", "newspaper", "journal", "magazine", "publisher", "agency"]);
        Self {
            author: first(&[
                "last",
                "last1",
                "author-last",
                "surname",
                "author",
                "author1",
                "editor-last",
            ]),
            year: first(&["date", "year", "publication-date"]),
            site: site.or_else(host),
            title: first(&["title", "chapter"]),
        }
    }
}

/// The host of a URL without `www.`; `None` if it has none.
pub fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("//")?;
    let end = rest.find(['/', '?', '#', ':', ' ']).unwrap_or(rest.len());
    let host = &rest[..end];
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

fn base_name(facts: &NameFacts<'_>) -> String {
    let part = |text: &Option<Cow<'_, str>>| text.as_deref().map(clean).unwrap_or_default();
    let year = facts.year.as_deref().and_then(year_in).unwrap_or_default();
    let author = part(&facts.author);
    let author = author.split_once(',').map_or(&*author, |(family, _)| family);
    for who in [author, &part(&facts.site)] {
        if who.chars().any(char::is_alphabetic) {
            return join(&without_commas(who), year);
        }
    }
    let title = without_commas(&part(&facts.title));
    let words: Vec<&str> = title.split(' ').take(TITLE_WORDS).collect();
    let title = words.join(" ");
    // MediaWiki takes no name that is a number.
    if title.chars().any(char::is_alphabetic) { title } else { join(FALLBACK, year) }
}

fn join(who: &str, year: &str) -> String {
    if year.is_empty() { who.to_owned() } else { format!("{who} {year}") }
}

/// The first number of four digits that can be a year.
pub(super) fn year_in(text: &str) -> Option<&str> {
    let digits = |text: &str| text.len() == 4 && matches!(text.as_bytes()[0], b'1' | b'2');
    text.split(|c: char| !c.is_ascii_digit()).find(|number| digits(number))
}

/// The text with only what needs no thought in a quoted attribute, cut to a word's end.
fn clean(text: &str) -> String {
    let keep = |c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '.' | '’');
    let kept: String = text.chars().map(|c| if keep(c) { c } else { ' ' }).collect();
    let mut cleaned = String::new();
    let mut length = 0;
    for word in kept.split_whitespace() {
        let count = word.chars().count();
        if length > 0 && length + count > LONGEST_PART {
            break;
        }
        if length > 0 {
            cleaned.push(' ');
        }
        cleaned.extend(word.chars().take(LONGEST_PART));
        length += count + 1;
    }
    cleaned
}

fn without_commas(text: &str) -> String {
    text.replace(',', "").trim_matches(['.', '-', ' ']).to_owned()
}

/// `Dorin 1999b` after a year, `Karsa Herald 2` after a word.
fn with_suffix(base: &str, number: u32) -> String {
    let letter = char::from_digit(number + 9, 36).filter(|_| (2..=26).contains(&number));
    match letter {
        Some(letter) if base.ends_with(|c: char| c.is_ascii_digit()) => format!("{base}{letter}"),
        _ => format!("{base} {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Document;
    use crate::site::Site;

    fn facts<'a>(author: &'a str, year: &'a str, site: &'a str, title: &'a str) -> NameFacts<'a> {
        let part = |text: &'a str| (!text.is_empty()).then_some(Cow::Borrowed(text));
        NameFacts { author: part(author), year: part(year), site: part(site), title: part(title) }
    }

    #[test]
    fn names_come_from_author_site_or_title() {
        let mut taken = TakenNames::default();
        taken.extend(["Tarn 2001"]);
        let mut name =
            |author, year, site, title| unique_name(&facts(author, year, site, title), &mut taken);
        assert_eq!(name("Dorin, Ilse", "May 1999", "Lark Press", "Founders"), "Dorin 1999");
        assert_eq!(name("Dorin", "1999", "", ""), "Dorin 1999b");
        assert_eq!(name("tarn", "2001", "", ""), "tarn 2001b");
        assert_eq!(name("", "", "\"Karsa\" <Herald>", ""), "Karsa Herald");
        assert_eq!(name("", "", "Karsa Herald", ""), "Karsa Herald 2");
        assert_eq!(name("", "2004", "", "The long, long road to Karsa"), "The long long road");
        assert_eq!(name("12", "1984", "", "1984"), "Source 1984");
        assert_eq!(name("", "", "", ""), "Source");
    }

    #[test]
    fn many_equal_names_stay_apart() {
        let mut taken = TakenNames::default();
        taken.extend(["Dorin 1999c"]);
        let mut all: Vec<String> =
            (0..100).map(|_| unique_name(&facts("Dorin", "1999", "", ""), &mut taken)).collect();
        assert_eq!(all[1..3], ["Dorin 1999b", "Dorin 1999d"]);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 100);
    }

    #[test]
    fn citations_state_their_facts() {
        let text = "{{cite web |url=https://www.example.org/a |title=Bells |date=3 May 2020}}";
        let doc = Document::new(text, Site::mediawiki());
        let facts = NameFacts::of_citation(&doc.citations[0], text, &doc.tree);
        assert_eq!(unique_name(&facts, &mut TakenNames::default()), "example.org 2020");
    }
}
