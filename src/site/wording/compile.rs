//! A pack made ready for look-ups.

use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::{CategoryData, Conditions, EntryData, Level, PackFile};
use super::pattern::{self, Element, Gap, Lexicon, Token, Word};

/// The words and phrases of one language.
#[derive(Debug, Default)]
pub(crate) struct Pack {
    /// The kinds of findings.
    pub(crate) categories: Vec<Category>,
    /// What is looked for.
    pub(crate) entries: Vec<Entry>,
    /// The phrases of all entries, and those that change what is found.
    pub(crate) phrases: Vec<Phrase>,
    /// How many words may stand between a negation and what it is about.
    pub(crate) negation_reach: usize,
    /// Where no category looks.
    pub(crate) skip: Conditions,
    vocabulary: FxHashMap<Box<[u8]>, u32>,
    /// The phrases that have a word as their anchor, by the number of the word.
    anchored: Vec<Vec<u32>>,
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
    /// What must not come right after a match.
    pub(crate) unless_before: Vec<Box<[Element]>>,
    /// What must not come right before; the words in reverse order.
    pub(crate) unless_after: Vec<Box<[Element]>>,
    /// One of these must come right after, if there are any.
    pub(crate) only_before: Vec<Box<[Element]>>,
    /// One of these must come right before, if there are any; the words in reverse order.
    pub(crate) only_after: Vec<Box<[Element]>>,
    /// Where it is not looked for.
    pub(crate) skip: Conditions,
    /// Where it is only worth a look.
    pub(crate) lower: Conditions,
    /// What is wrong; `{match}` stands for the text that was found.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: String,
}

/// A phrase to look for.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// Its words.
    pub(crate) elements: Box<[Element]>,
    /// The word by which it is found, as an index into the elements.
    pub(crate) anchor: usize,
    /// What it is for.
    pub(crate) role: Role,
}

