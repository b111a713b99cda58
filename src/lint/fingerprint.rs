//! What tells a finding from others on its page, whatever line it stands on today.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::Diagnostic;
use crate::text::Span;

/// How much of a long line counts, in bytes on each side of the finding.
const CONTEXT: u32 = 80;

/// The fingerprints of findings on one page, in the same order, each sixteen hexadecimal digits.
///
/// A fingerprint is made of the rule, what the finding marks and what stands round it on its
/// line: it stays the same when lines are added or removed elsewhere. Findings that agree in all
/// of that are told apart by their order.
pub fn fingerprints(source: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut times: BTreeMap<u64, u32> = BTreeMap::new();
    let of = |it: &Diagnostic| {
        let marked = it.span.of(source);
        let (before, after) = surroundings(source, it.span);
        let parts = [it.rule.name, before, marked, after].join("\0");
        let hash = xxh3_64(parts.as_bytes());
        let time = times.entry(hash).or_default();
        *time += 1;
        let hash = if *time == 1 { hash } else { xxh3_64(format!("{hash}\0{time}").as_bytes()) };
        format!("{hash:016x}")
    };
    diagnostics.iter().map(of).collect()
}

/// What stands before and after a span on its first and last line, without white space at the
/// ends of these.
fn surroundings(source: &str, span: Span) -> (&str, &str) {
    let low = source.floor_char_boundary(span.start.saturating_sub(CONTEXT) as usize);
    let high = source.ceil_char_boundary(source.len().min((span.end + CONTEXT) as usize));
    let before = &source[low..span.start as usize];
    let after = &source[span.end as usize..high];
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    (before.trim_start(), after.trim_end())
}

#[cfg(test)]
mod tests {
    use super::fingerprints;
    use crate::lint::{LintOptions, RuleSet, lint};
    use crate::rules::ALL;
    use crate::site::Site;

    fn of(source: &str) -> Vec<String> {
        let rules = RuleSet::new(ALL, &LintOptions::default()).expect("the default rules");
        fingerprints(source, &lint(source, Site::mediawiki(), &rules))
    }

    #[test]
    fn moved_lines_keep_the_fingerprint_and_equal_findings_differ() {
        let twice = "Born.<ref></ref>\nBorn.<ref></ref>\n\n<references />\n";
        let found = of(twice);
        assert!(found.len() > 1 && found[0] != found[1], "{found:?}");
        let moved = of(&format!("A line.\n\n{twice}More.\n"));
        assert_eq!(found, moved);
        assert_ne!(found, of(&twice.replace("Born", "Died")));
    }
}
