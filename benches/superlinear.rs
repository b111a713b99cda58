//! Looks for pages whose cost grows faster than their length: `cargo bench --bench superlinear`.
//!
//! The literals of `fuzz/wikitext.dict` are repeated, numbered and paired, as in `unit*n` and
//! `prefix*n + suffix*n`, and go through parsing, linting with all rules in both dialects, and
//! fixing. Citations with each parameter and many kinds of values, repeated in one template, are
//! linted. What looks too slow at one length is measured again while it is doubled, and named if its
//! time grows with a power of its length above [`MOST_GROWTH`]. Time is that of the processor, so
//! that other programs hardly disturb it. Arguments: the phases to try (`parse`, `lint`, `rendered`,
//! `fix`, `cite`), `pairs=SECONDS` for how long to try random pairs in each, and `seed=NUMBER`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use citelint::date::Date;
use citelint::facts::rendered::Dialect;
use citelint::fix::fix;
use citelint::lint::{Applicability, LintOptions, RuleSet, Selection, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use citelint::syntax::parse;
use rustix::time::{ClockId, clock_gettime};

/// The exponent of growth from which on a page is named.
const MOST_GROWTH: f64 = 1.15;

/// A doubling that takes this much longer is measured more closely: twice, with a margin for noise.
const SUSPICIOUS: f64 = 2.6;

/// Times below this are noise.
const LEAST: Duration = Duration::from_millis(4);

/// How often a time is measured; the least counts.
const TIMES: usize = 3;

fn main() {
    let mut phases: Vec<Phase> = Vec::new();
    let (mut pairs, mut seed) = (Duration::from_mins(1), 1);
    for argument in std::env::args().skip(1) {
        if let Some(phase) = Phase::ALL.into_iter().find(|it| it.name() == argument) {
            phases.push(phase);
        } else if let Some(seconds) = argument.strip_prefix("pairs=") {
            pairs = Duration::from_secs(seconds.parse().expect("pairs=SECONDS"));
        } else if let Some(number) = argument.strip_prefix("seed=") {
            seed = number.parse().expect("seed=NUMBER");
        }
    }
    if phases.is_empty() {
        phases.extend(Phase::ALL);
    }
    let literals = literals();
    println!("{} literals", literals.len());
    for phase in phases {
        let mut search = Search::new(phase);
        if let Phase::Cite = phase {
            let arguments = arguments();
            for argument in &arguments {
                search.shape(&Shape::Cited(argument, ""));
            }
            search.pairs(&arguments, pairs, seed);
        } else {
            for literal in &literals {
                search.literal(literal);
            }
            search.pairs(&literals, pairs, seed);
        }
        search.finish();
    }
}

/// What the values of arguments are: each is right for some parameter, and wrong for others.
const VALUES: [&str; 24] = [
    "",
    "a",
    "1",
    "{{a}}",
    "((a))",
    "[[a]]",
    "[http://x.org a]",
    "https://www.example.org/a",
    "www.example.org",
    "https://web.archive.org/web/20090601000000/http://x.org",
    "https://doi.org/10.1000/182",
    "Orme (ed.)",
    "Orme, A.; Bell, B. et al.",
    "“A”,",
    "3–9",
    "pp. 9-3",
    "2011-05-03",
    "3 may 2011",
    "978-0-306-40615-2",
    "10.1000/182.",
    "a title=b",
    "harv",
    "Germann",
    "{{!}} a | b",
];

/// Arguments of citations: each parameter that any takes or once took, with each kind of value.
fn arguments() -> Vec<String> {
    let family = Site::mediawiki().citations.template("cite journal").expect("it is built in").0;
    let taken = family.templates().iter().flat_map(|template| family.parameters_of(template));
    let mut names: Vec<String> = taken.map(str::to_owned).collect();
    let built_in = Site::built_in();
    for names_of in ["removed", "deprecated", "suggestions"] {
        let table = built_in["citations"]["cs1"][names_of].as_table().expect("a table of names");
        names.extend(table.keys().cloned());
    }
    names.extend(["", "unknown", "http://x.org/?a"].map(str::to_owned));
    names.sort();
    names.dedup();
    let with_values = |name: &String| VALUES.map(|value| format!("|{name}={value}"));
    let unnamed = VALUES.map(|value| format!("|{value}"));
    names.iter().flat_map(with_values).chain(unnamed).collect()
}

/// The strings of the fuzzers' dictionary.
fn literals() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/wikitext.dict");
    let text = std::fs::read_to_string(path).expect("the dictionary can be read");
    let quoted = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    quoted.map(unescaped).collect()
}

