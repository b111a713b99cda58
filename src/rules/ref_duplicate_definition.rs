use crate::facts::cite::{CiteErrorKind, Origin, RefTag};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Two footnotes of one name with different content.
    ///
    /// ## Why is this bad?
    /// Readers see only the first content, and an error behind it; the other source is lost. Even
    /// a space more or another access date makes the content different.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.<ref name="Orme">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="Orme">Orme, ''Mills of the Dale'', p. 33.</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.<ref name="Orme31">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="Orme33">Orme, ''Mills of the Dale'', p. 33.</ref>
    /// ```
    ///
    /// MediaWiki shows `cite_error_references_duplicate_key`.
    struct RefDuplicateDefinition {}
    name: "ref-duplicate-definition",
    group: References,
    severity: Error,
}

/// The longest difference that a help repeats, in characters.
const LONGEST_DIFFERENCE: usize = 40;

impl Rule for RefDuplicateDefinition {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (text, refs) = (cx.doc.text, &cx.doc.refs);
        for error in cx.cite_errors(&[CiteErrorKind::ReferencesDuplicateKey]) {
            let name = code(error.argument.as_deref().unwrap_or_default());
            let message =
                format!("{name} is defined before with other content, so this one is lost");
            let found = cx.report_cite(error, message);
            let Some(first) = error.related else {
                found.help(format!("give this footnote a name other than {name}"));
                continue;
            };
            found.related(first, "readers see this content");
            let (old, new) = (first.of(text), error.span.of(text));
            let is_same_text = old.split_whitespace().eq(new.split_whitespace());
            let (old, new) = difference(old, new);
            if is_same_text {
                found.help("they differ only in white space: use the first one again");
                let tag = error.tag.map(|tag| refs.tag(tag));
                if let Some(fix) = tag.and_then(use_again) {
                    found.fix(fix);
                }
            } else if is_short(old) && is_short(new) {
                found.help(format!(
                    "{}; give this one another name, or use the first one again",
                    name_difference(old, new)
                ));
            } else {
                found.help(
                    "give this one another name, or, if the source is the same, use the first again",
                );
            }
        }
    }
}

/// Makes a definition a use of its footnote.
fn use_again(tag: &RefTag<'_>) -> Option<Fix> {
    let rest = Span::new(tag.start_span.end - 1, tag.span.end);
    (tag.origin == Origin::Tag && tag.in_list.is_none()).then(|| {
        let edit = Edit::replace(rest, " />");
        Fix::new("use the first footnote again", Applicability::Safe, [edit])
    })
}

fn name_difference(old: &str, new: &str) -> String {
    match (old.trim(), new.trim()) {
        ("", new) => format!("only this one has {}", code(new)),
        (old, "") => format!("only the first has {}", code(old)),
        (old, new) => format!("the first has {}, this one {}", code(old), code(new)),
    }
}

fn is_short(difference: &str) -> bool {
    difference.chars().nth(LONGEST_DIFFERENCE).is_none()
}

/// What stands in one text and not in the other, between what they share at both ends, in whole
/// words.
fn difference<'t>(one: &'t str, two: &'t str) -> (&'t str, &'t str) {
    let word_start = |text: &str| {
        let before = text.char_indices().rfind(|(_, c)| !is_word(*c));
        before.map_or(0, |(at, c)| at + c.len_utf8())
    };
    let pairs = one.char_indices().zip(two.chars());
    let prefix = pairs.take_while(|((_, a), b)| a == b).last();
    let prefix = prefix.map_or(0, |((at, c), _)| at + c.len_utf8());
    let is_in_word = one[prefix..].starts_with(is_word) || two[prefix..].starts_with(is_word);
    let start = if is_in_word { word_start(&one[..prefix]) } else { prefix };
    let (one, two) = (&one[start..], &two[start..]);
    let suffix: usize = one
        .chars()
        .rev()
        .zip(two.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let tail = &one[one.len() - suffix..];
    let kept = tail.find(|c| !is_word(c)).map_or(0, |at| suffix - at);
    (&one[..one.len() - kept], &two[..two.len() - kept])
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '/')
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn differences_are_whole_words() {
        assert_eq!(difference("Orme, p. 31, 1904", "Orme, p. 33, 1904"), ("31", "33"));
        assert_eq!(difference("Orme 1904", "Orme 1904, p. 3"), ("", ", p. 3"));
        assert_eq!(difference("a", "b"), ("a", "b"));
        assert_eq!(difference("Orme ", "Orme"), (" ", ""));
        assert_eq!(difference("über Köln", "über Kölns"), ("Köln", "Kölns"));
        assert_eq!(difference("aa", "aaa"), ("aa", "aaa"));
    }
}
