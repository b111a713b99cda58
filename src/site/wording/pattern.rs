//! Patterns: phrases with alternatives, forms and places for any word.
//!
//! ```text
//! some (say|argue)     one of several, each of which may be more than a word; nothing, too: (a|)
//! claim/v              all forms of the word that `inflection.v` makes
//! world-class          with a hyphen or a space
//! <time>               one of the words of `words.time`
//! a * of #             any word; a number
//! @                    a capitalised word
//! sadly ,              a comma, or another mark, between words or at either end
//! ^ and $              the start and the end of the sentence
//! ```

use std::collections::BTreeMap;

use super::data::Inflection;

/// One word of a pattern, and what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// What stands between the word before and this one.
    pub(crate) gap: Gap,
    /// The word.
    pub(crate) word: Word,
}

/// What may stand between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gap {
    /// White space, and nothing else.
    Space,
    /// A hyphen or white space.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// White space, a hyphen, brackets or quotation marks; no stops and commas.
    Loose,
    /// This mark, with white space round it.
    Mark(char),
}

/// A word of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// A word of the vocabulary.
    Known(u32),
    /// Any word.
    Any,
    /// Any number.
    Number,
    /// Any word that starts with a capital letter.
    Capitalised,
    /// The start or the end of the sentence.
    Edge,
    /// No word: only the gap counts.
    Nothing,
}

/// A phrase as text: words, marks and signs, each with the gap before it.
pub(super) type Phrase = Vec<(Gap, Token)>;

/// A part of a phrase as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Token {
    Word(String),
    Any,
    Number,
    Capitalised,
    Edge,
    Nothing,
}

/// What patterns can refer to.
#[derive(Clone, Copy)]
pub(super) struct Lexicon<'a> {
    pub(super) inflection: &'a BTreeMap<String, Inflection>,
    pub(super) words: &'a BTreeMap<String, Vec<String>>,
}

/// How many phrases one pattern may stand for.
const MOST_PHRASES: usize = 5000;

/// All phrases that a pattern stands for.
pub(super) fn phrases(pattern: &str, lexicon: Lexicon<'_>) -> Result<Vec<Phrase>, String> {
    let mut found = Vec::new();
    for choice in choices(pattern)? {
        let mut phrases: Vec<Phrase> = vec![Vec::new()];
        for word in choice.split_whitespace() {
            let tokens = tokens(word, lexicon)?;
            if phrases.len() * tokens.len() > MOST_PHRASES {
                return Err(format!("`{pattern}` stands for too many phrases"));
            }
            let longer = |phrase: &Phrase| {
                let with = |more: &Phrase| [phrase.as_slice(), more.as_slice()].concat();
                tokens.iter().map(with).collect::<Vec<_>>()
            };
            phrases = phrases.iter().flat_map(longer).collect();
        }
        found.extend(phrases.into_iter().map(join_marks).filter(|phrase| !phrase.is_empty()));
    }
    if found.is_empty() { Err(format!("`{pattern}` is empty")) } else { Ok(found) }
}

/// A pattern without its alternatives in brackets: one text for each choice.
fn choices(pattern: &str) -> Result<Vec<String>, String> {
    let mut texts = vec![String::new()];
    let mut rest = pattern;
    while let Some((before, bracket)) = rest.split_once('(') {
        let (inner, after) =
            bracket.split_once(')').ok_or_else(|| format!("`{pattern}` lacks a bracket"))?;
        let with = |text: &String, choice: &str| format!("{text}{before}{choice}");
        texts = texts
            .iter()
            .flat_map(|text| inner.split('|').map(|choice| with(text, choice)))
            .collect();
        if texts.len() > MOST_PHRASES {
            return Err(format!("`{pattern}` stands for too many phrases"));
        }
        rest = after;
    }
    Ok(texts.into_iter().map(|text| text + rest).collect())
}

