//! Which values are found to be wrong, and which are left alone.

use super::ValueFaultKind::{self, *};
use crate::facts::Document;
use crate::site::Site;

/// What is wrong in the arguments of a citation, with the part that is marked.
fn faults(arguments: &str) -> Vec<(ValueFaultKind, String)> {
    let text = format!("{{{{cite book|{arguments}}}}}");
    let doc = Document::new(&text, Site::mediawiki());
    doc.value_faults().iter().map(|it| (it.kind, it.span.of(&text).to_owned())).collect()
}

fn check(arguments: &str, kind: ValueFaultKind, marked: &str) {
    assert_eq!(faults(arguments), [(kind, marked.to_owned())], "{arguments}");
}

#[test]
fn values_that_are_fine_are_left_alone() {
    for fine in [
        "last=Orme|first=Ada",
        "first=Ed|last=Bell",
        "author=Bell, B., Jr.",
        "author=Harrow &amp; Finch",
        "author=((Contact Us, Ltd., and Sons, Inc.))",
        "author=[[The Author]]",
        "author={{user|x}}",
        "title=The 404 days of Ansel",
        "title=Copy",
        "title=[[Mills]]",
        "title=BBC",
        "title=A = B; C &amp;",
        "title=नक्\u{200D}ष",
        "pages=3–5, 12–14",
        "pages=123–25",
        "page=A-3",
        "page=12-3",
        "page=P7",
        "at=p. 3",
        "pages=[https://example.org/3 3]",
        "volume=12|issue=3|edition=2nd",
        "volume=Volumes of Light",
        "issue=November",
        "publisher=St. Martin's",
        "location=Ansel",
        "language=de",
        "language=German and French",
        "language=[[German language|German]]",
        "language=pt-BR",
        "postscript=none",
        "url=https://example.org/a?b=1",
        "quote=“Look”,\u{A0}she said:",
        "others=Illustrated by A, B, C and D",
        "vauthors=Orme A, Bell BC, et al.",
    ] {
        assert_eq!(faults(fine), [], "{fine}");
    }
}

#[test]
fn names_that_are_none_are_marked() {
    check("author=Contact Us", GenericName, "Contact Us");
    check("last=Reuters Editorial <!-- c -->", GenericName, "Reuters");
    check("author=staff", UnsignedName, "staff");
    check("editor=Ada Orme, ed.", EditorMark, ", ed.");
    check("editor=Ada Orme [eds]", EditorMark, " [eds]");
    check("author=1904-05", NumericName, "1904-05");
    check("author=Orme, A.; Bell, B.", MultipleNames, "Orme, A.; Bell, B.");
    check("vauthors=Orme A, Bell B.", NotVancouver, "Bell B.");
}

#[test]
fn titles_that_are_none_are_marked() {
    check("title=[No title]", GenericTitle, "No title");
    check("title=Archived copy<!-- bot -->", ArchiveTitle, "Archived copy");
    check("title=THE LAST MILL", AllCapsTitle, "THE LAST MILL");
    check("title=Ada’s Mill", CurlyQuote, "’");
    check("url=http://a.org|title=A [[b|c]]", LinkInLinkedTitle, "[[b|c]]");
    check("title=Mills,", ExtraPunctuation, ",");
    check("title=Mills\u{AD}", InvisibleChar, "\u{AD}");
    check("title=Mi\nlls", InvisibleChar, "\n");
    check("title=[http://a.org Mills]", AddressInText, "http://a.org");
}

#[test]
fn details_that_are_none_are_marked() {
    check("pages=pp. 3–5", ExtraText, "pp. ");
    check("volume=Vol. 3", ExtraText, "Vol. ");
    check("volume=No. 3", ExtraText, "No. ");
    check("edition=2nd edition", ExtraText, " edition");
    check("pages=3-5", RangeSign, "-");
    check("pages=1, 35–12", RangeOrder, "35–12");
    check("page=3–9", RangeInPage, "3–9");
    check("publisher=''Post''", Markup, "''Post''");
    check("publisher=www.example.org", PublisherIsDomain, "www.example.org");
    check("location=p. 3", DigitsInPlace, "p. 3");
    check("language=French, Germann", UnknownLanguage, "Germann");
    check("postscript=. Good", LongPostscript, ". Good");
    check("author-link=[[Ada]]", BadPageName, "[[Ada]]");
    check("url=www.example.org", Address, "www.example.org");
    check("url=http://a.org/?utm_source=x", Tracking, "?utm_source=x");
}
