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

/// What may stand between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One of these: the forms of a word, or the words of a list, each perhaps with hyphens.
    Words(Vec<Vec<(Gap, Token)>>),
    /// A mark between the words round it.
    Mark(char),
    /// One of several sequences of parts.
    Choice(Vec<Vec<Part>>),
}

/// A word of a pattern, or a sign for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word in lower case.
    Word(String),
    /// `*`
    Any,
    /// `#`
    Number,
    /// `@`
    Capitalised,
    /// `^` and `$`
    Edge,
}

/// What patterns can refer to.
#[derive(Clone, Copy)]
pub(super) struct Lexicon<'a> {
    pub(super) inflection: &'a BTreeMap<String, Inflection>,
    pub(super) words: &'a BTreeMap<String, Vec<String>>,
}

/// Reads a pattern.
pub(super) fn parse(pattern: &str, lexicon: Lexicon<'_>) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = pattern.trim_start();
    while !rest.is_empty() {
        let (part, after) =
            first_part(rest).ok_or_else(|| format!("`{pattern}` lacks a bracket"))?;
        parts.push(read_part(part, lexicon)?);
        rest = after.trim_start();
    }
    if parts.is_empty() { Err("a pattern is empty".to_owned()) } else { Ok(parts) }
}

/// The text up to the first space outside brackets, and what comes after; `None` if a bracket is
/// not closed.
fn first_part(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let stop = rest.find(|c: char| c == '(' || c.is_whitespace()).unwrap_or(rest.len());
        end += stop;
        if !text[end..].starts_with('(') {
            return Some(text.split_at(end));
        }
        end += text[end..].find(')')? + 1;
    }
}

fn read_part(part: &str, lexicon: Lexicon<'_>) -> Result<Part, String> {
    let inner = part.strip_prefix('(').and_then(|part| part.strip_suffix(')'));
    if let Some(inner) = inner.filter(|inner| !inner.contains('(')) {
        let choices = inner.split('|').map(|choice| {
            let is_empty = choice.trim().is_empty();
            if is_empty { Ok(Vec::new()) } else { parse(choice, lexicon) }
        });
        return Ok(Part::Choice(choices.collect::<Result<_, _>>()?));
    }
    let mut chars = part.chars();
    if let (Some(mark), None) = (chars.next(), chars.next())
        && !mark.is_alphanumeric()
        && !"*#@^$".contains(mark)
    {
        return Ok(Part::Mark(mark));
    }
    let mut words = Vec::new();
    for choice in joined_choices(part) {
        words.extend(read_words(&choice, lexicon)?);
    }
    Ok(Part::Words(words))
}

/// A part with brackets in the middle of it, such as `prize-(winning|nominated)`, without them.
fn joined_choices(part: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut rest = part;
    while let Some((before, bracket)) = rest.split_once('(') {
        let (inner, after) = bracket.split_once(')').unwrap_or((bracket, ""));
        let with = |text: &String, choice: &str| format!("{text}{before}{choice}");
        texts = texts
            .iter()
            .flat_map(|text| inner.split('|').map(move |choice| with(text, choice)))
            .collect();
        rest = after;
    }
    texts.into_iter().map(|text| text + rest).collect()
}

fn read_words(part: &str, lexicon: Lexicon<'_>) -> Result<Vec<Vec<(Gap, Token)>>, String> {
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
        return Ok(list.iter().map(|words| split_words(&words.to_lowercase())).collect());
    }
    let Some((word, kind)) = part.split_once('/') else {
        return Ok(vec![split_words(&part.to_lowercase())]);
    };
    let inflection = lexicon.inflection.get(kind);
    let inflection = inflection.ok_or_else(|| format!("there are no forms `{kind}`"))?;
    Ok(inflection.forms_of(&word.to_lowercase()).iter().map(|form| split_words(form)).collect())
}

/// Words with spaces, hyphens and apostrophes between them.
fn split_words(text: &str) -> Vec<(Gap, Token)> {
    let mut words = Vec::new();
    let mut gap = Gap::Space;
    let mut rest = text;
    loop {
        let end = rest.find(['-', '\'', '’', ' ']).unwrap_or(rest.len());
        if end > 0 {
            words.push((gap, Token::Word(rest[..end].to_owned())));
        }
        let Some(mark) = rest[end..].chars().next() else { return words };
        gap = match mark {
            '-' => Gap::Hyphen,
            ' ' => Gap::Space,
            _ => Gap::Apostrophe,
        };
        rest = &rest[end + mark.len_utf8()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon<T>(read: impl FnOnce(Lexicon<'_>) -> T) -> T {
        let inflection = "[v.forms.past]\n'' = 'ed'\ne = 'ed'\n";
        let inflection = toml::from_str(inflection).expect("valid data");
        let words =
            BTreeMap::from([("time".to_owned(), vec!["day".to_owned(), "year".to_owned()])]);
        read(Lexicon { inflection: &inflection, words: &words })
    }

    fn words(list: &[&str]) -> Part {
        Part::Words(list.iter().map(|word| split_words(word)).collect())
    }

    #[test]
    fn patterns_have_parts() {
        let parsed = |pattern: &str| lexicon(|lexicon| parse(pattern, lexicon)).expect("a pattern");
        assert_eq!(parsed("World-class mill"), [words(&["world-class"]), words(&["mill"])]);
        assert_eq!(parsed("argue/v"), [words(&["argue", "argued"])]);
        assert_eq!(parsed("this <time>"), [words(&["this"]), words(&["day", "year"])]);
        assert_eq!(parsed("prize-(winning|lost)"), [words(&["prize-winning", "prize-lost"])]);
        let choice = Part::Choice(vec![vec![words(&["old"]), words(&["mill"])], Vec::new()]);
        assert_eq!(parsed("an (old mill|)"), [words(&["an"]), choice]);
        let signs = [Token::Any, Token::Number, Token::Capitalised, Token::Edge];
        let signs = signs.map(|token| Part::Words(vec![vec![(Gap::Space, token)]]));
        assert_eq!(parsed("* # @ $"), signs);
        assert_eq!(parsed("sadly ,"), [words(&["sadly"]), Part::Mark(',')]);
        let apostrophe = split_words("lion’s");
        assert_eq!(apostrophe[1], (Gap::Apostrophe, Token::Word("s".to_owned())));
    }

    #[test]
    fn patterns_that_make_no_sense_are_refused() {
        for wrong in ["", "(a", "a/none", "<none>"] {
            assert!(lexicon(|lexicon| parse(wrong, lexicon)).is_err(), "{wrong}");
        }
    }
}
