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

use std::borrow::Cow;
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
pub(super) enum Part<'a> {
    /// One of these: the forms of a word, or the words of a list, one after the other.
    Words(Vec<Piece<'a>>),
    /// A mark between the words round it.
    Mark(char),
    /// One of several sequences of parts.
    Choice(Vec<Vec<Part<'a>>>),
}

/// A word, or a piece of a word with hyphens or apostrophes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// What stands before it.
    pub(super) gap: Gap,
    pub(super) token: Token<'a>,
    /// Whether the word ends with it.
    pub(super) is_last: bool,
}

/// A word of a pattern, or a sign for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A word in lower case.
    Word(Cow<'a, str>),
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
pub(super) fn parse<'a>(pattern: &'a str, lexicon: Lexicon<'a>) -> Result<Vec<Part<'a>>, String> {
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

fn read_part<'a>(part: &'a str, lexicon: Lexicon<'a>) -> Result<Part<'a>, String> {
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
    // Most parts are one word.
    let mut words = Vec::with_capacity(1);
    if part.contains('(') {
        for choice in joined_choices(part)? {
            read_words(Cow::Owned(choice), lexicon, &mut words)?;
        }
    } else {
        read_words(Cow::Borrowed(part), lexicon, &mut words)?;
    }
    Ok(Part::Words(words))
}

/// The most words for which one part may stand with brackets in the middle of it. Each bracket
/// multiplies them: a few lines would stand for more than memory holds.
const MOST_JOINED: usize = 1_000;

/// A part with brackets in the middle of it, such as `prize-(winning|nominated)`, without them.
fn joined_choices(part: &str) -> Result<Vec<String>, String> {
    let mut texts = vec![String::new()];
    let mut rest = part;
    while let Some((before, bracket)) = rest.split_once('(') {
        let (inner, after) = bracket.split_once(')').unwrap_or((bracket, ""));
        if texts.len() * inner.split('|').count() > MOST_JOINED {
            return Err(format!("`{part}` stands for more than {MOST_JOINED} words"));
        }
        let with = |text: &String, choice: &str| format!("{text}{before}{choice}");
        texts = texts
            .iter()
            .flat_map(|text| inner.split('|').map(move |choice| with(text, choice)))
            .collect();
        rest = after;
    }
    Ok(texts.into_iter().map(|text| text + rest).collect())
}

/// Adds the words for which a part without brackets stands.
fn read_words<'a>(
    part: Cow<'a, str>,
    lexicon: Lexicon<'a>,
    words: &mut Vec<Piece<'a>>,
) -> Result<(), String> {
    let sign = match &*part {
        "*" => Some(Token::Any),
        "#" => Some(Token::Number),
        "@" => Some(Token::Capitalised),
        "^" | "$" => Some(Token::Edge),
        _ => None,
    };
    if let Some(token) = sign {
        words.push(Piece { gap: Gap::Space, token, is_last: true });
    } else if let Some(name) = part.strip_prefix('<').and_then(|part| part.strip_suffix('>')) {
        let list = lexicon.words.get(name).ok_or_else(|| format!("there is no list `{name}`"))?;
        for word in list {
            split_word(lower_case(Cow::Borrowed(word)), words);
        }
    } else if let Some((word, kind)) = part.split_once('/') {
        let inflection = lexicon.inflection.get(kind);
        let inflection = inflection.ok_or_else(|| format!("there are no forms `{kind}`"))?;
        for form in inflection.forms_of(&lower_case(Cow::Borrowed(word))) {
            split_word(Cow::Owned(form), words);
        }
    } else {
        split_word(lower_case(part), words);
    }
    Ok(())
}

fn lower_case(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { text } else { Cow::Owned(text.to_lowercase()) }
}

/// Adds a word, in pieces where it has spaces, hyphens or apostrophes.
fn split_word<'a>(word: Cow<'a, str>, words: &mut Vec<Piece<'a>>) {
    let before = words.len();
    let piece = |gap, text| Piece { gap, token: Token::Word(text), is_last: false };
    match word {
        word if !word.is_empty() && !word.contains(BETWEEN) => words.push(piece(Gap::Space, word)),
        Cow::Borrowed(word) => {
            words.extend(pieces(word).map(|(gap, text)| piece(gap, Cow::Borrowed(text))));
        }
        Cow::Owned(word) => {
            words.extend(pieces(&word).map(|(gap, text)| piece(gap, Cow::Owned(text.to_owned()))));
        }
    }
    if let Some(last) = words[before..].last_mut() {
        last.is_last = true;
    }
}

