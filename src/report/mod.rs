//! Diagnostics as text for people and for programs, one format a file.

mod checkstyle;
mod concise;
mod diff;
pub mod escape;
mod excerpt;
mod github;
mod gitlab;
pub mod html;
mod json;
mod junit;
mod pretty;
mod rdjson;
pub mod refs;
mod rule_page;
mod sarif;
mod statistics;
mod summary;
pub mod tree;
mod xml;

pub use checkstyle::Checkstyle;
pub use concise::Concise;
pub use diff::Diff;
pub use github::Github;
pub use gitlab::Gitlab;
pub use html::Html;
pub use json::{Json, JsonLines, PageReport, page_lines};
pub use junit::Junit;
pub use pretty::Pretty;
pub use rdjson::Rdjson;
pub use rule_page::rule_page;
pub use sarif::Sarif;
pub use statistics::Statistics;
pub use summary::Summary;

use crate::facts::Document;
use crate::facts::rendered::Dialect;
use crate::lint::Diagnostic;

/// What was found in one file.
#[derive(Clone, Copy, Debug)]
pub struct FileReport<'a> {
    /// The path as people know it, with `/` between its parts.
    pub path: &'a str,
    /// What the text is written in.
    pub dialect: Dialect,
    /// The text that was linted.
    pub source: &'a str,
    /// What is known of the text, for reporters that ask for it.
    pub doc: Option<&'a Document<'a>>,
    /// The findings, sorted.
    pub diagnostics: &'a [Diagnostic],
}

/// A report format. Files are rendered on several threads and written in order:
/// `start`, the files with `separator` between those that are not empty, then `finish`.
pub trait Reporter: Send + Sync {
    /// Whether it shows more of a file than its findings.
    fn needs_document(&self) -> bool {
        false
    }

    /// What comes before the first file.
    fn start(&self) -> String {
        String::new()
    }

    /// One file.
    fn file(&self, report: &FileReport<'_>) -> String;

    /// What stands between two files.
    fn separator(&self) -> &'static str {
        ""
    }

    /// What comes after the last file.
    fn finish(&self, _summary: &Summary) -> String {
        String::new()
    }
}

/// The message of a finding and its help, on lines of their own.
fn with_help(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}
