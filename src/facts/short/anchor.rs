//! Anchors that short citations can lead to, and how full citations make them.

use std::borrow::Cow;

use super::PREFIX;
use super::pointer::MOST_NAMES;
use super::year::{Year, year_of};
use crate::site::{Meaning, People, ShortCitations, SourceTemplate, normalize_name};
use crate::syntax::attributes::decode_character_references;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{Argument, Template};
use crate::text::{Span, byte_table};

/// A place on the page that links can lead to.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Its name as MediaWiki normalises it, with its `CITEREF`.
    pub id: String,
    /// The node of the template or tag.
    pub node: NodeId,
    /// The name of the template, or the whole tag.
    pub span: Span,
    /// The names that it is made of; empty where it is given outright.
    pub names: Vec<String>,
    /// The year that it is made of; empty without one.
    pub year: String,
    /// Whether a citation gives it outright and would make the same by itself.
    pub is_needless: bool,
}

/// A template that may make an anchor.
#[derive(Clone, Copy)]
pub(super) struct Named<'a, 's> {
    pub(super) node: NodeId,
    /// Its name.
    pub(super) span: Span,
    pub(super) arguments: &'a [Argument<'s>],
}

/// What a full citation makes.
pub(super) enum Made {
    Anchor(Anchor),
    /// No anchor, by the will of the editor; this one it would be.
    Withheld(Anchor),
    /// No anchor, because nobody is named.
    Nothing,
    /// An anchor of which only this is known.
    Unknown {
        names: Option<Vec<String>>,
        year: Option<String>,
    },
}

impl Anchor {
    /// Names and year as one reads them: `Orme, Lister 1904`.
    pub fn label(&self) -> String {
        let names = self.names.join(", ");
        if names.is_empty() {
            self.id.strip_prefix("CITEREF").unwrap_or(&self.id).to_owned()
        } else {
            format!("{names} {}", self.year).trim_end().to_owned()
        }
    }

    /// An anchor that is given outright.
    pub(super) fn given(id: String, node: NodeId, span: Span) -> Self {
        Self { id, node, span, names: Vec::new(), year: String::new(), is_needless: false }
    }
}

/// Reads the anchor of a full citation.
pub(super) fn made_by(
    text: &str,
    tree: &Tree,
    data: &ShortCitations,
    template: Named<'_, '_>,
    source: &SourceTemplate,
) -> Made {
    let Named { node, span, arguments } = template;
    let mut parameters = Parameters::default();
    for argument in arguments {
        parameters.take(text, tree, data, argument);
    }
    let mut is_withheld = false;
    if let Some(target) = parameters.target {
        match (&*target.value(text, tree), given_by(text, tree, data, target)) {
            ("" | "harv", _) => {}
            ("none", _) => is_withheld = true,
            (_, None) => return Made::Unknown { names: None, year: None },
            (_, Some((id, names, year))) => {
                let own = own_parts(&parameters, source);
                let is_needless = match own {
                    (Some(own), Some(year)) => !own.is_empty() && own_id(&own, &year) == id,
                    _ => false,
                };
                return Made::Anchor(Anchor { id, node, span, names, year, is_needless });
            }
        }
    }
    match own_parts(&parameters, source) {
        (Some(names), _) if names.is_empty() => Made::Nothing,
        (Some(names), Some(year)) => {
            let id = own_id(&names, &year);
            let anchor = Anchor { id, node, span, names, year, is_needless: false };
            if is_withheld { Made::Withheld(anchor) } else { Made::Anchor(anchor) }
        }
        _ if is_withheld => Made::Nothing,
        (names, year) => Made::Unknown { names, year },
    }
}

/// The names and the year that a citation makes its anchor of, as far as they are known.
fn own_parts(
    parameters: &Parameters<'_>,
    source: &SourceTemplate,
) -> (Option<Vec<String>>, Option<String>) {
    let mut names = parameters.names();
    if names.as_ref().is_some_and(Vec::is_empty) {
        names = Some(source.default_names.clone());
    }
    let year = match parameters.year() {
        Year::None => Some(source.default_year.clone()),
        Year::Known(year) => Some(year),
        Year::Unknown => None,
    };
    (names, year)
}

