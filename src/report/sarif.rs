//! SARIF 2.1.0, which GitHub code scanning and many viewers read.
//!
//! The format: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>. GitHub takes 25,000 results of a
//! run: <https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::escape::escape_json;
use super::{FileReport, Reporter, Summary, with_help};
use crate::lint::docs::{Part, parts, summary};
use crate::lint::{Diagnostic, Fix, HOME, RuleMeta, Severity, fingerprints};
use crate::text::{LineIndex, Span};

/// How many results GitHub takes.
const MOST_RESULTS: usize = 25_000;

/// One run with the rules that found something. Of too many results the most severe are kept,
/// and a notification says how many are left out.
#[derive(Debug, Default)]
pub struct Sarif {
    kept: Mutex<Kept>,
}

/// What was found so far: a result takes kilobytes, so that of too many only those are kept which
/// may be printed.
#[derive(Debug, Default)]
struct Kept {
    found: Vec<Found>,
    left_out: usize,
}

#[derive(Debug)]
struct Found {
    severity: Severity,
    path: String,
    offset: u32,
    rule: &'static RuleMeta,
    result: Value,
}

impl Reporter for Sarif {
    fn file(&self, report: &FileReport<'_>) -> String {
        let places = Places {
            uri: uri(report.path),
            source: report.source,
            lines: LineIndex::new(report.source),
        };
        let prints = fingerprints(report.source, report.diagnostics);
        let mut found: Vec<_> = report.diagnostics.iter().zip(prints).collect();
        found.sort_by_key(|(it, _)| (Reverse(it.severity), it.span.start));
        let left_out = found.len().saturating_sub(MOST_RESULTS);
        let found = found.into_iter().take(MOST_RESULTS).map(|(it, print)| Found {
            severity: it.severity,
            path: report.path.to_owned(),
            offset: it.span.start,
            rule: it.rule,
            result: places.result(it, &print),
        });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.found.extend(found);
        kept.left_out += left_out;
        // Not each time, since it sorts them.
        if kept.found.len() > 2 * MOST_RESULTS {
            kept.leave_out();
        }
        String::new()
    }

    fn finish(&self, _: &Summary) -> String {
        let mut kept =
            std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        kept.leave_out();
        let Kept { mut found, left_out } = kept;
        let place = |it: &Found| (it.path.clone(), it.offset, it.rule.name);
        found.sort_by_cached_key(place);
        let mut rules: Vec<&'static RuleMeta> = found.iter().map(|it| it.rule).collect();
        rules.sort_by_key(|rule| rule.name);
        rules.dedup_by_key(|rule| rule.name);
        let results = found.into_iter().map(|mut it| {
            let at = rules.partition_point(|rule| rule.name < it.rule.name);
            it.result["ruleIndex"] = json!(at);
            it.result
        });
        let mut notifications = Vec::new();
        if left_out > 0 {
            let text = format!("{left_out} results are left out: GitHub takes {MOST_RESULTS}");
            notifications.push(json!({ "level": "warning", "message": { "text": text } }));
        }
        let log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "informationUri": HOME,
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().copied().map(rule).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": true,
                    "toolExecutionNotifications": notifications,
                }],
                "results": results.collect::<Vec<_>>(),
            }],
        });
        let log = serde_json::to_string_pretty(&log).map(escape_json);
        log.expect("strings and numbers can be written as JSON") + "\n"
    }
}

impl Kept {
    /// Leaves out what is too much, the least severe first. What is left out of a part would be left
    /// out of the whole, so that it does not matter which files come first.
    fn leave_out(&mut self) {
        if self.found.len() > MOST_RESULTS {
            self.found.sort_by(|a, b| {
                (b.severity, &a.path, a.offset).cmp(&(a.severity, &b.path, b.offset))
            });
            self.left_out += self.found.len() - MOST_RESULTS;
            self.found.truncate(MOST_RESULTS);
        }
    }
}

struct Places<'a> {
    uri: String,
    source: &'a str,
    lines: LineIndex,
}

