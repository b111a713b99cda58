//! The HTML report: what it holds, and that pages cannot do anything in it.

#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use citelint::lint::{LintOptions, RuleSet, lint_document};
use citelint::report::html::{POLICY, SCRIPT, STYLE};
use citelint::report::{FileReport, Html, Reporter, Summary};
use citelint::rules::ALL;
use citelint::site::Site;
use insta::assert_snapshot;
use sha2::{Digest as _, Sha256};

/// A page that tries to be markup in every place of the report: text, names, addresses, dates,
/// headings, attributes.
const HOSTILE: &str = "<script>alert(1)</script></style></code></details>\u{202e}\u{1b}]0;x\u{7}\n\
    == <img src=x onerror=alert(2)> ==\n\
    A text of some length that leads to several sources.\
    <ref name=\"x&quot; onmouseover=alert(3) y=&quot;\" /> \
    B.<ref name='\"><svg onload=alert(4)>'>{{cite web |url=javascript:alert(5) \
    |title=</title><script>alert(6)</script> |date=<b onclick=alert(7)>2020 |access-date=2020-05-03}}\
    </ref> C.<ref>[javascript:alert(8) x] https://example.org/\"onclick=\"alert(9) </ref>\n\
    D.<ref name='\"><svg onload=alert(4)>' />\u{0}\u{2066}\n\n<references />\n";

/// A path as hostile.
const PATH: &str = "a/\"><script>alert(10)</script>\u{1b}[2J.wiki";

fn report(files: &[(&str, &str)]) -> String {
    let rules = RuleSet::new(ALL, &LintOptions::default()).expect("the default rules");
    let reporter = Html::default();
    let mut out = reporter.start();
    let mut summary = Summary::default();
    for (path, source) in files {
        let doc = rules.parse(source, Site::mediawiki());
        let diagnostics = lint_document(&doc, &rules);
        summary += Summary::of_file(&diagnostics);
        out += &reporter.file(&FileReport {
            path,
            dialect: doc.dialect,
            source,
            doc: Some(&doc),
            diagnostics: &diagnostics,
        });
    }
    out + &reporter.finish(&summary)
}

/// The page without its style and script.
fn body(page: &str) -> String {
    page.replace(STYLE, "").replace(SCRIPT, "")
}

/// The tags of a page, without `<` and `>`.
fn tags(page: &str) -> Vec<&str> {
    let parts = page.split('<').skip(1);
    parts.map(|part| part.split_once('>').expect("a whole tag").0).collect()
}

/// The names of places in a page, and the links to them.
fn places(page: &str) -> (Vec<&str>, Vec<&str>) {
    let values = |key: &str| -> Vec<&str> {
        let found = page.split(key).skip(1);
        found.map(|rest| rest.split_once('"').expect("a whole attribute").0).collect()
    };
    (values(" id=\""), values(" href=\"#"))
}

#[test]
fn a_small_page() {
    let source = "Built in 1861.<ref name=\"a\" /> It has a second track.<ref name=\"b\">\
        {{cite book |last=Hollis |title=Rails |date=1902 |access-date=3 May 2020}}</ref>\n\n\
        == References ==\n<references />\n";
    let page = report(&[("pages/a b.wiki", source)]);
    let (_, id) = page.split_once("<details class=\"file\" id=\"").expect("a file");
    let id = id.split_once('"').expect("a whole attribute").0;
    // One tag a line can be read.
    let page = body(&page).replace(id, "PAGE").replace(POLICY.trim(), "POLICY");
    let page = page.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    assert_snapshot!(page.replace("><", ">\n<"));
}

#[test]
fn the_policy_has_the_hashes_of_style_and_script() {
    let hash = |text: &str| {
        // Browsers hash what they have read, in which lines end with LF.
        let text = text.replace("\r\n", "\n");
        format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
    };
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'\n",
        hash(STYLE),
        hash(SCRIPT)
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/html/policy.txt");
    if POLICY.replace("\r\n", "\n") != policy {
        fs::write(path, policy).expect("policy.txt can be written");
        panic!("policy.txt was out of date and has been written anew: build again");
    }
}

#[test]
fn style_and_script_end_where_they_end() {
    for text in [STYLE, SCRIPT] {
        for end in ["</", "<!--", "\0"] {
            assert!(!text.contains(end), "{end}");
        }
    }
    for remote in ["url(", "@import", "fetch(", "XMLHttpRequest", "innerHTML", "eval("] {
        assert!(!STYLE.contains(remote) && !SCRIPT.contains(remote), "{remote}");
    }
}

#[test]
fn a_hostile_page_is_nothing_but_text() {
    let page = report(&[(PATH, HOSTILE), ("clean.wiki", "Nothing.\n")]);
    let page = body(&page);
    let tags = tags(&page);
    let names: BTreeSet<&str> =
        tags.iter().map(|tag| tag.split([' ', '/']).next().unwrap_or_default()).collect();
    for name in ["img", "b onclick", "iframe", "object", "link", "base", "form"] {
        assert!(!names.contains(name), "{name}");
    }
    assert_eq!(tags.iter().filter(|tag| tag.starts_with("script")).count(), 1);
    assert_eq!(tags.iter().filter(|tag| tag.starts_with("style")).count(), 1);
    for tag in &tags {
        // Values are quoted, so what stands outside of quotes is all that a browser takes for names.
        let names: String = tag.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        assert!(!names.contains(" on"), "{tag}");
        assert!(!names.contains(" style"), "{tag}");
        if let Some((_, href)) = tag.split_once("href=\"") {
            let own = ["#", "https://", "http://"].iter().any(|start| href.starts_with(start));
            assert!(own, "{tag}");
        }
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let obeyed = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!page.contains(obeyed));
}

#[test]
fn every_link_leads_somewhere_and_names_are_given_once() {
    for sample in ["faults.wiki", "citations.wiki", "dates.wiki", "rendered-faults.txt"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let source = fs::read_to_string(root.join(sample)).expect("a sample");
        let page = report(&[(sample, &source), ("hostile.wiki", HOSTILE)]);
        let (ids, links) = places(&page);
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{sample}");
        for link in links {
            assert!(unique.contains(link), "{sample}: {link}");
        }
    }
}

#[test]
fn the_text_stays_whole() {
    let sources = ["", "\n", "a", "a\r\nb\n\n", HOSTILE, "<ref></ref>", "x<ref name=a />\n"];
    for source in sources {
        let page = report(&[("a.wiki", source)]);
        let lines = page.split("<code>").count() - 1;
        assert!(lines >= source.lines().count(), "{source:?}");
        let page = report(&[("a.wiki", source)]);
        assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
        assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    }
}

#[test]
fn a_file_may_have_overlapping_findings_without_end() {
    // Each ref holds all that follow.
    let source = "<ref name=\"1\">".repeat(2_000);
    let page = report(&[("a.wiki", &source)]);
    assert!(page.len() < 200 * source.len(), "{}", page.len());
}

#[test]
fn an_article_takes_little_room() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/articles");
    let Ok(folder) = fs::read_dir(articles) else {
        println!("skipped: no articles");
        return;
    };
    for entry in folder {
        let path = entry.expect("an article").path();
        let source = fs::read_to_string(&path).expect("an article");
        let size = report(&[("article.wiki", &source)]).len();
        // 1.5 MB for 100 KB; what every page holds comes on top.
        let most = source.len() * 15 + 60_000;
        assert!(size <= most, "{}: {size} bytes for {}", path.display(), source.len());
    }
}