fn own_id(names: &[String], year: &str) -> String {
    let length = names.iter().map(String::len).sum::<usize>();
    let mut id = String::with_capacity(PREFIX.len() + length + year.len());
    id.push_str(PREFIX);
    id.extend(names.iter().map(String::as_str));
    id.push_str(year);
    as_anchor(id.into()).into_owned()
}

/// The anchor that an argument gives outright or by `{{sfnref|…}}`, with its names and year; `None`
/// if only MediaWiki knows it.
pub(super) fn given_by(
    text: &str,
    tree: &Tree,
    data: &ShortCitations,
    argument: &Argument<'_>,
) -> Option<(String, Vec<String>, String)> {
    if !argument.is_dynamic(tree) {
        let id = anchor_text(argument.trimmed_value_span(text).of(text));
        return Some((id, Vec::new(), String::new()));
    }
    let inner = tree.children(argument.node).find(|&it| tree.kind(it) == NodeKind::Template)?;
    let view = Template::new(text, tree, inner)?;
    let is_all = argument.trimmed_value_span(text) == tree.span(inner);
    let is_target = data.is_target(&normalize_name(&view.name()));
    let arguments: Vec<_> = view.arguments().collect();
    if !is_all || !is_target || arguments.iter().any(|it| it.is_dynamic(tree)) {
        return None;
    }
    let parts = arguments.iter().filter(|it| it.key().parse::<u32>().is_ok());
    let mut names: Vec<String> = parts.map(|it| anchor_text(&it.value(text, tree))).collect();
    let id = anchor_text(&format!("CITEREF{}", names.concat()));
    let year = if names.len() > 1 { names.pop() } else { None };
    Some((id, names, year.unwrap_or_default()))
}

/// A text as the name of an anchor: without markup, character references and double spaces.
pub(crate) fn anchor_text(text: &str) -> String {
    as_anchor(text.into()).into_owned()
}

/// The same as [`anchor_text`], without a copy of a text that stays as it is.
pub(super) fn as_anchor(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_plain(text.as_bytes()) { text } else { without_markup(&text).into() }
}

fn without_markup(text: &str) -> String {
    let decoded = decode_character_references(text);
    let mut plain = String::with_capacity(decoded.len());
    let mut rest = &*decoded;
    while let Some(start) = rest.find("[[") {
        let Some(length) = rest[start..].find("]]") else { break };
        let link = &rest[start + 2..start + length];
        plain.push_str(&rest[..start]);
        plain.push_str(link.rsplit_once('|').map_or(link, |(_, label)| label));
        rest = &rest[start + length + 2..];
    }
    plain.push_str(rest);
    let plain = plain.replace("'''", "").replace("''", "");
    let is_space = |c: char| c == '_' || c.is_ascii_whitespace();
    plain.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a text, as most do, holds nothing that [`without_markup`] would change.
fn is_plain(text: &[u8]) -> bool {
    let mut is_spaced = true;
    for &byte in text {
        let is_space = byte == b' ';
        if IS_MARKUP[usize::from(byte)] || is_space && is_spaced {
            return false;
        }
        is_spaced = is_space;
    }
    !is_spaced
}

/// Whether each byte may be markup, or white space other than a single space.
static IS_MARKUP: [bool; 256] =
    byte_table!(|byte| matches!(byte, b'&' | b'[' | b'\'' | b'_' | 0..b' '));

/// The value of a parameter.
#[derive(Clone, Debug)]
struct Value<'s> {
    text: Cow<'s, str>,
    /// Whether only MediaWiki knows it.
    is_dynamic: bool,
    rank: usize,
}

