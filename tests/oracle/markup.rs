//! Pages of links, files, headings, tables and broken markup, and what both sides see in them.

use std::collections::BTreeSet;

use citelint::site::Site;
use citelint::syntax::parse;
use serde_json::Value;

use crate::facts::{Context, facts};
use crate::random::Random;
use crate::text::{Page, url_spelling};
use crate::titles::normal;

/// Pieces of markup; `$` stands for another piece, up to some depth.
const PIECES: &[&str] = &[
    "[[Alpha]]",
    "[[beta gamma|$]]",
    "[[Delta#Part|label]]s",
    "[[:Category:Shown]]",
    "[[:File:X.png]]",
    "[[Category:One]]",
    "[[category:two|Sort key]]",
    "[[File:A.jpg|thumb|$]]",
    "[[Image:b c.png|frame|20px|$]]",
    "[[File:C.jpg|left|alt=an image|last]]",
    "[[User talk:Who]]",
    "[[Help:Me|a|b]]",
    "[[Eps%20ilon]]",
    "[[&zeta;]]",
    "[[a<b]]",
    "[[]]",
    "[[|x]]",
    "[[Eta\nTheta]]",
    "[[Iota|\n$]]",
    "[[http://example.org/w]]",
    "[http://example.org/a $]",
    "[http://example.org/b]",
    "[https://example.org/c?d=e&amp;f=g label]",
    "[//example.org/rel text]",
    "[mailto:who@example.org mail]",
    "[http:// nothing]",
    "[x http://example.org/d]",
    "http://example.org/e",
    "http://example.org/f.",
    "(http://example.org/g_(h))",
    "http://example.org/i''$''",
    "http://example.org/j[[Kappa]]",
    "http://example.org/k<b>x</b>",
    "xhttp://example.org/l",
    "http://example.org/m&lt;n",
    "ftp://example.org/q",
    "news:group",
    "''$''",
    "'''$'''",
    "'''''$'''''",
    "''a'''b",
    "a'''b''c",
    "<b>$</b>",
    "<i>$",
    "<div>$</div>",
    "<span>",
    "<nowiki>[[Hidden]]</nowiki>",
    "<pre>[[Hidden]] http://example.org/hidden</pre>",
    "<!-- [[Hidden]] -->",
    "<includeonly>[[Hidden]]</includeonly>",
    "<noinclude>$</noinclude>",
    "<onlyinclude>$</onlyinclude>",
    "\n== Part $ ==\n",
    "\n=== Deeper ===\n",
    "\n== Open\n",
    "\n==== Far == \n",
    "\n= Top =<!-- c --> \n",
    "\n====\n",
    "\n== $ == x\n",
    "\n{|\n| $ || $\n|-\n! $ !! $\n|}\n",
    "\n{| class=\"$\"\n|+ $\n| a=\"b\" | $\n|}\n",
    "\n{|\n|[[Lambda|$]]\n",
    "\n* $\n** $\n",
    "\n; $ : $\n",
    "\n:# $\n",
    "\n $\n",
    "\n----$\n",
    "{{{1|$}}}",
    "{{{1}}}",
    "{{",
    "}}",
    "[[",
    "]]",
    "[",
    "]",
    "|",
    "{{{",
    "}}}",
    "<ref>note</ref>",
    "<gallery>\nFile:D.png|$\nE.jpg\n</gallery>",
    "<poem>\n$\n</poem>",
    "<nowiki>",
    "<pre>",
    "'''",
    "''",
    "ISBN 978-0-306-40615-7",
    "RFC 2119",
    "&amp;",
    "&nbsp;",
    "__NOTOC__",
    "__FORCETOC__",
    "~",
    "word",
    "word ",
    "é",
    "\n",
    "\n\n",
    " ",
    "[[Mu]]ñu",
    "[[Nu|'']]''",
    "[[Xi|[http://example.org/r s]]]",
    "[http://example.org/s [[Omicron]] t]",
    "[[File:F.jpg|thumb|[[Pi]] http://example.org/u]]",
    "-{$}-",
    "[[Rho|a]b]]",
    "[[Sigma]",
    "[[Tau|<nowiki>]]</nowiki>]]",
    "[[Upsilon<!-- c -->]]",
    "[[Phi|<ref>note</ref>]]",
];

/// The page with this number.
pub(crate) fn page(number: u64) -> String {
    let mut random = Random::new(number ^ 0x6D61_726B);
    let mut text = String::new();
    for _ in 0..2 + random.below(8) {
        piece(&mut random, 3, &mut text);
        text.push_str(random.pick(&["\n", "\n\n", " ", " ", "", ", "]));
    }
    text
}

fn piece(random: &mut Random, depth: u8, out: &mut String) {
    for part in random.pick(PIECES).split_inclusive('$') {
        let Some(part) = part.strip_suffix('$') else {
            out.push_str(part);
            continue;
        };
        out.push_str(part);
        if depth > 0 && random.chance(70) {
            piece(random, depth - 1, out);
        } else {
            out.push_str(random.pick(&["x", "some words", "a b"]));
        }
    }
}

/// Sorted names of one kind of thing on a page; levels of headings stand in page order.
type Facts = [Vec<String>; 5];

/// Links, files, categories, external links and section levels, as the wiki saw them.
pub(crate) fn their_facts(answer: &Value) -> Facts {
    let texts = |field: &str| -> Vec<String> {
        let list = answer[field].as_array().into_iter().flatten();
        list.filter_map(|value| value.as_str().map(str::to_owned)).collect()
    };
    // A template that does not exist becomes a link to it (10), which the markup does not hold.
    let is_own = |link: &String| !link.starts_with("10:");
    let title = |link: String| {
        let (namespace, title) = link.split_once(':').unwrap_or(("0", &link));
        let prefix = match namespace {
            "1" => "Talk:",
            "2" => "User:",
            "3" => "User talk:",
            "6" => "File:",
            "12" => "Help:",
            "14" => "Category:",
            _ => "",
        };
        normal(&format!("{prefix}{title}"))
    };
    // The wiki adds categories of its own to pages with errors.
    let is_written = |name: &String| !name.starts_with("Pages_");
    let levels = answer["sections"].as_array().into_iter().flatten();
    [
        sorted(texts("links").into_iter().filter(is_own).map(title)),
        sorted(texts("images").into_iter().map(|file| normal(&format!("File:{file}")))),
        sorted(
            texts("categories")
                .into_iter()
                .filter(is_written)
                .map(|name| normal(&format!("Category:{name}"))),
        ),
        sorted(texts("ext").into_iter().map(|url| url_spelling(&url))),
        levels.map(|section| section[0].to_string().replace('"', "")).collect(),
    ]
}

/// The same as citelint sees them. Unlike the structure test, what stands in extension tags
/// counts where the extension parses it.
pub(crate) fn our_facts(source: &str, site: &Site) -> Facts {
    let parse = parse(source, site);
    let page = Page { source, tree: &parse.tree };
    let context = Context { title: "Draft", subpages: false, inside_extensions: true };
    let all = facts(page, &context);
    let of = |kind: &str, field: usize| {
        let list = all.get(kind).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(move |fact| match fact {
            Value::Array(fields) => fields.get(field).map(scalar),
            fact => Some(scalar(fact)),
        })
        .collect::<Vec<_>>()
    };
    [
        sorted(of("wikilinks", 0)),
        sorted(of("images", 0)),
        sorted(of("categories", 0)),
        sorted(of("external_links", 0)),
        of("headings", 0),
    ]
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn sorted(names: impl IntoIterator<Item = String>) -> Vec<String> {
    names.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}
