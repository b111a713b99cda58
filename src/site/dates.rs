//! How dates are written, and where archives keep copies: the data of `rules/dates.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::name_filter::NameFilter;

use crate::date::{Date, DateData, DateWords, Style};

/// The words of dates, and what else the rules about dates need to know of a wiki.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "File")]
pub struct Dates {
    /// The words that dates are made of.
    pub words: DateWords,
    /// Phrases before a date, in lower case, by their first byte; the longest first. Each word of a
    /// ref is looked up.
    phrases: Box<[Vec<(String, TextDateKind)>; 256]>,
    /// The second and the third letters of phrases by their first byte in either letter case; each
    /// letter is the bit that its five low bits number.
    phrase_letters: Box<[[u32; 2]; 256]>,
    placeholders: FxHashSet<String>,
    placeholder_filter: NameFilter,
    placeholder_days: FxHashSet<Date>,
    /// The first day on which anything can have been read for a wiki.
    pub first_access: Date,
    styles: FxHashMap<String, Style>,
    archives: Vec<Archive>,
    archive_by_host: FxHashMap<String, usize>,
    host_filter: NameFilter,
    dead_link: FxHashSet<String>,
    dated_tags: FxHashSet<String>,
    /// Of the templates that set a style, mark a dead link or are a dated tag.
    template_filter: NameFilter,
}

/// What the words before a date in a text say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextDateKind {
    /// The day on which the source was read.
    Access,
    /// The day on which a copy of it was made.
    Archive,
}

/// A site that keeps copies of pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// What it is called in a sentence.
    pub name: String,
    hosts: Vec<String>,
    /// How its addresses tell when a copy was made.
    pub time: ArchiveTime,
    /// What stands before the time in a path, where it must be just this.
    #[serde(default)]
    pub path: Option<String>,
    /// Whether the time must have all fourteen digits.
    #[serde(default)]
    pub exact: bool,
    /// Whether the hosts have pages of their own, which are no copies.
    #[serde(default, rename = "own-pages")]
    pub own_pages: bool,
}

/// How the address of a copy tells when it was made.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ArchiveTime {
    /// `/20200501123456/`.
    Digits,
    /// That, or `/2020.05.01-123456/`.
    Today,
    /// Microseconds since 1970 in digits of base 62.
    Base62,
    /// Not at all.
    None,
}

impl Dates {
    /// The phrase that says what date follows it at the start of a text: how many bytes it has, and
    /// what it says.
    pub fn phrase(&self, text: &str) -> Option<(usize, TextDateKind)> {
        let first = text.bytes().next()?.to_ascii_lowercase();
        let phrases = &self.phrases[usize::from(first)];
        let starts = |(phrase, _): &&(String, TextDateKind)| {
            let start = text.get(..phrase.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(phrase))
                && text[phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
        };
        phrases.iter().find(starts).map(|(phrase, kind)| (phrase.len(), *kind))
    }

    /// Whether a text may start with a phrase; few do that start with none.
    pub fn may_start_phrase(&self, text: &[u8]) -> bool {
        let [first, rest @ ..] = text else { return false };
        let [second, third] = self.phrase_letters[usize::from(*first)];
        let is_among =
            |letters: u32, byte: Option<&u8>| byte.is_none_or(|byte| letters & letter(*byte) != 0);
        second != 0 && is_among(second, rest.first()) && is_among(third, rest.get(1))
    }

    /// Whether a value only stands in for a date.
    pub fn is_placeholder(&self, value: &str) -> bool {
        value.len() <= 30
            && self.placeholder_filter.may_hold_folded(value)
            && self.placeholders.contains(&*value.to_lowercase())
    }

    /// Whether a day is one that programs write where they know none.
    pub fn is_placeholder_day(&self, day: Date) -> bool {
        self.placeholder_days.contains(&day)
    }

    /// The style that the template with this normalised name asks for.
    pub fn declared_style(&self, template: &str) -> Option<Style> {
        if !self.template_filter.may_hold(template) {
            return None;
        }
        self.styles.get(template).copied()
    }

    /// The archive on this host, which is in lower case and without `www.`.
    pub fn archive(&self, host: &str) -> Option<&Archive> {
        if !self.host_filter.may_hold(host) {
            return None;
        }
        self.archive_by_host.get(host).map(|&at| &self.archives[at])
    }

    /// Whether the template with this normalised name says that a link leads nowhere.
    pub fn is_dead_link(&self, template: &str) -> bool {
        self.template_filter.may_hold(template) && self.dead_link.contains(template)
    }

    /// Whether the template with this normalised name marks a fault since a month, besides the
    /// tags in running text.
    pub fn is_dated_tag(&self, template: &str) -> bool {
        self.template_filter.may_hold(template) && self.dated_tags.contains(template)
    }
}

/// The bit of a letter, in either case.
fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    languages: Vec<String>,
    language: std::collections::BTreeMap<String, crate::date::Language>,
    words: Words,
    placeholders: Vec<String>,
    placeholder_days: Vec<String>,
    first_access: String,
    styles: Styles,
    archive: Vec<Archive>,
    dead_link: Names,
    dated_tags: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    access: Vec<String>,
    archive: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Styles {
    dmy: Vec<String>,
    mdy: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
}

impl TryFrom<File> for Dates {
    type Error = String;

