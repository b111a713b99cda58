//! Parsing takes linear time on every input: a count of steps proves it on hostile ones.

use citelint::site::Site;
use citelint::syntax::parse_counting_steps;

/// Steps that the parser may take for each byte.
const STEPS_PER_BYTE: u64 = 40;

/// Steps that any page may cost, however short.
const STEPS_PER_PAGE: u64 = 4096;

/// The longest input, in bytes.
const LONGEST: usize = 1 << 20;

/// What is repeated alone: each opens something that never ends.
const UNITS: &[&str] = &[
    "{{",
    "[[",
    "{{{",
    "'''a",
    "''a",
    "'",
    "<ref>",
    "<b>",
    "{|",
    "{|\n|",
    "{|\n",
    "\n{|\n|",
    "*",
    "\n*",
    "*#",
    "\n*#:",
    "[http://x ",
    "[http://x",
    "{{a|",
    "{{a|b=",
    "<!--",
    "[[a|",
    "[[a|b",
    "[[File:a|",
    "[[File:a|thumb|",
    "-{",
    "-{a|",
    "<ref name=",
    "<ref name=\"",
    "==\n",
    "==",
    "=",
    "\n=",
    "__",
    "__NOTOC",
    "http://",
    "http://x(",
    ";a:",
    "\n;a:",
    ";",
    ":",
    "|",
    "||",
    "!!",
    "\n!",
    "\n|",
    "\n|-",
    "<poem>",
    "<gallery>\n",
    "<nowiki>",
    "</ref>",
    "</b>",
    "</nowiki>",
    "<includeonly>",
    "<noinclude>",
    "<onlyinclude>",
    "<references>",
    "}}",
    "]]",
    "}}}",
    "-->",
    "|}",
    "&",
    "&amp",
    "&#",
    "~~",
    "~~~~~~",
    "ISBN 1",
    "ISBN ",
    "RFC ",
    "<",
    "</",
    "<a ",
    "<div ",
    "<div a=\"",
    " ",
    "\n ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "{{#if:",
    "{{!}}",
    "----",
    "\n----a",
    "é",
    "{{{a|",
    "[",
    "]",
    "[//",
    "mailto:",
    "a:",
    "#REDIRECT [[",
    "<pre>",
    "<pre",
    "<!-",
    "<!",
    "-{zh:",
    "<ref>a<!--",
    "{{a}",
    "{a",
    "\u{0}",
];

/// What is repeated before and after: each pair opens n times and then closes n times.
const PAIRS: &[(&str, &str)] = &[
    ("{{", "}}"),
    ("{{a|", "}}"),
    ("{{a|b=", "}}"),
    ("{{{", "}}}"),
    ("{{{a|", "}}}"),
    ("{{", "}"),
    ("{{{{", "}}}"),
    ("[[", "]]"),
    ("[[a|", "]]"),
    ("[[File:a|", "]]"),
    ("[[", "}}"),
    ("{{", "]]"),
    ("[[a|{{b|", "}}]]"),
    ("[http://x ", "]"),
    ("<ref>", "</ref>"),
    ("<b>", "</b>"),
    ("<div a=\"", "\">"),
    ("<!--", "-->"),
    ("{|\n|", "\n|}"),
    ("{|\n", "|}\n"),
    ("{|\n|", "\n|-\n|"),
    ("'''a", "'''"),
    ("''a", "'''''"),
    ("'''''a", "''"),
    ("-{", "}-"),
    ("-{a|", "}-"),
    ("==", "==\n"),
    ("=", "=\n"),
    ("<poem>", "</poem>"),
    ("<gallery>\n", "</gallery>\n"),
    ("<nowiki>", "</nowiki>"),
    ("<includeonly>", "</includeonly>"),
    ("<noinclude>", "</noinclude>"),
    ("<references>", "</references>"),
    ("*", "\n*"),
    ("*:", "a\n"),
    (":{|\n|", "\n|}"),
    ("http://(", ")"),
    ("{{a|<ref>", "</ref>}}"),
    ("<ref>{{a|", "}}</ref>"),
];

fn assert_linear(unit: &str, text: &str) {
    let (_, steps) = parse_counting_steps(text, Site::mediawiki());
    let limit = STEPS_PER_BYTE * text.len() as u64 + STEPS_PER_PAGE;
    let length = text.len();
    assert!(steps <= limit, "{unit:?} repeated to {length} bytes: {steps} steps, limit {limit}");
}

/// Doubles an input from 1 KiB to [`LONGEST`]; quadratic work fails at the first sizes already,
/// before it takes long.
fn doubled(name: &str, mut make: impl FnMut(usize) -> String) {
    let mut count = 1;
    while make(count).len() < 1024 {
        count *= 2;
    }
    loop {
        let text = make(count);
        if text.len() > LONGEST {
            break;
        }
        assert_linear(name, &text);
        count *= 2;
    }
}

#[test]
fn repeated_openings_take_more_than_linear_time() {
    for unit in UNITS {
        doubled(unit, |count| unit.repeat(count));
    }
}

#[test]
fn repeated_openings_on_lines_take_more_than_linear_time() {
    for unit in UNITS {
        doubled(unit, |count| format!("{unit}a\n").repeat(count));
    }
}

#[test]
fn repeated_closed_forms_take_more_than_linear_time() {
    for (open, close) in PAIRS {
        doubled(open, |count| format!("{open}a{close} ").repeat(count));
    }
}

#[test]
fn nested_openings_and_closings_take_more_than_linear_time() {
    for (open, close) in PAIRS {
        doubled(open, |count| [open.repeat(count), close.repeat(count)].concat());
    }
}

#[test]
fn openings_before_another_s_closings_take_more_than_linear_time() {
    for unit in UNITS.iter().step_by(3) {
        for (open, close) in PAIRS.iter().step_by(4) {
            let text = [unit.repeat(2000), open.repeat(2000), close.repeat(2000)].concat();
            assert_linear(unit, &text);
            let text = [open.repeat(2000), unit.repeat(2000), close.repeat(2000)].concat();
            assert_linear(unit, &text);
        }
    }
}
