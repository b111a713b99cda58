//! A page that was copied from its rendered form and turned into wikitext renders as it was.

use citelint::facts::Document;
use citelint::facts::rendered::{Marker, Series};
use citelint::site::Site;
use regex::Regex;

use crate::support::{converted, say, shared};
use crate::wiki;

/// Text that would be markup in wikitext.
const HOSTILE: &str = "\
The Nave of Tarn[edit]

#Tag lines, {{braces}}, [[links]], ''quotes'', '''more''', <b>tags</b>, &amp; &lt; ~~~~ \
__NOTOC__ -{x}- [http://example.org x] {| and a | bar.[1][2]

= Not a heading at all =

;; A term: not one, but a bracket.[note 1]

----- A line that is no rule.[2]

  • A bullet that follows

Notes[edit]

1. ^ A [[note]] with a | bar and a source.[3]

References[edit]

1. ^ Dorin, Ilse (1999). ''The'' {{Founders}} <of> Karsa &amp; Tarn.
2. ^ a b \"Bells | and more\". https://www.example.org/bells
3. ^ Venn, Oskar (2007). Ship Bells.
";

#[test]
fn converted_pages_differ_from_what_readers_saw() {
    let Some(folder) = wiki::folder() else {
        say("skipped: CITELINT_ORACLE does not name the folder of a MediaWiki");
        return;
    };
    let mut pages = vec![include_str!("../../samples/rendered.txt").to_owned(), HOSTILE.to_owned()];
    if let Some(path) = shared("data/mek-troll-farm.rendered.txt") {
        pages.push(std::fs::read_to_string(path).expect("the page is UTF-8 text"));
    }
    let wikitext: Vec<String> =
        pages.iter().map(|page| converted(page).expect("a fix for each page")).collect();
    let answers = wiki::ask(&folder, "rendered", &wikitext, true);
    for (page, answer) in pages.iter().zip(&answers) {
        let html = crate::support::text(answer, "html");
        assert_eq!(shown_labels(html), labels(page), "{html}");
        assert!(!html.contains("(cite_error"), "{html}");
        let shown = paragraphs_of_html(html);
        for paragraph in paragraphs(page) {
            assert!(shown.contains(&paragraph), "{paragraph:?} is not among {shown:#?}");
        }
    }
    say(format_args!("{} converted pages render with the numbers they had", pages.len()));
}

/// The labels of the markers that have an entry, sorted.
fn labels(page: &str) -> Vec<String> {
    let document = Document::new(page, Site::mediawiki());
    let index = &document.plain_index;
    let label = |it: &Marker<'_>| match it.label.series {
        Series::Letters => format!("lower-alpha {}", it.label.number),
        _ => it.label.to_string(),
    };
    let markers = index.markers.iter().filter(|it| it.entry.is_some());
    let mut labels: Vec<String> = markers.map(label).collect();
    labels.sort();
    labels
}

/// The labels of the markers that MediaWiki prints, sorted.
fn shown_labels(html: &str) -> Vec<String> {
    let marker = Regex::new(r#"class="reference"><a [^>]*>&#91;([^<]*)&#93;</a>"#);
    let marker = marker.expect("a valid pattern");
    let mut labels: Vec<String> = marker.captures_iter(html).map(|it| it[1].to_owned()).collect();
    labels.sort();
    labels
}

/// The long paragraphs of the text, without markers and line marks.
fn paragraphs(page: &str) -> Vec<String> {
    let body = page.split("Notes[edit]").next().unwrap_or(page);
    let body = body.split("References[edit]").next().unwrap_or(body);
    let lines = body.lines().filter(|line| line.len() > 16 && !line.ends_with("[edit]"));
    lines.map(|line| letters(line.trim_start().trim_start_matches("• "))).collect()
}

/// The paragraphs and items that readers see.
fn paragraphs_of_html(html: &str) -> Vec<String> {
    let pattern = |pattern| Regex::new(pattern).expect("a valid pattern");
    let block = pattern(r"(?s)<(?:p|li)>(.*?)</(?:p|li)>");
    let missing = pattern(r"<a [^>]*redlink=1[^>]*>[^<]*</a>");
    let tag = pattern(r"<[^>]*>");
    let text = |html: &str| {
        let html = missing.replace_all(html, "");
        let text = tag.replace_all(&html, "").into_owned();
        letters(&htmlize::unescape(text))
    };
    block.captures_iter(html).map(|it| text(&it[1])).collect()
}

/// A text without markers and with single spaces.
fn letters(text: &str) -> String {
    let marker = Regex::new(r"\[(?:\d{1,3}|[a-z]|note \d|lower-alpha \d)\]");
    let text = marker.expect("a valid pattern").replace_all(text, "").into_owned();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