impl Places<'_> {
    fn result(&self, it: &Diagnostic, fingerprint: &str) -> Value {
        let mut result = json!({
            "ruleId": it.rule.name,
            "level": level(it.severity),
            "message": { "text": with_help(it) },
            "locations": [{ "physicalLocation": self.location(it.span) }],
            "partialFingerprints": { "citelint/v1": fingerprint },
        });
        if !it.related.is_empty() {
            let related = it.related.iter().enumerate().map(|(id, related)| {
                json!({
                    "id": id,
                    "message": { "text": related.message },
                    "physicalLocation": self.location(related.span),
                })
            });
            result["relatedLocations"] = related.collect();
        }
        if let Some(fix) = &it.fix {
            result["fixes"] = json!([self.fix(fix)]);
        }
        result
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacements = fix.edits().iter().map(|edit| {
            json!({
                "deletedRegion": self.region(edit.span),
                "insertedContent": { "text": edit.text },
            })
        });
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": self.uri },
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        })
    }

    fn location(&self, span: Span) -> Value {
        json!({ "artifactLocation": { "uri": self.uri }, "region": self.region(span) })
    }

    fn region(&self, span: Span) -> Value {
        let at = |offset| self.lines.position(self.source, offset);
        let (start, end) = (at(span.start), at(span.end));
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "byteOffset": span.start,
            "byteLength": span.len(),
        })
    }
}

fn rule(rule: &'static RuleMeta) -> Value {
    let lines = |part| match part {
        Part::Line(line) => Some(line),
        Part::Heading(_) | Part::Example(_) => None,
    };
    let text: Vec<String> = parts(rule.docs).into_iter().filter_map(lines).collect();
    let markdown = rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    let markdown: Vec<&str> = markdown.collect();
    json!({
        "id": rule.name,
        "shortDescription": { "text": summary(rule.docs) },
        "fullDescription": { "text": text.join("\n").trim() },
        "help": { "text": text.join("\n").trim(), "markdown": markdown.join("\n") },
        "helpUri": rule.url(),
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.group.name()] },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as part of a URI: all but letters, digits and a few signs in `%41` form.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(byte.into());
        } else {
            write!(uri, "%{byte:02X}").expect("a string takes all");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{MOST_RESULTS, Sarif};
    use crate::facts::rendered::Dialect;
    use crate::lint::{LintOptions, RuleSet, lint};
    use crate::report::{FileReport, Reporter as _, Summary};
    use crate::rules::ALL;
    use crate::site::Site;

    #[test]
    fn results_that_will_not_be_printed_are_kept() {
        let rules = RuleSet::new(ALL, &LintOptions::default()).expect("the defaults are valid");
        let source = "A</ref>\n".repeat(MOST_RESULTS + 10);
        let found = lint(&source, Site::mediawiki(), &rules);
        assert!(found.len() > MOST_RESULTS);
        let report = |path, count| FileReport {
            path,
            dialect: Dialect::Wikitext,
            source: &source,
            doc: None,
            diagnostics: &found[..count],
        };
        let printed = |paths: [&'static str; 4]| {
            let sarif = Sarif::default();
            for path in paths {
                sarif.file(&report(path, if path == "d" { 5 } else { found.len() }));
                let kept = sarif.kept.lock().expect("nobody panics").found.len();
                assert!(kept <= 2 * MOST_RESULTS, "{kept} results are kept");
            }
            sarif.finish(&Summary::default())
        };
        let forwards = printed(["a", "b", "c", "d"]);
        assert!(forwards == printed(["d", "c", "b", "a"]), "the order of files matters");
        let log: Value = serde_json::from_str(&forwards).expect("JSON");
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().map(Vec::len), Some(MOST_RESULTS));
        let left_out = 3 * found.len() + 5 - MOST_RESULTS;
        let notice = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(
            *notice,
            format!("{left_out} results are left out: GitHub takes {MOST_RESULTS}")
        );
    }
}
