//! What short citations and full citations make of their parameters.

use super::*;
use crate::facts::Document;
use crate::site::Site;

fn short(text: &'static str) -> ShortCites<'static> {
    Document::new(text, Site::mediawiki()).short
}

/// The anchors of a page, on which a short citation makes sure that they are gathered.
fn anchors(text: &str) -> Vec<String> {
    let text = format!("{{{{sfn|X|1}}}} {text}");
    let page = Document::new(&text, Site::mediawiki());
    let ids = page.short.anchors.iter().map(|anchor| anchor.id.clone());
    ids.map(|id| id.strip_prefix(PREFIX).map_or(id.clone(), str::to_owned)).collect()
}

fn targets(text: &'static str) -> Vec<String> {
    let citations = short(text).citations;
    let sources = citations.iter().flat_map(|citation| &citation.sources);
    let target = |source: &ShortSource<'_>| match &source.target {
        Target::Anchor(id) => id.strip_prefix(PREFIX).unwrap_or(id).to_owned(),
        other => format!("{other:?}"),
    };
    sources.map(target).collect()
}

#[test]
fn full_citations_make_anchors_of_last_names_and_year() {
    for (citation, anchor) in [
        ("{{cite book|last=Orme|first=A.|year=1904|title=T}}", "Orme1904"),
        ("{{cite book|last1=Orme|last2=Lister|date=5 May 1904}}", "OrmeLister1904"),
        (
            "{{cite web|author=[[Ada Orme|Orme]]|author2-last=Lister|date=1904-05-05}}",
            "OrmeLister1904",
        ),
        (
            "{{citation|surname=Orme|surname2=B|last3=C|author4=D|last5=E|year=1904a}}",
            "OrmeBCD1904a",
        ),
        ("{{cite book|editor-last=Orme|editor2-last=Lister|date=n.d.}}", "OrmeListern.d."),
        ("{{cite book|last=Orme|editor-last=Lister|date=1904}}", "Orme1904"),
        (
            "{{cite journal|vauthors=Orme A, van Lister BC, ((Mill Board))|date=1904}}",
            "Ormevan ListerMill Board1904",
        ),
        ("{{cite book|last=Orme|year=1904b|date=5 May 1904}}", "Orme1904b"),
        ("{{cite book|last=Orme |publication-date=1904}}", "Orme1904"),
        ("{{cite book|last=Orme}}", "Orme"),
        ("{{cite book|last=Ørme, Jr.&amp;  Sons|year=1904}}", "Ørme, Jr.& Sons1904"),
        ("{{cite book|last=Orme|last2=et al.|year=1904}}", "Orme1904"),
        ("{{cite book|last=Orme|year=1904|ref=harv}}", "Orme1904"),
        ("{{cite book|title=T|year=1904|ref={{sfnref|Mill_Board|1904}}}}", "Mill Board1904"),
        ("{{cite book|title=T|year=1904|ref=CITEREFBoard}}", "Board"),
        ("{{cite book|title=T|year=1904|ref=board}}", "board"),
        ("{{eb1911|wstitle=Mills}}", "Chisholm1911"),
        ("{{wikicite|ref={{harvid|Orme|1904}}|reference=Orme}}", "Orme1904"),
        ("{{anchor|CITEREFOrme1904}}", "Orme1904"),
        ("<span id=\"CITEREFOrme1904\">Orme</span>", "Orme1904"),
        ("{{#invoke:cite|book|last=Orme|year=1904}}", "Orme1904"),
    ] {
        assert_eq!(anchors(citation), [anchor], "{citation}");
    }
    for citation in [
        "{{cite book|title=T|year=1904}}",
        "{{cite book|last=Orme|year=1904|ref=none}}",
        "{{cite book|last={{lang|no|Ørme}}|year=1904}}",
        "{{cite book|last=Orme|year={{circa|1904}}}}",
        "<!-- {{cite book|last=Orme|year=1904}} -->",
    ] {
        assert!(anchors(citation).is_empty(), "{citation}");
    }
}