/// What a phrase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is a match of this entry, by its index.
    Entry(u32),
    /// Nothing is found in it.
    Exception,
    /// It says whose view the sentence gives.
    Attribution,
    /// It turns what follows into its opposite.
    Negation,
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
        let lexicon = Lexicon { inflection: &file.inflection, words: &file.words };
        let mut skip: Option<Conditions> = None;
        for (name, data) in &file.category {
            let (name, rule) = (name.clone(), data.rule.clone());
            pack.categories.push(Category { name, rule });
            skip = Some(skip.map_or(data.skip, |skip| skip.shared(data.skip)));
        }
        pack.skip = skip.unwrap_or_default();
        let silent = expand("silence", &file.silence, lexicon)?;
        let silent: FxHashSet<pattern::Phrase> = silent.into_iter().collect();
        for (name, data) in &file.entry {
            if data.severity > Level::Off {
                pack.add_entry(name, data, file, lexicon, &silent)?;
            }
        }
        for (place, patterns, role) in [
            ("exceptions", &file.exceptions, Role::Exception),
            ("attributions", &file.attributions, Role::Attribution),
            ("negations", &file.negations, Role::Negation),
        ] {
            for phrase in expand(place, patterns, lexicon)? {
                pack.add_phrase(place, &phrase, role)?;
            }
        }
        Ok(pack)
    }

    /// The number of a word in lower case; 0 for one that no pattern has.
    pub(crate) fn word(&self, lower: &[u8]) -> u32 {
        self.vocabulary.get(lower).copied().unwrap_or(0)
    }

    /// The phrases that are found by a word, as indices into [`Pack::phrases`].
    pub(crate) fn anchored(&self, word: u32) -> &[u32] {
        self.anchored.get(word as usize).map_or(&[], Vec::as_slice)
    }

    fn add_entry(
        &mut self,
        name: &str,
        data: &EntryData,
        file: &PackFile,
        lexicon: Lexicon<'_>,
        silent: &FxHashSet<pattern::Phrase>,
    ) -> Result<(), PackError> {
        let place = format!("entry.{name}");
        let category = self.categories.iter().position(|it| it.name == data.category);
        let of_category = category.and_then(|_| file.category.get(&data.category));
        let (Some(category), Some(of_category)) = (category, of_category) else {
            let reason = format!("there is no category `{}`", data.category);
            return Err(PackError { place, reason });
        };
        let index = self.entries.len() as u32;
        for phrase in expand(&place, &data.patterns, lexicon)? {
            if !silent.contains(&phrase) {
                self.add_phrase(&place, &phrase, Role::Entry(index))?;
            }
        }
        let unless_before = self.neighbours(&place, &data.unless_before, lexicon, following)?;
        let unless_after = self.neighbours(&place, &data.unless_after, lexicon, preceding)?;
        let only_before = self.neighbours(&place, &data.only_before, lexicon, following)?;
        let only_after = self.neighbours(&place, &data.only_after, lexicon, preceding)?;
        let message = data.message.as_ref().unwrap_or(&of_category.message).clone();
        self.entries.push(Entry {
            #[cfg(test)]
            name: name.to_owned(),
            category: category as u32,
            level: data.severity,
            unless_before,
            unless_after,
            only_before,
            only_after,
            skip: of_category.skip.without(data.keep).and(data.skip),
            lower: of_category.lower.without(data.keep).and(data.lower),
            message,
            help: help(data, of_category),
        });
        Ok(())
    }

    fn neighbours(
        &mut self,
        place: &str,
        patterns: &[String],
        lexicon: Lexicon<'_>,
        turn: fn(pattern::Phrase) -> pattern::Phrase,
    ) -> Result<Vec<Box<[Element]>>, PackError> {
        let phrases = expand(place, patterns, lexicon)?;
        Ok(phrases.into_iter().map(|phrase| self.elements(&turn(phrase))).collect())
    }

    fn add_phrase(
        &mut self,
        place: &str,
        phrase: &pattern::Phrase,
        role: Role,
    ) -> Result<(), PackError> {
        // A long word is seldom met, so that little is looked at in vain.
        let length = |token: &Token| if let Token::Word(word) = token { word.len() } else { 0 };
        let longest = phrase.iter().enumerate().max_by_key(|(_, (_, token))| length(token));
        let elements = self.elements(phrase);
        let anchor = longest.map_or(0, |(index, _)| index);
        let Some(Element { word: Word::Known(word), .. }) = elements.get(anchor) else {
            let reason = "a pattern needs a word".to_owned();
            return Err(PackError { place: place.to_owned(), reason });
        };
        let word = *word as usize;
        if self.anchored.len() <= word {
            self.anchored.resize(word + 1, Vec::new());
        }
        self.anchored[word].push(self.phrases.len() as u32);
        self.phrases.push(Phrase { elements, anchor, role });
        Ok(())
    }

    fn elements(&mut self, phrase: &pattern::Phrase) -> Box<[Element]> {
        let element = |(gap, token): &(Gap, Token)| {
            let word = match token {
                Token::Word(word) => Word::Known(self.intern(word)),
                Token::Any => Word::Any,
                Token::Number => Word::Number,
                Token::Capitalised => Word::Capitalised,
                Token::Edge => Word::Edge,
                Token::Nothing => Word::Nothing,
            };
            Element { gap: *gap, word }
        };
        phrase.iter().map(element).collect()
    }

    fn intern(&mut self, word: &str) -> u32 {
        let next = self.vocabulary.len() as u32 + 1;
        *self.vocabulary.entry(word.as_bytes().into()).or_insert(next)
    }
}

/// All phrases that some patterns stand for.
fn expand(
    place: &str,
    patterns: &[String],
    lexicon: Lexicon<'_>,
) -> Result<Vec<pattern::Phrase>, PackError> {
    let mut all = Vec::new();
    for pattern in patterns {
        let phrases = pattern::phrases(pattern, lexicon);
        all.extend(phrases.map_err(|reason| PackError { place: place.to_owned(), reason })?);
    }
    Ok(all)
}

/// What stands after a match: its first word may be in brackets or quotation marks.
fn following(mut phrase: pattern::Phrase) -> pattern::Phrase {
    if let Some(first) = phrase.first_mut().filter(|first| first.0 == Gap::Space) {
        first.0 = Gap::Loose;
    }
    phrase
}

/// What stands before a match: from the last word to the first, each with the gap after it.
fn preceding(mut phrase: pattern::Phrase) -> pattern::Phrase {
    let mut gap = Gap::Loose;
    if let Some((mark, _)) = phrase.pop_if(|last| last.1 == Token::Nothing) {
        gap = mark;
    }
    if phrase.is_empty() {
        return vec![(gap, Token::Nothing)];
    }
    let turned = phrase.into_iter().rev().map(|(before, token)| {
        let after = std::mem::replace(&mut gap, before);
        (after, token)
    });
    turned.collect()
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
