//! A pack made ready for look-ups.

use std::fmt;

use super::data::{CategoryData, Conditions, EntryData, Level, PackFile};
use super::net::{Net, NetBuilder, Role, Root, Walk};
use super::pattern::{self, Lexicon};

/// The words and phrases of one language.
#[derive(Debug, Default)]
pub(crate) struct Pack {
    /// The kinds of findings.
    pub(crate) categories: Vec<Category>,
    /// What is looked for.
    pub(crate) entries: Vec<Entry>,
    /// The patterns of all entries, and those that change what is found.
    pub(crate) net: Net,
    /// How many words may stand between a negation and what it is about.
    pub(crate) negation_reach: usize,
    /// Where no category looks.
    pub(crate) skip: Conditions,
}

/// A kind of findings, reported by one rule.
#[derive(Debug)]
pub(crate) struct Category {
    /// Its name in the data.
    pub(crate) name: String,
    /// The rule that reports it.
    pub(crate) rule: String,
}

/// Something to look for.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name in the data.
    #[cfg(test)]
    pub(crate) name: String,
    /// Its kind, as an index into [`Pack::categories`].
    pub(crate) category: u32,
    /// How much it matters.
    pub(crate) level: Level,
    /// What must not come right after a match: a node of the net.
    pub(crate) unless_before: Option<u32>,
    /// What must not come right before, read backwards.
    pub(crate) unless_after: Option<u32>,
    /// What must come right after.
    pub(crate) only_before: Option<u32>,
    /// What must come right before, read backwards.
    pub(crate) only_after: Option<u32>,
    /// Where it is not looked for.
    pub(crate) skip: Conditions,
    /// Where it is only worth a look.
    pub(crate) lower: Conditions,
    /// What is wrong; `{match}` stands for the text that was found.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: String,
}

/// Why a pack cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    place: String,
    reason: String,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl Pack {
    pub(super) fn new(file: &PackFile) -> Result<Self, PackError> {
        let mut pack = Self { negation_reach: file.negation_reach, ..Self::default() };
        let mut skip: Option<Conditions> = None;
        for (name, data) in &file.category {
            let (name, rule) = (name.clone(), data.rule.clone());
            pack.categories.push(Category { name, rule });
            skip = Some(skip.map_or(data.skip, |skip| skip.shared(data.skip)));
        }
        pack.skip = skip.unwrap_or_default();
        let lexicon = Lexicon { inflection: &file.inflection, words: &file.words };
        let mut patterns = Patterns { net: NetBuilder::new(), lexicon };
        for (name, data) in file.entry.iter().filter(|(_, data)| data.severity > Level::Off) {
            let entry = patterns.entry(name, data, file, pack.entries.len() as u32);
            let place = || format!("entry.{name}");
            pack.entries.push(entry.map_err(|reason| PackError { place: place(), reason })?);
        }
        for (place, list, role) in [
            ("exceptions", &file.exceptions, Role::Exception),
            ("attributions", &file.attributions, Role::Attribution),
            ("negations", &file.negations, Role::Negation),
        ] {
            let added = patterns.add(Root::Circumstances.node(), list, Walk::Forward, role);
            added.map_err(|reason| PackError { place: place.to_owned(), reason })?;
        }
        pack.net = patterns.net.finish();
        Ok(pack)
    }
}

/// The patterns of a pack in the making.
struct Patterns<'a> {
    net: NetBuilder,
    lexicon: Lexicon<'a>,
}

impl Patterns<'_> {
    fn entry(
        &mut self,
        #[cfg_attr(not(test), expect(unused_variables, reason = "names an entry in tests"))]
        name: &str,
        data: &EntryData,
        file: &PackFile,
        index: u32,
    ) -> Result<Entry, String> {
        let category = file.category.iter().zip(0..).find(|((name, _), _)| **name == data.category);
        let Some(((_, category), category_index)) = category else {
            return Err(format!("there is no category `{}`", data.category));
        };
        self.add(Root::Entries.node(), &data.patterns, Walk::Forward, Role::Entry(index))?;
        Ok(Entry {
            #[cfg(test)]
            name: name.to_owned(),
            category: category_index,
            level: data.severity,
            unless_before: self.beside(&data.unless_before, Walk::After)?,
            unless_after: self.beside(&data.unless_after, Walk::Before)?,
            only_before: self.beside(&data.only_before, Walk::After)?,
            only_after: self.beside(&data.only_after, Walk::Before)?,
            skip: category.skip.without(data.keep).and(data.skip),
            lower: category.lower.without(data.keep).and(data.lower),
            message: data.message.as_ref().unwrap_or(&category.message).clone(),
            help: help(data, category),
        })
    }

    /// The node at which these patterns start; `None` if there are none.
    fn beside(&mut self, patterns: &[String], walk: Walk) -> Result<Option<u32>, String> {
        if patterns.is_empty() {
            return Ok(None);
        }
        let start = self.net.start();
        self.add(start, patterns, walk, Role::Beside)?;
        Ok(Some(start))
    }

    fn add(
        &mut self,
        start: u32,
        patterns: &[String],
        walk: Walk,
        role: Role,
    ) -> Result<(), String> {
        for pattern in patterns {
            let parts = pattern::parse(pattern, self.lexicon)?;
            let added = self.net.add(start, &parts, walk, role);
            added.map_err(|reason| format!("`{pattern}`: {reason}"))?;
        }
        Ok(())
    }
}

/// What to do: the help of the category or of the entry, with alternatives and the guideline.
fn help(data: &EntryData, category: &CategoryData) -> String {
    let mut help = data.help.as_ref().unwrap_or(&category.help).clone();
    if let Some(text) = category.alternatives.as_ref().filter(|_| !data.alternatives.is_empty()) {
        let alternatives: Vec<String> =
            data.alternatives.iter().map(|word| format!("`{word}`")).collect();
        help += &text.replace("{alternatives}", &alternatives.join(", "));
    }
    if let Some(guideline) = data.guideline.as_ref().or(category.guideline.as_ref()) {
        help.extend([" (", guideline, ")"]);
    }
    help
}
