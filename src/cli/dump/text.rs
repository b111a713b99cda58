//! The summary of a dump, for people.

use std::cmp::Reverse;
use std::fmt::Write as _;

use crate::dump::{Meter, Stage, Summary};
use crate::lint::{RuleMeta, Severity};
use crate::report::escape::escape;
use crate::rules::ALL;

/// How many of the worst pages are shown.
const WORST_PAGES: usize = 10;

/// How often each rule was broken, the most frequent first, and the worst pages.
pub(super) fn table(summary: &Summary, severity: impl Fn(&RuleMeta) -> Severity) -> String {
    let mut rules: Vec<_> = summary.rules.iter().collect();
    rules.sort_by_key(|(name, count)| (Reverse(count.findings), *name));
    let width = rules.first().map_or(0, |(_, count)| count.findings.to_string().len());
    let names = rules.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for (name, count) in rules {
        let severity = ALL.iter().find(|it| it.meta.name == name).map(|it| severity(it.meta));
        let severity = severity.map_or("", Severity::name);
        let pages = pages(count.pages);
        writeln!(out, "{:width$}  {name:names$}  {severity:7}  in {pages}", count.findings)
            .expect("a string takes all");
    }
    let worst = summary.worst_pages.iter().take(WORST_PAGES);
    let width = summary.worst_pages.first().map_or(0, |it| it.findings.to_string().len());
    for (at, page) in worst.enumerate() {
        let heading = if at == 0 { "\nMost findings:\n" } else { "" };
        writeln!(out, "{heading}{:width$}  {}", page.findings, escape(&page.title))
            .expect("a string takes all");
    }
    out
}

/// What all came to, in a few sentences.
pub(super) fn conclusion(summary: &Summary) -> String {
    let Summary { pages: of, findings, problems, .. } = summary;
    let mut out = if findings.total == 0 {
        format!("Found nothing in {}.", pages(of.linted))
    } else {
        let kinds =
            [(findings.error, "error"), (findings.warning, "warning"), (findings.info, "info")];
        let kinds = kinds.iter().filter(|(count, _)| *count > 0);
        let kinds: Vec<String> = kinds.map(|&(count, word)| counted(count, word)).collect();
        format!("Found {} in {} of {}.", kinds.join(", "), of.affected, pages(of.linted))
    };
    let left_out = [
        (of.not_asked_for, "of other namespaces or titles"),
        (of.not_wikitext, "not wikitext"),
        (of.without_text, "without text"),
    ];
    let left_out = left_out.iter().filter(|(count, _)| *count > 0);
    let left_out: Vec<String> =
        left_out.map(|(count, why)| format!("{} {why}", pages(*count))).collect();
    if !left_out.is_empty() {
        write!(out, " Left out {}.", left_out.join(", ")).expect("a string takes all");
    }
    if *problems > 0 {
        let problems = counted(*problems, "problem");
        write!(out, " The dump could not be read in full: {problems}.")
            .expect("a string takes all");
    }
    out + "\n"
}

/// How fast the stages were.
pub(super) fn rates(meter: &Meter) -> String {
    let stages = [
        ("read", &meter.read),
        ("unpacked", &meter.decode),
        ("parsed as XML", &meter.parse),
        ("linted", &meter.lint),
    ];
    let stages: Vec<String> = stages.iter().filter_map(|(what, stage)| rate(what, stage)).collect();
    format!("MB/s of each thread: {}.\n", stages.join(", "))
}

#[expect(clippy::cast_precision_loss, reason = "megabytes are shown with one digit")]
fn rate(what: &str, stage: &Stage) -> Option<String> {
    let rate = stage.rate()?;
    let (megabytes, seconds) = (stage.bytes() as f64 / 1e6, stage.time().as_secs_f64());
    Some(format!("{what} {rate:.1} ({megabytes:.1} MB in {seconds:.2} s)"))
}

fn pages(count: u64) -> String {
    counted(count, "page")
}

fn counted(count: u64, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