/// The parameters of a full citation that matter for its anchor.
#[derive(Default)]
struct Parameters<'s> {
    people: [[Option<Value<'s>>; MOST_NAMES]; People::COUNT],
    vancouver: [Option<Value<'s>>; People::COUNT],
    year: Option<Value<'s>>,
    date: Option<Value<'s>>,
    other_date: Option<Value<'s>>,
    target: Option<&'s Argument<'s>>,
}

impl<'s> Parameters<'s> {
    fn take(
        &mut self,
        text: &'s str,
        tree: &Tree,
        data: &ShortCitations,
        argument: &'s Argument<'s>,
    ) {
        let Some(name) = argument.name.as_deref() else { return };
        let Some((meaning, number)) = data.meaning(name) else { return };
        let number = number as usize;
        let value = |rank| Value {
            text: as_anchor(argument.value(text, tree)),
            is_dynamic: argument.is_dynamic(tree),
            rank,
        };
        match meaning {
            Meaning::Name { people, rank } if (1..=MOST_NAMES).contains(&number) => {
                set(&mut self.people[people as usize][number - 1], value(rank));
            }
            Meaning::Name { .. } => {}
            Meaning::Vancouver(people) => set(&mut self.vancouver[people as usize], value(0)),
            Meaning::Year { rank } => set(&mut self.year, value(rank)),
            Meaning::Date { rank } => set(&mut self.date, value(rank)),
            Meaning::OtherDate { rank } => set(&mut self.other_date, value(rank)),
            Meaning::Ref => self.target = Some(argument),
        }
    }

    /// The names that make the anchor; `None` if only MediaWiki knows one.
    fn names(&self) -> Option<Vec<String>> {
        for (people, vancouver) in self.people.iter().zip(&self.vancouver) {
            let given = people.iter().flatten();
            if given.clone().any(|name| name.is_dynamic) {
                return None;
            }
            let names = given.map(|name| last_name(&name.text));
            let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
            if !names.is_empty() {
                return Some(names);
            }
            if let Some(all) = vancouver {
                let names = vancouver_names(&all.text);
                if all.is_dynamic || !names.is_empty() {
                    return (!all.is_dynamic).then_some(names);
                }
            }
        }
        Some(Vec::new())
    }

    fn year(&self) -> Year {
        let given = |value: &Option<Value<'_>>| match value {
            Some(value) if value.is_dynamic => Year::Unknown,
            Some(value) => year_of(&value.text),
            None => Year::None,
        };
        match (&self.year, &self.date) {
            // Beside a date the year stands for itself.
            (Some(year), Some(date)) if !year.text.is_empty() && !date.text.is_empty() => {
                if year.is_dynamic { Year::Unknown } else { Year::Known(year.text.to_string()) }
            }
            (Some(year), _) if !year.text.is_empty() => given(&self.year),
            (_, Some(date)) if !date.text.is_empty() => given(&self.date),
            _ => given(&self.other_date),
        }
    }
}

/// Sets a parameter, unless a better name for it has set it already.
fn set<'s>(slot: &mut Option<Value<'s>>, value: Value<'s>) {
    let replaces = slot.as_ref().is_none_or(|old| {
        old.rank == value.rank
            || (!value.text.is_empty() && old.rank > value.rank)
            || old.text.is_empty()
    });
    if replaces {
        *slot = Some(value);
    }
}

/// A name as the citation templates take it into an anchor.
fn last_name(name: &str) -> String {
    let inner = name.strip_prefix("((").and_then(|rest| rest.strip_suffix("))"));
    let name = inner.unwrap_or(name);
    without_et_al(name).trim().to_owned()
}

fn without_et_al(name: &str) -> &str {
    let trimmed = name.trim_end_matches(['.', ' ', ',', ';']);
    let bytes = trimmed.as_bytes();
    if !matches!(bytes.last(), Some(b'l' | b'L' | b'i' | b'I')) {
        return name;
    }
    let matches = |end: &str| {
        bytes.len() >= end.len()
            && bytes[bytes.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    for end in ["et al", "et. al", "et alii", "etal"] {
        let rest = trimmed.len().saturating_sub(end.len());
        if matches(end) && (rest == 0 || !bytes[rest - 1].is_ascii_alphanumeric()) {
            return trimmed[..rest].trim_end_matches([' ', ',', ';', '&']);
        }
    }
    name
}

/// The last names in `Orme A, Lister BC`: all but the initials.
fn vancouver_names(names: &str) -> Vec<String> {
    let names = names.split(',').map(|name| {
        let name = name.trim();
        match name.strip_prefix("((").and_then(|rest| rest.strip_suffix("))")) {
            Some(whole) => whole,
            None => name.rsplit_once(' ').map_or(name, |(last, _)| last),
        }
    });
    let names = names.filter(|name| !name.is_empty() && !without_et_al(name).is_empty());
    names.take(MOST_NAMES).map(str::to_owned).collect()
}