/// The text of an entry: `\x` and two digits stand for a byte.
fn unescaped(entry: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = entry;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend(before.bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).expect("two digits"));
        rest = &after[2..];
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).expect("entries are UTF-8")
}

/// What is done with a page.
#[derive(Clone, Copy)]
enum Phase {
    Parse,
    Lint,
    Rendered,
    Fix,
    Cite,
}

impl Phase {
    const ALL: [Self; 5] = [Self::Parse, Self::Lint, Self::Rendered, Self::Fix, Self::Cite];

    fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Lint => "lint",
            Self::Rendered => "rendered",
            Self::Fix => "fix",
            Self::Cite => "cite",
        }
    }

    /// The length at which pages are first tried, in bytes: fixing lints a page up to 200 times.
    fn first_length(self) -> usize {
        match self {
            Self::Parse => 1 << 17,
            Self::Lint | Self::Rendered => 1 << 15,
            Self::Cite => 1 << 16,
            Self::Fix => 1 << 12,
        }
    }
}

/// A page by how often its parts are repeated.
#[derive(Clone)]
enum Shape<'a> {
    Repeated(&'a str),
    Lines(&'a str),
    Numbered(&'a str, &'a str),
    Around(&'a str, &'a str),
    Joined(&'a str, &'a str),
    NumberedPair(&'a str, &'a str),
    /// Arguments of one citation; for `#` stands a number.
    Cited(&'a str, &'a str),
}

impl Shape<'_> {
    fn name(&self) -> String {
        match self {
            Self::Repeated(unit) => format!("{unit:?}*n"),
            Self::Lines(unit) => format!("{:?}*n", format!("{unit}a\n")),
            Self::Numbered(unit, end) => format!("{:?}*n", format!("{unit}{{i}}{end}")),
            Self::Around(open, close) => format!("{open:?}*n + {close:?}*n"),
            Self::Joined(open, close) => format!("{:?}*n", format!("{open}{close}")),
            Self::NumberedPair(open, close) => format!("{:?}*n", format!("{open}{{i}}{close}\n")),
            Self::Cited(one, other) => format!("a citation with {:?}*n", format!("{one}{other}")),
        }
    }

    /// The page with about so many bytes.
    fn page(&self, length: usize) -> String {
        let count = |unit: usize| length / unit.max(1) + 1;
        let numbered = |before: &str, after: &str| {
            let mut page = String::with_capacity(length + 64);
            for number in 0.. {
                write!(page, "{before}{number}{after}").expect("a string takes all");
                if page.len() >= length {
                    break;
                }
            }
            page
        };
        match self {
            Self::Repeated(unit) => unit.repeat(count(unit.len())),
            Self::Lines(unit) => format!("{unit}a\n").repeat(count(unit.len() + 2)),
            Self::Numbered(unit, end) => numbered(unit, end),
            Self::Around(open, close) => {
                let count = count(open.len() + close.len());
                open.repeat(count) + &close.repeat(count)
            }
            Self::Joined(open, close) => {
                [*open, *close].concat().repeat(count(open.len() + close.len()))
            }
            Self::NumberedPair(open, close) => numbered(open, &format!("{close}\n")),
            Self::Cited(one, other) => {
                let mut page = "{{cite journal".to_owned();
                for number in 0.. {
                    page += &[*one, *other].concat().replace('#', &number.to_string());
                    if page.len() >= length {
                        break;
                    }
                }
                page + "}}"
            }
        }
    }
}

/// Tries pages, and gathers those that take too long.
struct Search {
    phase: Phase,
    rules: RuleSet,
    tried: usize,
    /// The growth of what was measured closely, the page, and its time at the last length.
    slow: Vec<(f64, String, Duration, usize)>,
    /// The slowest of all, by nanoseconds a byte.
    worst: (u128, String),
}

