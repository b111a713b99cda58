//! Findings are where they say, and the same on every run.

use std::collections::BTreeSet;

use citelint::baseline::{Accepted, Baseline};
use citelint::facts::Document;
use citelint::fix::silence;
use citelint::lint::{Diagnostic, Fix, fingerprints, lint, lint_document};

use super::tree::check_span;
use super::{Reading, halves, readings};

/// Lints in every reading.
pub fn check(text: &str) {
    for reading in readings() {
        let Reading { site, rules, .. } = reading;
        let doc = rules.parse(text, site);
        check_facts(&doc);
        let found = lint_document(&doc, rules);
        check_places(&found, text);
        let again = lint(text, site, rules);
        assert_eq!(format!("{found:?}"), format!("{again:?}"), "two runs differ");
        let prints = fingerprints(text, &found);
        let different: BTreeSet<&String> = prints.iter().collect();
        assert_eq!(different.len(), found.len(), "two findings have one fingerprint");
    }
}

/// Comments that silence rules take findings away, and add none but those about themselves.
pub fn suppressions(text: &str) {
    for Reading { site, rules, .. } in readings() {
        let found = lint(text, site, rules);
        check_places(&found, text);
        // The same page, with comments that say nothing to us.
        let loud = text.replace("citelint-", "citelent-");
        let all: BTreeSet<_> = lint(&loud, site, rules).iter().map(place).collect();
        for it in &found {
            let is_own = it.rule.name.contains("suppression");
            assert!(is_own || all.contains(&place(it)), "silencing made {it:?}");
        }

        let silenced = silence(text, site, rules, &found, "a reason");
        check_places(&silenced.remaining, &silenced.text);
        assert!(is_within(text, &silenced.text), "silencing took something of the page away");
        let count: usize = silenced.silenced.iter().map(|it| it.count).sum();
        assert!(count <= found.len(), "more was silenced than was found");
    }
}

/// The input is the entries of a baseline as JSON, a line of three dashes, and a page.
pub fn baseline(input: &str) {
    let (entries, text) = halves(input);
    let entries: Vec<Accepted> = serde_json::from_str(entries).unwrap_or_default();
    let Reading { site, rules, .. } = &readings()[0];
    let found = lint(text, site, rules);
    let stored = Baseline::new(entries.clone());
    assert_eq!(stored.entries().count(), entries.len());
    for path in stored.paths() {
        let comparison = stored.compare(path, text, &found);
        let known = comparison.known.iter().filter(|known| **known).count();
        assert_eq!(comparison.known.len(), found.len());
        assert_eq!(known, comparison.still.len(), "an entry stands for one finding");
        assert_eq!(comparison.still.len() + comparison.gone, stored.of_page(path).len());
    }
    // What is accepted is known again, all of it, and in any order.
    let accepted = found.iter().rev().map(|it| Accepted::new("a.wiki", text, it));
    let comparison = Baseline::new(accepted).compare("a.wiki", text, &found);
    assert!(comparison.known.iter().all(|known| *known), "what was accepted counts as new");
    assert_eq!(comparison.gone, 0);
}

/// All places of findings lie in the text, the findings are in order, and so are their edits.
pub fn check_places(found: &[Diagnostic], text: &str) {
    let key = |it: &Diagnostic| (it.span.start, it.rule.name);
    assert!(found.is_sorted_by_key(key), "the findings are not in order");
    for it in found {
        check_span(it.span, text, it.rule.name);
        assert!(!it.message.is_empty(), "`{}` has no message", it.rule.name);
        for related in &it.related {
            check_span(related.span, text, it.rule.name);
        }
        let mut done = 0;
        for edit in it.fix.iter().flat_map(Fix::edits) {
            check_span(edit.span, text, it.rule.name);
            assert!(edit.span.start >= done, "edits of `{}` overlap", it.rule.name);
            done = edit.span.end;
        }
    }
}

/// The places of facts, those included that no rule reports.
fn check_facts(doc: &Document<'_>) {
    let text = doc.text;
    for sentence in doc.prose().sentences() {
        check_span(sentence.span, text, "a sentence");
    }
    for address in doc.addresses() {
        check_span(address.span, text, "an address");
    }
    for citation in &doc.citations {
        check_span(citation.name_span, text, "the name of a citation");
    }
    doc.sourcing();
    for cited in &doc.cited {
        doc.source(cited);
    }
}

fn place(it: &Diagnostic) -> (u32, u32, &'static str) {
    (it.span.start, it.span.end, it.rule.name)
}

/// Whether all characters of the first text stand in the second, in order.
fn is_within(inner: &str, outer: &str) -> bool {
    let mut outer = outer.chars();
    inner.chars().all(|c| outer.any(|other| other == c))
}