#[test]
fn short_citations_join_names_and_year() {
    assert_eq!(targets("{{sfn | Orme | Lister | 1904 | p=3 }}"), ["OrmeLister1904"]);
    assert_eq!(targets("{{harvnb|A|B|C|D|1904}}"), ["ABCD1904"]);
    assert_eq!(targets("{{harvnb|A|B|C|D|E|1904}}"), ["ABCD1904"]);
    assert_eq!(targets("{{harvtxt|1=Orme|2=1904|Ref=none}}"), ["None"]);
    assert_eq!(targets("{{harv|Orme|1904|ref=CITEREFx}}{{sfnp|{{{1}}}|1904}}"), ["x", "Unknown"]);
    let several = "{{sfnm|1a1=Orme|1a2=Lister|1y=1904|1p=3|Mill|1900|3a1=Hay|3y=n.d.}}";
    assert_eq!(targets(several), ["OrmeLister1904", "Mill1900", "Hayn.d."]);
}

#[test]
fn parts_that_only_mediawiki_knows_match_anything() {
    let page = short("{{sfn|Orme|1904}}{{sfn|Hay|1900}}{{cite book|last={{x}}|year=1904}}");
    let may_be = |index: usize| page.may_be_unknown(&page.citations[index].sources[0]);
    assert!(may_be(0) && !may_be(1));
    let page = short("{{sfn|Orme|1904}}{{sfn|Hay|1900}}{{cite book|last=Orme|year={{x}}}}");
    let may_be = |index: usize| page.may_be_unknown(&page.citations[index].sources[0]);
    assert!(may_be(0) && !may_be(1));
}

#[test]
fn templates_that_may_hold_sources() {
    let unknown = |text| short(text).unknown_source.is_some();
    for text in [
        "{{sfn|Orme|1904}}\n* {{Mill lists}}.\n",
        "{{sfn|Orme|1904}} <ref>{{Mill lists}}</ref>",
        "{{sfn|Orme|1904}} {{Mill dictionary}}",
        "{{sfn|Orme|1904}} {{NIE1905}}",
        "{{sfn|Orme|1904}} {{:Mills of the Dale}}",
        "{{sfn|Orme|1904}} {{cite gnis|1}}",
        "{{sfn|Orme|1904}} {{#lst:Mills|sources}}",
    ] {
        assert!(unknown(text), "{text}");
    }
    let listed =
        "{{sfn|Orme|1904}}\n* {{cite book|last=Orme|year=1904}}\n== Links ==\n* {{mill map}}";
    assert!(!unknown(listed), "entries count in sections of cited sources");
    assert!(!unknown("{{sfn|Orme|1904}} {{infobox mill|a=1}}\n* see {{mill|x}}\n{{Dale 2010}}"));
}

#[test]
fn nearest_anchors() {
    let page = short(
        "{{sfn|smith|1904}}{{sfn|Orme|1905}}{{sfn|Hay|Orme|1906}}{{sfn|Listre|1907}}{{sfn|Zu|1800}}
        {{cite book|last=Smith|year=1904}}{{cite book|last=Orme|year=1904}}
        {{cite book|last=Hay|year=1906}}{{cite book|last=Lister|year=1907}}
        {{harvnb|Eck|1899}}{{cite book|last=Eck|year=1899|ref=none}}
        {{harvnb|Hart|1908}}{{cite book|author=A. B. Hart|year=1908}}
        {{harvnb|Mabb|1909}}{{cite book|author=Mabb, John|year=1909}}",
    );
    let mut near = NearAnchors::new(&page);
    let found = page.citations.iter().map(|it| near.find(&it.sources[0]));
    let found: Vec<_> = found.map(|it| it.map(|(anchor, how)| (anchor.label(), how))).collect();
    let expected = |label: &str, how| Some((label.to_owned(), how));
    assert_eq!(
        found,
        [
            expected("Smith 1904", Mismatch::Spelling),
            expected("Orme 1904", Mismatch::Year),
            expected("Hay 1906", Mismatch::People),
            expected("Lister 1907", Mismatch::Letters),
            None,
            expected("Eck 1899", Mismatch::Withheld),
            expected("A. B. Hart 1908", Mismatch::WholeName),
            expected("Mabb, John 1909", Mismatch::WholeName),
        ]
    );
}