impl Search {
    fn new(phase: Phase) -> Self {
        let selection = Selection { select: vec!["all".to_owned()], ..Selection::default() };
        let dialect = Some(match phase {
            Phase::Rendered => Dialect::Rendered,
            _ => Dialect::Wikitext,
        });
        let today = Date::new(2026, 1, 31);
        let options = LintOptions { selection, dialect, today, ..LintOptions::default() };
        let rules = RuleSet::new(ALL, &options).expect("`all` selects rules");
        Self { phase, rules, tried: 0, slow: Vec::new(), worst: (0, String::new()) }
    }

    fn literal(&mut self, literal: &str) {
        for shape in [
            Shape::Repeated(literal),
            Shape::Lines(literal),
            Shape::Numbered(literal, " "),
            Shape::Numbered(literal, "\n"),
        ] {
            self.shape(&shape);
        }
    }

    fn pairs(&mut self, literals: &[String], limit: Duration, seed: u64) {
        let started = Instant::now();
        let mut random = seed | 1;
        let mut pick = || {
            // Knuth's generator: which pairs are tried must be the same on every run.
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            &*literals[(random >> 33) as usize % literals.len()]
        };
        while started.elapsed() < limit {
            let (open, close) = (pick(), pick());
            if let Phase::Cite = self.phase {
                self.shape(&Shape::Cited(open, close));
                continue;
            }
            for shape in [
                Shape::Around(open, close),
                Shape::Joined(open, close),
                Shape::NumberedPair(open, close),
            ] {
                self.shape(&shape);
            }
        }
    }

    fn shape(&mut self, shape: &Shape<'_>) {
        self.tried += 1;
        let length = self.phase.first_length();
        let (short, long) = (self.time(&shape.page(length)), self.time(&shape.page(2 * length)));
        let per_byte = long.as_nanos() / (2 * length) as u128;
        if per_byte > self.worst.0 {
            self.worst = (per_byte, shape.name());
        }
        if long < LEAST || ratio(short, long) < SUSPICIOUS {
            return;
        }
        self.confirm(shape, length);
    }

    /// Measures 1, 2, 4 and 8 times a length.
    fn confirm(&mut self, shape: &Shape<'_>, length: usize) {
        let least = |length: usize| {
            let page = shape.page(length);
            (0..TIMES).map(|_| self.time(&page)).min().unwrap_or_default()
        };
        let times: Vec<Duration> = [1, 2, 4, 8].map(|factor| least(factor * length)).to_vec();
        // The last doublings tell: what is fixed in cost counts less there.
        let growth = ratio(times[1], times[3]).log2() / 2.0;
        if growth > MOST_GROWTH {
            println!("{}: n^{growth:.2} {} {times:?}", self.phase.name(), shape.name());
            self.slow.push((growth, shape.name(), times[3], 8 * length));
        }
    }

    fn time(&self, page: &str) -> Duration {
        let site = Site::mediawiki();
        let before = clock_gettime(ClockId::ThreadCPUTime);
        match self.phase {
            Phase::Parse => drop(divan::black_box(parse(page, site))),
            Phase::Lint | Phase::Rendered | Phase::Cite => {
                drop(divan::black_box(lint(page, site, &self.rules)));
            }
            Phase::Fix => {
                drop(divan::black_box(fix(page, site, &self.rules, Applicability::Unsafe)));
            }
        }
        let after = clock_gettime(ClockId::ThreadCPUTime);
        let nanoseconds =
            (after.tv_sec - before.tv_sec) * 1_000_000_000 + (after.tv_nsec - before.tv_nsec);
        Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or_default())
    }

    fn finish(self) {
        let (per_byte, name) = &self.worst;
        println!(
            "{}: {} pages tried, {} grow faster than n^{MOST_GROWTH}; the slowest takes {per_byte} \
             ns a byte: {name}",
            self.phase.name(),
            self.tried,
            self.slow.len()
        );
    }
}

fn ratio(short: Duration, long: Duration) -> f64 {
    long.as_secs_f64() / short.as_secs_f64().max(1e-9)
}
