//! Parsing takes linear time on every input: a count of steps proves it on hostile ones.

mod support;

use std::time::{Duration, Instant};

use citelint::lint::{LintOptions, RuleSet, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use citelint::syntax::parse_counting_steps;
use support::say;

/// Steps that the parser may take for each byte.
const STEPS_PER_BYTE: u64 = 8;

/// Steps that any page may cost, however short.
const STEPS_PER_PAGE: u64 = 896;

/// The longest input, in bytes: 1 MiB, or less where the code is not optimised.
const LONGEST: usize = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 20 };

/// The arguments of the longest page.
const MANY: usize = 8_000;

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

/// Measures inputs, and gathers those that take too many steps, so that one run names them all.
#[derive(Default)]
struct Measure {
    too_slow: Vec<String>,
    worst: u64,
}

impl Measure {
    /// Whether one input takes few enough steps.
    fn is_linear(&mut self, name: &str, text: &str) -> bool {
        let (_, steps) = parse_counting_steps(text, Site::mediawiki());
        let length = text.len() as u64;
        let is_linear = steps <= STEPS_PER_BYTE * length + STEPS_PER_PAGE;
        if !is_linear {
            self.too_slow.push(format!("{name:?} to {length} bytes: {} a byte", steps / length));
        }
        self.worst = self.worst.max(steps.saturating_sub(STEPS_PER_PAGE) / length);
        is_linear
    }

    /// Doubles an input from 1 KiB to [`LONGEST`], until one takes too many steps: quadratic work
    /// shows early, before it takes long.
    fn double(&mut self, name: &str, make: impl Fn(usize) -> String) {
        let counts = std::iter::successors(Some(1), |count| Some(count * 2));
        let texts = counts.map(make).skip_while(|text| text.len() < 1024);
        for text in texts.take_while(|text| text.len() <= LONGEST) {
            if !self.is_linear(name, &text) {
                break;
            }
        }
    }

    fn finish(self) {
        say(format_args!("at most {} steps a byte, limit {STEPS_PER_BYTE}", self.worst));
        let count = self.too_slow.len();
        let first = &self.too_slow[..count.min(40)];
        assert!(count == 0, "{count} inputs take too many steps, of which: {first:#?}");
    }
}

#[test]
fn repeated_openings_take_more_than_linear_time() {
    let mut measure = Measure::default();
    for unit in UNITS {
        measure.double(unit, |count| unit.repeat(count));
    }
    measure.finish();
}

#[test]
fn repeated_openings_on_lines_take_more_than_linear_time() {
    let mut measure = Measure::default();
    for unit in UNITS {
        measure.double(unit, |count| format!("{unit}a\n").repeat(count));
    }
    measure.finish();
}

#[test]
fn repeated_closed_forms_take_more_than_linear_time() {
    let mut measure = Measure::default();
    for (open, close) in PAIRS {
        measure.double(open, |count| format!("{open}a{close} ").repeat(count));
    }
    measure.finish();
}

#[test]
fn nested_openings_and_closings_take_more_than_linear_time() {
    let mut measure = Measure::default();
    for (open, close) in PAIRS {
        let name = format!("{open}…{close}");
        measure.double(&name, |count| [open.repeat(count), close.repeat(count)].concat());
    }
    measure.finish();
}

#[test]
fn closings_far_from_their_openings_take_more_than_linear_time() {
    let mut measure = Measure::default();
    for unit in UNITS {
        for (open, close) in PAIRS {
            let (unit_run, open_run, close_run) =
                (unit.repeat(500), open.repeat(500), close.repeat(500));
            measure.is_linear(
                &format!("{unit} {open} {close}"),
                &(unit_run.clone() + &open_run + &close_run),
            );
            measure
                .is_linear(&format!("{open} {unit} {close}"), &(open_run + &unit_run + &close_run));
        }
    }
    measure.finish();
}

/// The rules, too: what grows here is the number of arguments of one citation, or of citations with
/// many arguments, each with a fault.
#[test]
fn citations_with_many_arguments_take_more_than_linear_time() {
    let arguments = [
        "|page=3–9",
        "|pages=9–3",
        "|publisher=[http://x.org x]",
        "|publisher=example.org",
        "|author=Orme (ed.)",
        "|vauthors=Orme A.",
        "|url=www.example.org",
        "|title=“x”,",
        "|language=Germann",
        "|a=b",
        "|b",
        "|last1=Orme",
        "|others=x",
    ];
    let rules = RuleSet::new(ALL, &LintOptions::default()).expect("the defaults are valid");
    let time = |text: &str| {
        let start = Instant::now();
        lint(text, Site::mediawiki(), &rules);
        start.elapsed()
    };
    for argument in arguments {
        for in_each in [MANY, 500] {
            let text = |count: usize| {
                let each = in_each.min(count);
                format!("{{{{cite book{}}}}}", argument.repeat(each)).repeat(count / each)
            };
            let (short, long) = (text(MANY / 8), text(MANY));
            // Other programs may take the time of one run.
            let is_linear = || time(&long) < time(&short) * 24 + Duration::from_millis(20);
            assert!((0..3).any(|_| is_linear()), "{argument:?}, {in_each} in each");
        }
    }
}
