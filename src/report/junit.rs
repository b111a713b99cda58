//! The report of JUnit, as test servers read it: a file is a suite, and each finding a test that
//! failed.

use super::xml::{Element, document_end, document_start};
use super::{FileReport, Reporter, Summary, with_help};
use crate::text::LineIndex;

/// One XML document. A file without findings is a suite with one test that passed.
#[derive(Clone, Copy, Debug)]
pub struct Junit;

impl Reporter for Junit {
    fn start(&self) -> String {
        document_start(&Element::new("testsuites").with("name", env!("CARGO_PKG_NAME")))
    }

    fn file(&self, report: &FileReport<'_>) -> String {
        let lines = LineIndex::new(report.source);
        let failures = report.diagnostics.len();
        let suite = Element::new("testsuite")
            .with("name", report.path)
            .with("tests", &failures.max(1).to_string())
            .with("failures", &failures.to_string())
            .with("errors", "0");
        let case =
            |name: &str| Element::new("testcase").with("name", name).with("classname", report.path);
        if failures == 0 {
            return suite.holding([case("no problems")]).to_xml();
        }
        let cases = report.diagnostics.iter().map(|it| {
            let at = lines.position(report.source, it.span.start);
            let place = format!("{}:{}:{}", report.path, at.line, at.column);
            let failure = Element::new("failure")
                .with("type", it.severity.name())
                .with("message", &it.message)
                .text(&format!("{place}: {}\n{}", with_help(it), it.rule.url()));
            case(&format!("{} ({}:{})", it.rule.name, at.line, at.column)).holding([failure])
        });
        suite.holding(cases).to_xml()
    }

    fn finish(&self, _: &Summary) -> String {
        document_end("testsuites")
    }
}