/// What one part of a pattern between spaces stands for.
fn tokens(part: &str, lexicon: Lexicon<'_>) -> Result<Vec<Phrase>, String> {
    let single = |token| Ok(vec![vec![(Gap::Space, token)]]);
    match part {
        "*" => return single(Token::Any),
        "#" => return single(Token::Number),
        "@" => return single(Token::Capitalised),
        "^" | "$" => return single(Token::Edge),
        _ => {}
    }
    if let Some(name) = part.strip_prefix('<').and_then(|part| part.strip_suffix('>')) {
        let list = lexicon.words.get(name).ok_or_else(|| format!("there is no list `{name}`"))?;
        let mut all = Vec::new();
        for word in list {
            all.extend(tokens(word, lexicon)?);
        }
        return Ok(all);
    }
    let mut chars = part.chars();
    if let (Some(mark), None) = (chars.next(), chars.next())
        && !mark.is_alphanumeric()
    {
        return Ok(vec![vec![(Gap::Mark(mark), Token::Nothing)]]);
    }
    let (word, kind) = part.split_once('/').map_or((part, None), |(word, kind)| (word, Some(kind)));
    let forms = match kind {
        None => vec![word.to_lowercase()],
        Some(kind) => {
            let inflection = lexicon.inflection.get(kind);
            let inflection = inflection.ok_or_else(|| format!("there are no forms `{kind}`"))?;
            inflection.forms_of(&word.to_lowercase())
        }
    };
    Ok(forms.iter().map(|form| split_word(form)).collect())
}

/// A word with hyphens and apostrophes in it, in its parts.
fn split_word(word: &str) -> Phrase {
    let mut phrase = Phrase::new();
    let mut gap = Gap::Space;
    let mut rest = word;
    loop {
        let end = rest.find(['-', '\'', '’']).unwrap_or(rest.len());
        if end > 0 {
            phrase.push((gap, Token::Word(rest[..end].to_owned())));
        }
        let Some(mark) = rest[end..].chars().next() else { return phrase };
        gap = if mark == '-' { Gap::Hyphen } else { Gap::Apostrophe };
        rest = &rest[end + mark.len_utf8()..];
    }
}

/// Makes a mark the gap of the word after it; one at the end stays as a gap before nothing.
fn join_marks(phrase: Phrase) -> Phrase {
    let mut joined = Phrase::with_capacity(phrase.len());
    for (gap, token) in phrase {
        match joined.last_mut() {
            Some(last) if last.1 == Token::Nothing && token != Token::Nothing => last.1 = token,
            _ => joined.push((gap, token)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pattern: &str) -> Vec<String> {
        let inflection = "[v.forms.past]\n'' = 'ed'\ne = 'ed'\n";
        let inflection = toml::from_str(inflection).expect("valid data");
        let words =
            BTreeMap::from([("time".to_owned(), vec!["day".to_owned(), "year".to_owned()])]);
        let phrases = phrases(pattern, Lexicon { inflection: &inflection, words: &words });
        let show = |(gap, token): &(Gap, Token)| {
            let gap = match gap {
                Gap::Space | Gap::Loose => " ".to_owned(),
                Gap::Hyphen => "-".to_owned(),
                Gap::Apostrophe => "'".to_owned(),
                Gap::Mark(mark) => mark.to_string(),
            };
            match token {
                Token::Word(word) => gap + word,
                other => format!("{gap}{other:?}"),
            }
        };
        let phrases = phrases.expect("a pattern");
        phrases.iter().map(|phrase| phrase.iter().map(show).collect::<String>()).collect()
    }

    #[test]
    fn patterns_stand_for_phrases() {
        assert_eq!(
            shown("some (say|would argue/v)"),
            [" some say", " some would argue", " some would argueed"]
                .map(|it| it.replace("argueed", "argued"))
        );
        assert_eq!(
            shown("World-class lion's (old |)share"),
            [" world-class lion's old share", " world-class lion's share"]
        );
        assert_eq!(shown("this <time>"), [" this day", " this year"]);
        assert_eq!(shown("sadly , * # @ $"), [" sadly,Any Number Capitalised Edge"]);
        assert_eq!(shown("sadly ,"), [" sadly,Nothing"]);
    }

    #[test]
    fn patterns_that_make_no_sense_are_refused() {
        let (inflection, words) = (BTreeMap::new(), BTreeMap::new());
        let lexicon = Lexicon { inflection: &inflection, words: &words };
        for wrong in ["", "(a", "a/v", "<time>"] {
            assert!(phrases(wrong, lexicon).is_err(), "{wrong}");
        }
    }
}
