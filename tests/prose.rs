//! The prose of any page holds together: what it says leads back to the source.

mod support;

use citelint::facts::Document;
use citelint::facts::rendered::Dialect;
use citelint::site::Site;
use citelint::text::Span;
use proptest::prelude::*;

#[test]
fn the_prose_of_articles_holds_together() {
    let Some(folder) = support::shared("data/articles") else { return };
    let (mut pages, mut sentences) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        sentences += check(&text, Dialect::Wikitext);
        pages += 1;
    }
    support::say(format_args!("{sentences} sentences on {pages} pages"));
}

proptest! {
    #[test]
    fn the_prose_of_any_page_holds_together(
        pieces in proptest::collection::vec(
            prop_oneof![
                "[a-zA-Z.!? \n]{1,8}",
                Just("''".to_owned()), Just("[[a|".to_owned()), Just("]]".to_owned()),
                Just("{{blockquote|".to_owned()), Just("{{nowrap|".to_owned()), Just("}}".to_owned()),
                Just("<blockquote>".to_owned()), Just("</blockquote>".to_owned()),
                Just("<ref>x</ref>".to_owned()), Just("[1]".to_owned()), Just("&nbsp;".to_owned()),
                Just("\"".to_owned()), Just("“".to_owned()), Just("”".to_owned()),
                Just("\n* ".to_owned()), Just("\n{|\n| ".to_owned()), Just("\n|}\n".to_owned()),
                Just("[[File:a|thumb|".to_owned()), Just("<poem>".to_owned()), Just("</poem>".to_owned()),
                Just("\n== H ==\n".to_owned()), Just("<!-- c -->".to_owned()), Just("é".to_owned()),
            ],
            0..40,
        ),
    ) {
        let text = pieces.concat();
        check(&text, Dialect::Wikitext);
        check(&text, Dialect::Rendered);
    }
}

/// Checks what must hold on every page; says how many sentences there are.
fn check(text: &str, dialect: Dialect) -> usize {
    let doc = Document::of_dialect(text, Site::mediawiki(), dialect);
    let prose = doc.prose();
    let mut sentences = prose.sentences().iter();
    let mut last_start = 0;
    for paragraph in prose.paragraphs() {
        assert!(paragraph.span.start >= last_start, "blocks in order: {text:?}");
        last_start = paragraph.span.start;
        let mut end = paragraph.text.start;
        for sentence in prose.sentences_of(paragraph) {
            assert_eq!(sentences.next(), Some(sentence), "block by block: {text:?}");
            assert!(sentence.text.start >= end, "one after the other: {text:?}");
            end = sentence.text.end;
            let shown = sentence.text.of(prose.text());
            assert_eq!(shown, shown.trim());
            assert!(sentence.span.end as usize <= text.len(), "on the page: {text:?}");
            let covered: u32 = prose.stretches(sentence.text).map(|(span, _)| span.len()).sum();
            assert_eq!(covered, sentence.text.len(), "every byte has a context: {text:?}");
            // A word of plain text stands in the source as it is.
            let word = shown.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            let start = sentence.text.start;
            let span = prose.source_span(Span::new(start, start + word.len() as u32));
            if !word.is_empty() && span.len() as usize == word.len() {
                assert_eq!(span.of(text), word, "{text:?}");
                assert_eq!(prose.sentence_at(span.start), Some(sentence), "{text:?}");
            }
        }
        assert_eq!(end, paragraph.text.end, "sentences cover the block: {text:?}");
    }
    assert_eq!(sentences.next(), None, "all sentences belong to blocks: {text:?}");
    prose.sentences().len()
}
