//! The rules of a report, and the toolbar that filters by them.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::text::Message;
use crate::lint::docs::summary;
use crate::lint::{Diagnostic, RuleMeta, Severity};

/// The severities, the worst first, with what they are called in numbers.
pub(super) const SEVERITIES: [(Severity, &str); 3] =
    [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "note")];

/// How often each rule was broken, and how much that matters.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleCounts {
    rules: BTreeMap<&'static str, (&'static RuleMeta, usize)>,
    severities: [usize; 3],
    fixable: usize,
}

impl RuleCounts {
    pub(super) fn new(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for it in diagnostics {
            counts.rules.entry(it.rule.name).or_insert((it.rule, 0)).1 += 1;
            counts.severities[place(it.severity)] += 1;
            counts.fixable += usize::from(it.fix.is_some());
        }
        counts
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (name, (rule, count)) in &other.rules {
            self.rules.entry(name).or_insert((rule, 0)).1 += count;
        }
        for (own, other) in self.severities.iter_mut().zip(other.severities) {
            *own += other;
        }
        self.fixable += other.fixable;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The numbers of findings by severity, such as `3 errors`, without those of which there are
    /// none.
    pub(super) fn badges(&self) -> Markup {
        html! {
            span.counts {
                @for ((severity, noun), count) in SEVERITIES.into_iter().zip(self.severities) {
                    @if count > 0 {
                        span class={ "count " (letter(severity)) } {
                            (count) " " (noun) @if count != 1 { "s" }
                        }
                    }
                }
                @if self.is_empty() { span.count.ok { "nothing found" } }
            }
        }
    }
}

/// What a severity is called in classes.
pub(super) fn letter(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Info => "i",
    }
}

/// The filters and the buttons that lead from finding to finding. They need the script, which shows
/// them.
pub(super) fn toolbar(counts: &RuleCounts) -> Markup {
    html! {
        div.bar id="bar" role="group" aria-label="Filters" hidden {
            @for ((severity, noun), count) in SEVERITIES.into_iter().zip(counts.severities) {
                @if count > 0 {
                    button type="button" class={ "sev " (letter(severity)) }
                        data-severity=(letter(severity)) aria-pressed="true" {
                        (count) " " (noun) @if count != 1 { "s" }
                    }
                }
            }
            details.rules {
                summary { (counts.rules.len()) " rule" @if counts.rules.len() != 1 { "s" } }
                div.menu {
                    p {
                        button type="button" id="all" { "All" } " "
                        button type="button" id="none" { "None" }
                    }
                    ul {
                        @for (name, (rule, count)) in &counts.rules {
                            li {
                                label {
                                    input type="checkbox" data-rule=(name) checked;
                                    span { b { (name) } " " small { (count) } br;
                                        (Message(summary(rule.docs))) }
                                }
                            }
                        }
                    }
                }
            }
            @if counts.fixable > 0 {
                button type="button" id="fixable" aria-pressed="false" {
                    "With a fix (" (counts.fixable) ")"
                }
            }
            button type="button" id="folded" aria-pressed="false" { "Only lines with findings" }
            span.walk {
                button type="button" id="previous" { "↑ Previous" }
                button type="button" id="next" { "↓ Next" }
            }
            span.shown id="shown" role="status" {}
        }
    }
}

fn place(severity: Severity) -> usize {
    SEVERITIES.iter().position(|&(it, _)| it == severity).unwrap_or_default()
}
