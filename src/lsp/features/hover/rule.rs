//! What the rules mean that have found something.

use rustc_hash::FxHashSet;

use super::text::Writer;
use crate::lint::docs::{Part, parts, summary};
use crate::lint::{Diagnostic, RuleMeta};
use crate::lsp::page::Page;
use crate::text::Span;

/// How many rules are explained.
const MOST_RULES: usize = 3;

/// Writes what the rules report and why, whose findings hold an offset, and returns the smallest
/// finding.
pub(super) fn write(out: &mut Writer, page: &Page<'_>, at: u32) -> Option<Span> {
    let holds = |it: &&Diagnostic| it.span.start <= at && at <= it.span.end;
    let mut found: Vec<&Diagnostic> = page.found().iter().filter(holds).collect();
    found.sort_by_key(|it| it.span.len());
    let mut known = FxHashSet::default();
    let rules = found.iter().filter(|it| known.insert(it.rule.name)).map(|it| it.rule);
    for rule in rules.take(MOST_RULES) {
        out.separate();
        explain(out, rule);
    }
    found.first().map(|it| it.span)
}

fn explain(out: &mut Writer, rule: &RuleMeta) {
    let address = rule.url();
    let name = out.strong(rule.name);
    out.paragraph(&format!("{name}: {}", out.message(summary(rule.docs))));
    let all = parts(rule.docs);
    let why = all.iter().skip_while(|part| **part != Part::Heading("Why is this bad?".to_owned()));
    let lines = why.skip(1).map_while(|part| match part {
        Part::Line(line) if !line.is_empty() => Some(line.as_str()),
        _ => None,
    });
    let lines: Vec<&str> = lines.collect();
    out.paragraph(&out.message(&lines.join(" ")));
    out.paragraph(&out.link("More about this rule", &address));
}
