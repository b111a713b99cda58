//! What needs a source on small pages.

use super::*;
use crate::site::{DomainKind, Site};

fn document(text: &str) -> Document<'_> {
    Document::new(text, Site::mediawiki())
}

/// The text of each paragraph that no source covers.
fn open(text: &str) -> Vec<String> {
    let doc = document(text);
    let prose = doc.prose();
    let passages = doc.sourcing().passages.iter();
    let open = passages.filter_map(|it| it.open_text(prose));
    open.map(|it| it.of(prose.text()).to_owned()).collect()
}

fn claims(text: &str, reach: Reach) -> Vec<(ClaimKind, String)> {
    use ClaimKind::{Attribution, Contentious, Quotation, Statistic, Superlative};
    let doc = document(text);
    let kinds = [Quotation, Statistic, Superlative, Attribution, Contentious];
    let all = kinds.into_iter().flat_map(|kind| doc.claims(kind, reach));
    all.map(|it| (it.kind, it.text.of(doc.prose().text()).to_owned())).collect()
}

#[test]
fn a_source_covers_what_stands_before_it_in_its_paragraph() {
    let text =
        "Lead.\n\n== H ==\nOne. Two.<ref>R</ref> Three.\n\nFour.{{sfn|Orme|1904}}\n\nFive. Six.";
    assert_eq!(open(text), ["Three.", "Five. Six."]);
    assert_eq!(open("Lead. {{cite book|title=A}}\n\nNext."), ["Next."]);
    assert_eq!(open("A.<ref>R</ref>\n\nB (Orme 1904, p. 3).\n\nC."), ["C."]);
}

#[test]
fn text_that_needs_no_source_is_left_out() {
    let cited = "== H ==\nA.<ref>R</ref>";
    for text in [
        "Lead.\n\n",
        "== Plot ==\nHe falls.\n\n",
        "== Plot ==\n=== Act one ===\nHe falls.\n\n",
        "== Characters ==\nOrme is a miller.\n\n",
        "== H ==\n{{unreferenced section}}\nA.\n\n",
        "== H ==\n* A.\n[[File:A.jpg|thumb|B.]]\n{|\n| C.\n|}\n",
        "== H ==\n''For C, see [[D]].''\n\n",
        "== H ==\nA.{{citation needed}}\n\n",
    ] {
        assert_eq!(open(&format!("{text}{cited}")), [""; 0], "{text}");
    }
    assert_eq!(open("{{disambiguation}}\nA mill.\n\nA.<ref>R</ref>"), [""; 0]);
    assert_eq!(open("Lead.\n\n== H ==\nA."), ["Lead.", "A."], "nothing below the lead cites");
}

#[test]
fn sections_without_any_source_are_found_once() {
    let words = "word ".repeat(30);
    let text = format!(
        "A.<ref>R</ref>\n\n== B ==\n{words}.\n\n=== C ===\n{words}.\n\n{words}.\n\n== D ==\n{words}.\n\n* E<ref>R</ref>\n\n{words}."
    );
    let doc = document(&text);
    let sourcing = doc.sourcing();
    let titles = sourcing.bare_sections.iter().map(|it| &doc.sections[it.section as usize]);
    let titles: Vec<_> = titles.map(|it| it.title_span.of(&text)).collect();
    assert_eq!(titles, ["B"]);
    assert_eq!(sourcing.bare_sections[0].passages.len(), 3);
}

#[test]
fn claims_are_found_in_sentences_without_a_source() {
    use ClaimKind::{Attribution, Quotation, Statistic, Superlative};
    let text = "== H ==\nIt cost $5.2 million. It is the largest mill.<ref>R</ref> Some scholars argue that it has 40% of all. He said \"it is a very old mill. I like it\".";
    let expected = [
        (Quotation, "\"it is a very old mill. I like it\""),
        (Statistic, "40%"),
        (Attribution, "Some scholars argue"),
    ];
    let found = claims(text, Reach::Paragraph);
    assert_eq!(found, expected.map(|(kind, words)| (kind, words.to_owned())));
    let all = claims(text, Reach::Sentence);
    assert!(all.contains(&(Statistic, "$5.2 million".to_owned())));
    assert!(!all.iter().any(|it| it.0 == Superlative), "its sentence has a source");
}

#[test]
fn words_of_others_and_names_are_no_claims() {
    for text in [
        "== H ==\nHe saw \"the largest mill\".",
        "== H ==\nHe saw ''The Largest Mill of All''.",
        "== H ==\nHe worked for The First National Bank.",
        "== H ==\nIt opened in 1904 at 5 Mill Street.",
        "== H ==\nHe saw it for the first time.",
    ] {
        let found = claims(text, Reach::Paragraph);
        assert!(found.iter().all(|it| it.0 == ClaimKind::Quotation), "{text}: {found:?}");
    }
}

#[test]
fn quotations_set_apart_take_the_source_of_their_neighbours() {
    let quotation =
        "<blockquote>\nwords of the old miller of Orrin\n\nand more words\n</blockquote>\n";
    let count = |text: &str| {
        let found = claims(&format!("== H ==\n{text}"), Reach::Paragraph);
        found.iter().filter(|it| it.0 == ClaimKind::Quotation).count()
    };
    assert_eq!(count(quotation), 1);
    assert_eq!(count(&format!("He wrote:<ref>R</ref>\n{quotation}")), 0);
    assert_eq!(count(&format!("{quotation}Thus he wrote.<ref>R</ref>")), 0);
    assert_eq!(count("{{quote|words of the old miller|Orme|Mills, p. 3}}"), 0);
    assert_eq!(count("{{quote|words of the old miller|Orme}}"), 1);
    assert_eq!(count("{{quote|words of the old miller<ref>R</ref>}}"), 0);
}

#[test]
fn addresses_are_known_by_their_place() {
    use AddressPlace::{Citation, Other, Ref, Text};
    let text = "A [http://a.example b].<ref>http://b.example/x {{cite web|url=https://web.archive.org/web/2020/http://WWW.bit.ly/y|archive-url=http://c.example}}</ref>\n\n== External links ==\n* {{official|http://d.example}}\n* {{cite web|url=http://e.example}}";
    let doc = document(text);
    let found: Vec<_> =
        doc.addresses().iter().map(|it| (it.host.of(text), it.place, it.is_source)).collect();
    assert_eq!(
        found,
        [
            ("a.example", Text, false),
            ("b.example", Ref, true),
            ("bit.ly", Citation, true),
            ("c.example", Other, false),
            ("d.example", Other, false),
            ("e.example", Citation, false),
        ]
    );
    let site = doc.addresses()[2].site.map(|id| doc.site.domains.site(id).kind);
    assert_eq!(site, Some(DomainKind::Shortener));
}