/// What stands between the pieces of a word.
const BETWEEN: [char; 4] = ['-', '\'', '’', ' '];

/// The pieces of a word, each with what stands before it.
fn pieces(word: &str) -> impl Iterator<Item = (Gap, &str)> {
    let mut gap = Gap::Space;
    word.split_inclusive(BETWEEN).filter_map(move |piece| {
        let text = piece.trim_end_matches(BETWEEN);
        let before = gap;
        gap = match piece[text.len()..].chars().next() {
            Some('-') => Gap::Hyphen,
            Some(' ') | None => Gap::Space,
            Some(_) => Gap::Apostrophe,
        };
        (!text.is_empty()).then_some((before, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Lists = BTreeMap<String, Vec<String>>;

    fn data() -> (BTreeMap<String, Inflection>, Lists) {
        let inflection = "[v.forms.past]\n'' = 'ed'\ne = 'ed'\n";
        let inflection = toml::from_str(inflection).expect("valid data");
        (
            inflection,
            BTreeMap::from([("time".to_owned(), ["day", "year"].map(str::to_owned).into())]),
        )
    }

    fn words(list: &[&'static str]) -> Part<'static> {
        let mut words = Vec::new();
        for word in list {
            split_word(Cow::Borrowed(word), &mut words);
        }
        Part::Words(words)
    }

    #[test]
    fn patterns_have_parts() {
        let (inflection, words_of) = data();
        let lexicon = Lexicon { inflection: &inflection, words: &words_of };
        let parsed = |pattern| parse(pattern, lexicon).expect("a pattern");
        assert_eq!(parsed("World-class mill"), [words(&["world-class"]), words(&["mill"])]);
        assert_eq!(parsed("argue/v"), [words(&["argue", "argued"])]);
        assert_eq!(parsed("this <time>"), [words(&["this"]), words(&["day", "year"])]);
        assert_eq!(parsed("prize-(winning|lost)"), [words(&["prize-winning", "prize-lost"])]);
        let choice = Part::Choice(vec![vec![words(&["old"]), words(&["mill"])], Vec::new()]);
        assert_eq!(parsed("an (old mill|)"), [words(&["an"]), choice]);
        let signs = [Token::Any, Token::Number, Token::Capitalised, Token::Edge];
        let signs =
            signs.map(|token| Part::Words(vec![Piece { gap: Gap::Space, token, is_last: true }]));
        assert_eq!(parsed("* # @ $"), signs);
        assert_eq!(parsed("sadly ,"), [words(&["sadly"]), Part::Mark(',')]);
        let token = |word| Token::Word(Cow::Borrowed(word));
        let pieces = [
            Piece { gap: Gap::Space, token: token("lion"), is_last: false },
            Piece { gap: Gap::Apostrophe, token: token("s"), is_last: true },
        ];
        assert_eq!(parsed("lion’s"), [Part::Words(pieces.into())]);
    }

    #[test]
    fn brackets_in_a_row_make_words_without_end() {
        let (inflection, words) = data();
        let lexicon = Lexicon { inflection: &inflection, words: &words };
        let parsed = |count| parse(&"(a|b)-".repeat(count), lexicon).map(|parts| parts.len());
        assert_eq!(parsed(9), Ok(1));
        assert!(parsed(10).is_err_and(|error| error.contains("more than 1000 words")));
        assert!(parsed(100).is_err());
    }

    #[test]
    fn patterns_that_make_no_sense_are_refused() {
        let (inflection, words) = data();
        for wrong in ["", "(a", "a/none", "<none>"] {
            let lexicon = Lexicon { inflection: &inflection, words: &words };
            assert!(parse(wrong, lexicon).is_err(), "{wrong}");
        }
    }
}
