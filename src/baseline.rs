//! Findings that a team has accepted for now, so that only new ones count.
//!
//! An entry knows a finding by its rule, the text that was marked, and some text before and after
//! it, never by its line or its message: it survives edits elsewhere, moved paragraphs, and other
//! words in a new version. Deliberately absent: files, and the format that they have.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::lint::Diagnostic;
use crate::text::Span;

/// How many characters of the paragraph before and after a finding count, white space aside.
const CONTEXT: usize = 32;

/// How many characters make a context that says anything.
const LEAST_CONTEXT: usize = 8;

/// From how many bytes on a text says enough by itself, whatever stands round it.
const TELLING: u32 = 24;

/// Accepted findings, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, Vec<Accepted>>,
}

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The path of the page, as the baseline knows it.
    pub path: String,
    /// The name of the rule.
    pub rule: String,
    /// What it is known by: hashes of its text, of what stands before, and of what stands after.
    pub fingerprint: String,
}

/// What a page has to do with a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Which findings are accepted, in the order of the findings.
    pub known: Vec<bool>,
    /// The accepted findings that are still there.
    pub still: Vec<Accepted>,
    /// How many accepted findings are not there any more.
    pub gone: usize,
}

impl Baseline {
    /// A baseline of these entries.
    pub fn new(entries: impl IntoIterator<Item = Accepted>) -> Self {
        let mut files: BTreeMap<String, Vec<Accepted>> = BTreeMap::new();
        for entry in entries {
            files.entry(entry.path.clone()).or_default().push(entry);
        }
        for entries in files.values_mut() {
            entries.sort();
        }
        Self { files }
    }

    /// The entries, sorted by path, rule and fingerprint.
    pub fn entries(&self) -> impl Iterator<Item = &Accepted> {
        self.files.values().flatten()
    }

    /// The paths of all pages with entries.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The entries of one page.
    pub fn of_page(&self, path: &str) -> &[Accepted] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    /// Tells the accepted findings of a page from the new ones. An entry stands for one finding.
    pub fn compare(&self, path: &str, source: &str, found: &[Diagnostic]) -> Comparison {
        let entries = self.of_page(path);
        let mut comparison = Comparison { known: vec![false; found.len()], ..Default::default() };
        if entries.is_empty() {
            return comparison;
        }
        let prints: Vec<Print> = found.iter().map(|it| Print::of(source, it.span)).collect();
        let accepted: Vec<Option<Print>> =
            entries.iter().map(|it| Print::parse(&it.fingerprint)).collect();
        let mut free = vec![true; entries.len()];
        for likeness in Likeness::ALL {
            let mut waiting: FxHashMap<_, Vec<usize>> = FxHashMap::default();
            for (at, print) in accepted.iter().enumerate().filter(|&(at, _)| free[at]) {
                let Some(print) = print else { continue };
                waiting.entry((&*entries[at].rule, print.key(likeness))).or_default().push(at);
            }
            for (at, (it, print)) in found.iter().zip(&prints).enumerate() {
                if comparison.known[at] || !print.says_enough(likeness, it.span) {
                    continue;
                }
                let waiting = waiting.get_mut(&(it.rule.name, print.key(likeness)));
                if let Some(entry) = waiting.and_then(Vec::pop) {
                    free[entry] = false;
                    comparison.known[at] = true;
                }
            }
        }
        comparison.gone = free.iter().filter(|&&free| free).count();
        let still = entries.iter().zip(&free).filter(|(_, free)| !**free);
        comparison.still = still.map(|(entry, _)| entry.clone()).collect();
        comparison
    }
}

impl Accepted {
    /// The entry for a finding.
    pub fn new(path: &str, source: &str, it: &Diagnostic) -> Self {
        let Print { text, before, after } = Print::of(source, it.span);
        let fingerprint = format!("{text:016x}.{before:08x}.{after:08x}");
        Self { path: path.to_owned(), rule: it.rule.name.to_owned(), fingerprint }
    }
}

/// How alike two findings must be to be taken for the same one, from the surest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    All,
    TextAndBefore,
    TextAndAfter,
    Text,
}

impl Likeness {
    const ALL: [Self; 4] = [Self::All, Self::TextAndBefore, Self::TextAndAfter, Self::Text];
}

/// What a finding is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    text: u64,
    before: u32,
    after: u32,
}