    fn try_from(file: File) -> Result<Self, String> {
        let mut phrases = Box::new([const { Vec::new() }; 256]);
        let mut phrase_letters = Box::new([[0; 2]; 256]);
        let Words { access, archive } = file.words;
        let access = access.into_iter().map(|phrase| (phrase, TextDateKind::Access));
        let archive = archive.into_iter().map(|phrase| (phrase, TextDateKind::Archive));
        for (phrase, kind) in access.chain(archive) {
            let Some(first) = phrase.bytes().next() else { continue };
            for case in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
                for (letters, byte) in phrase_letters[usize::from(case)].iter_mut().zip([1, 2]) {
                    *letters |= phrase.as_bytes().get(byte).map_or(u32::MAX, |&byte| letter(byte));
                }
            }
            phrases[usize::from(first.to_ascii_lowercase())].push((phrase, kind));
        }
        for phrases in phrases.iter_mut() {
            phrases.sort_by_key(|(phrase, _): &(String, _)| std::cmp::Reverse(phrase.len()));
        }
        let styles = [(file.styles.dmy, Style::Dmy), (file.styles.mdy, Style::Mdy)];
        let styles = styles
            .into_iter()
            .flat_map(|(names, style)| names.into_iter().map(move |name| (name, style)));
        let styles: FxHashMap<String, Style> = styles.collect();
        let tags = file.dead_link.names.iter().chain(&file.dated_tags.names);
        let hosts = |(at, archive): (usize, &Archive)| {
            archive.hosts.iter().map(move |host| (host.clone(), at)).collect::<Vec<_>>()
        };
        let data = DateData { languages: file.languages, language: file.language };
        let days = file.placeholder_days.iter().map(|day| day.parse());
        Ok(Self {
            words: DateWords::new(data)?,
            phrases,
            phrase_letters,
            placeholder_filter: file.placeholders.iter().collect(),
            placeholders: file.placeholders.into_iter().collect(),
            placeholder_days: days.collect::<Result<_, String>>()?,
            first_access: file.first_access.parse()?,
            template_filter: tags.chain(styles.keys()).collect(),
            styles,
            host_filter: file.archive.iter().flat_map(|archive| &archive.hosts).collect(),
            archive_by_host: file.archive.iter().enumerate().flat_map(hosts).collect(),
            archives: file.archive,
            dead_link: file.dead_link.names.into_iter().collect(),
            dated_tags: file.dated_tags.names.into_iter().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Site, normalize_name};

    #[test]
    fn built_in_data_loads() {
        let dates = &Site::mediawiki().dates;
        assert_eq!(dates.phrase("Retrieved on 5 May 2020"), Some((12, TextDateKind::Access)));
        assert_eq!(dates.phrase("Archived 5 May 2020"), Some((8, TextDateKind::Archive)));
        assert_eq!(dates.phrase("Retrieves"), None);
        for (phrase, _) in dates.phrases.iter().flatten() {
            assert!(dates.may_start_phrase(phrase.as_bytes()), "{phrase}");
            assert!(dates.may_start_phrase(phrase.to_ascii_uppercase().as_bytes()), "{phrase}");
        }
        assert!(!dates.may_start_phrase(b"reprint") && !dates.may_start_phrase(b""));
        assert!(dates.is_placeholder("YYYY-MM-DD") && !dates.is_placeholder("2020-05-05"));
        assert_eq!(dates.declared_style("use dmy dates"), Some(Style::Dmy));
        assert_eq!(dates.archive("archive.ph").map(|it| &*it.name), Some("archive.today"));
        for name in dates.dated_tags.iter().chain(&dates.dead_link).chain(dates.styles.keys()) {
            assert_eq!(*name, normalize_name(name));
        }
    }
}
