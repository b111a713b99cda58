//! The full citation that a short citation without target probably means.

use rustc_hash::FxHashMap;

use super::ShortCites;
use super::anchor::{Anchor, anchor_text};
use super::pointer::{ShortSource, Target};
use crate::near::folded;

/// How a short citation differs from the nearest anchor, the least difference first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mismatch {
    /// In nothing, but the full citation makes no anchor because of `ref=none`.
    Withheld,
    /// In letter case, spaces or punctuation.
    Spelling,
    /// In the year alone.
    Year,
    /// In how many people are named, or in who is after the first.
    People,
    /// In that the full citation has the whole name of its first author in one parameter.
    WholeName,
    /// In a few letters of the names.
    Letters,
}

/// Of how many anchors of one year the names are compared letter by letter.
const MOST_ANCHORS: usize = 100;

/// The longest names that are compared letter by letter, in bytes.
const LONGEST_NAMES: usize = 80;

/// Anchors by what may be right in a short citation that is wrong.
pub struct NearAnchors<'a> {
    withheld: FxHashMap<&'a str, &'a Anchor>,
    by_spelling: FxHashMap<String, &'a Anchor>,
    by_names: FxHashMap<String, Vec<&'a Anchor>>,
    by_first_name: FxHashMap<(String, &'a str), &'a Anchor>,
    by_last_name: FxHashMap<(String, &'a str), &'a Anchor>,
    by_year: FxHashMap<&'a str, Vec<&'a Anchor>>,
    searches: usize,
}

/// How many short citations are compared letter by letter, so that a page full of wrong ones does
/// not take quadratic time.
const MOST_SEARCHES: usize = 200;

impl<'a> NearAnchors<'a> {
    /// Sorts the anchors of a page.
    pub fn new(short: &'a ShortCites<'_>) -> Self {
        let mut near = Self {
            withheld: short.withheld.iter().map(|it| (it.id.as_str(), it)).collect(),
            by_spelling: FxHashMap::default(),
            by_names: FxHashMap::default(),
            by_first_name: FxHashMap::default(),
            by_last_name: FxHashMap::default(),
            by_year: FxHashMap::default(),
            searches: 0,
        };
        for anchor in &short.anchors {
            near.by_spelling.entry(fold(&anchor.id)).or_insert(anchor);
            near.by_names.entry(fold(&anchor.names.concat())).or_default().push(anchor);
            if let Some(first) = anchor.names.first() {
                near.by_first_name.entry((fold(first), &anchor.year)).or_insert(anchor);
                let last = last_name(first);
                near.by_last_name.entry((fold(last), &anchor.year)).or_insert(anchor);
                near.by_year.entry(&anchor.year).or_default().push(anchor);
            }
        }
        near
    }

    /// The anchor that is nearest to what a short citation points to, and how it differs.
    pub fn find(&mut self, source: &ShortSource<'_>) -> Option<(&'a Anchor, Mismatch)> {
        let Target::Anchor(id) = &source.target else { return None };
        if let Some(anchor) = self.withheld.get(id.as_str()) {
            return Some((anchor, Mismatch::Withheld));
        }
        if let Some(anchor) = self.by_spelling.get(&fold(id)) {
            return Some((anchor, Mismatch::Spelling));
        }
        let names: Vec<String> = source.names.iter().map(|name| anchor_text(name)).collect();
        let first = fold(names.first()?);
        let all = fold(&names.concat());
        let year = source.year.as_deref().map(anchor_text).unwrap_or_default();
        if let Some(same) = self.by_names.get(&all) {
            return nearest_year(same, &year).map(|anchor| (anchor, Mismatch::Year));
        }
        let key = (first, year.as_str());
        if let Some(anchor) = self.by_first_name.get(&key) {
            return Some((anchor, Mismatch::People));
        }
        if let Some(anchor) = self.by_last_name.get(&key) {
            return Some((anchor, Mismatch::WholeName));
        }
        self.searches += 1;
        if self.searches > MOST_SEARCHES || all.len() > LONGEST_NAMES {
            return None;
        }
        let most = (all.chars().count() / 3).max(1);
        let same_year = self.by_year.get(year.as_str())?.iter().take(MOST_ANCHORS);
        let compared = same_year.filter_map(|anchor| {
            let other = fold(&anchor.names.concat());
            let is_comparable = other.len() <= LONGEST_NAMES;
            let distance = is_comparable.then(|| strsim::osa_distance(&all, &other))?;
            (distance <= most).then_some((distance, *anchor))
        });
        let nearest = compared.min_by_key(|(distance, _)| *distance);
        nearest.map(|(_, anchor)| (anchor, Mismatch::Letters))
    }
}

/// The anchor whose year is nearest to this one; of equally near ones the first.
fn nearest_year<'a>(anchors: &[&'a Anchor], year: &str) -> Option<&'a Anchor> {
    let number = |year: &str| {
        let start = year.trim_start_matches(|c: char| !c.is_ascii_digit());
        let digits = start.find(|c: char| !c.is_ascii_digit()).unwrap_or(start.len());
        start[..digits].parse::<u32>().unwrap_or_default()
    };
    let distance = |anchor: &&&Anchor| number(&anchor.year).abs_diff(number(year));
    anchors.iter().take(MOST_ANCHORS).min_by_key(distance).copied()
}

/// The last name in `Ada Orme` and in `Orme, Ada`.
fn last_name(name: &str) -> &str {
    match name.split_once(',') {
        Some((last, _)) => last,
        None => name.rsplit_once(' ').map_or(name, |(_, last)| last),
    }
}

fn fold(text: &str) -> String {
    folded(text, char::is_alphanumeric)
}