impl Print {
    fn of(source: &str, span: Span) -> Self {
        let (start, end) = (span.start as usize, span.end as usize);
        let text = hash(span.of(source).chars().filter(|c| !c.is_whitespace()));
        let before = context(source[..start].chars().rev());
        Self { text, before, after: context(source[end..].chars()) }
    }

    fn parse(fingerprint: &str) -> Option<Self> {
        let mut parts = fingerprint.split('.');
        let text = u64::from_str_radix(parts.next()?, 16).ok()?;
        let mut context = || u32::from_str_radix(parts.next()?, 16).ok();
        Some(Self { text, before: context()?, after: context()? })
    }

    /// Whether being alike in this way makes two findings the same one.
    fn says_enough(&self, likeness: Likeness, span: Span) -> bool {
        match likeness {
            Likeness::All => true,
            Likeness::TextAndBefore => self.before != 0,
            Likeness::TextAndAfter => self.after != 0,
            Likeness::Text => span.len() >= TELLING,
        }
    }

    fn key(&self, likeness: Likeness) -> (u64, Option<u32>, Option<u32>) {
        let (before, after) = (Some(self.before), Some(self.after));
        match likeness {
            Likeness::All => (self.text, before, after),
            Likeness::TextAndBefore => (self.text, before, None),
            Likeness::TextAndAfter => (self.text, None, after),
            Likeness::Text => (self.text, None, None),
        }
    }
}

/// The hash of the characters up to the end of a paragraph; 0 if they are too few to say anything.
fn context(characters: impl Iterator<Item = char>) -> u32 {
    let mut newlines = 0;
    let paragraph = characters.take_while(|&c| {
        newlines = if c == '\n' { newlines + 1 } else { newlines * u32::from(c.is_whitespace()) };
        newlines < 2
    });
    let visible: Vec<char> = paragraph.filter(|c| !c.is_whitespace()).take(CONTEXT).collect();
    if visible.len() < LEAST_CONTEXT { 0 } else { (hash(visible.into_iter()) as u32).max(1) }
}

fn hash(characters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = Fnv::default();
    characters.for_each(|c| u32::from(c).hash(&mut hasher));
    hasher.finish()
}

/// The hash of Fowler, Noll and Vo (FNV-1a): files hold its values, so that it must be the same in
/// every version and on every machine.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Accepted, Baseline};
    use crate::lint::{Diagnostic, LintOptions, RuleSet, Selection, lint};
    use crate::rules::ALL;
    use crate::site::Site;

    fn found(text: &str) -> Vec<Diagnostic> {
        let selection =
            Selection { select: vec!["ref-stray-close".to_owned()], ..Selection::default() };
        let options = LintOptions { selection, ..LintOptions::default() };
        let rules = RuleSet::new(ALL, &options).expect("known rules");
        lint(text, Site::mediawiki(), &rules)
    }

    fn known(before: &str, now: &str) -> (Vec<bool>, usize) {
        let entries =
            found(before).iter().map(|it| Accepted::new("a", before, it)).collect::<Vec<_>>();
        let comparison = Baseline::new(entries).compare("a", now, &found(now));
        (comparison.known, comparison.gone)
    }

    #[test]
    fn moved_lines_and_edits_elsewhere_change_nothing() {
        let before = "The mill stood by the river.</ref>\n\nIt burnt down in 1904.</ref> Later …\n";
        assert_eq!(known(before, before), (vec![true, true], 0));
        let moved =
            "New.\n\nIt burnt down in 1904.</ref> Later …\n\nThe mill stood by the river.</ref>\n";
        assert_eq!(known(before, moved), (vec![true, true], 0));
        let edited =
            "The mill stood by the river.</ref>\n\nIt burnt down in 1904.</ref> Much later …\n";
        assert_eq!(known(before, edited), (vec![true, true], 0));
    }

    #[test]
    fn new_findings_are_new_and_mended_ones_gone() {
        let before = "The mill stood by the river.</ref>\n";
        let now = "The mill stood by the river.\n\nA bridge was built far from there.</ref>\n";
        assert_eq!(known(before, now), (vec![false], 1));
        let twice = before.repeat(2);
        assert_eq!(known(before, &twice).0.iter().filter(|&&known| known).count(), 1);
    }
}
