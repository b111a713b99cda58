//! One page for people: each article with its findings in place, its references, the paragraphs
//! that lean on them, and when they came out.
//!
//! The page holds all that it needs: it loads nothing, and runs no script but its own, whatever
//! the articles hold. [`policy.txt`](self) tells browsers so; a test keeps its hashes in step with
//! the style and the script. Without the script everything can be read; it filters and sorts.

mod axis;
mod blocks;
mod card;
mod diff;
mod file;
mod index;
mod map;
mod page;
mod rules;
mod segments;
mod source;
mod text;
mod timeline;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::file::Part;
use self::rules::RuleCounts;
use self::text::{Message, Shown, counted};
use super::{FileReport, Reporter, Summary};

/// How the page looks.
pub const STYLE: &str = include_str!("style.css");

/// What the page does.
pub const SCRIPT: &str = include_str!("script.js");

/// The Content Security Policy of the page.
pub const POLICY: &str = include_str!("policy.txt");

/// How much the articles may take, in bytes: browsers show no more at ease. The first files, by
/// path, are kept; of the others only the numbers.
const MOST_BYTES: usize = 64 << 20;

/// So many files are shown open.
const MOST_OPEN: usize = 3;

/// One self-contained page.
#[derive(Debug, Default)]
pub struct Html {
    kept: Mutex<Kept>,
}

/// The files so far, by path.
#[derive(Debug, Default)]
struct Kept {
    files: BTreeMap<String, Part>,
    bytes: usize,
    /// From this file on, only the numbers are kept.
    cut: Option<String>,
}

impl Reporter for Html {
    fn file(&self, report: &FileReport<'_>) -> String {
        let part = Part::new(report);
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).add(report.path, part);
        String::new()
    }

    fn finish(&self, summary: &Summary) -> String {
        let kept = std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        document(&kept, summary).into_string() + "\n"
    }

    fn needs_document(&self) -> bool {
        true
    }
}

impl Kept {
    fn add(&mut self, path: &str, mut part: Part) {
        if self.cut.as_deref().is_some_and(|cut| path >= cut) {
            part.leave_out();
        }
        self.bytes += part.len();
        self.files.insert(path.to_owned(), part);
        // Which files are left out must not depend on which thread is faster.
        while self.bytes > MOST_BYTES {
            let last = self.files.iter_mut().rfind(|(_, part)| !part.is_left_out());
            let Some((path, part)) = last else { break };
            self.bytes -= part.len();
            part.leave_out();
            self.cut = Some(path.to_owned());
        }
    }
}

fn document(kept: &Kept, summary: &Summary) -> Markup {
    let sentence = summary.to_string();
    let mut rules = RuleCounts::default();
    for part in kept.files.values().filter(|part| !part.is_left_out()) {
        rules.merge(&part.rules);
    }
    let is_open = kept.files.len() <= MOST_OPEN;
    let only = kept.files.iter().next().filter(|_| kept.files.len() == 1);
    let title = match only {
        Some((path, _)) => path.rsplit('/').next().unwrap_or_default().to_owned(),
        None => counted(kept.files.len(), "file"),
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY.trim());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (Shown(&title)) " – citelint" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the text" }
                header.top {
                    p.brand { "citelint" }
                    h1 { (Shown(&title)) }
                    p.sum { (Message(&sentence)) }
                }
                @if !rules.is_empty() { (rules::toolbar(&rules)) }
                div.cols {
                    nav.side aria-label="Findings" {
                        h2 { "Findings" }
                        @match only.map(|(_, part)| part.links()) {
                            Some(Some(links)) => (links),
                            Some(None) => p { "Nothing found." },
                            None => {
                                ul.files { @for (path, part) in &kept.files { (part.link(path)) } }
                            }
                        }
                    }
                    main id="main" tabindex="-1" {
                        @for (path, part) in &kept.files { (part.section(path, is_open)) }
                    }
                }
                footer {
                    "Made by citelint " (env!("CARGO_PKG_VERSION"))
                    ". This page is complete: it loads nothing from anywhere."
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::file::Part;
    use super::{Kept, MOST_BYTES};

    #[test]
    fn the_same_files_are_kept_in_any_order() {
        let part = || Part::of_size(MOST_BYTES / 3);
        let paths = ["a", "b", "c", "d", "e"];
        let orders = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [3, 0, 4, 2, 1], [2, 4, 0, 1, 3]];
        for order in orders {
            let mut kept = Kept::default();
            for at in order {
                kept.add(paths[at], part());
            }
            let shown = kept.files.iter().filter(|(_, part)| !part.is_left_out());
            let shown: Vec<&str> = shown.map(|(path, _)| &**path).collect();
            assert_eq!(shown, ["a", "b", "c"], "{order:?}");
            assert_eq!(kept.files.len(), 5);
        }
    }
}
