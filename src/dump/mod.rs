//! Lints every page of a MediaWiki XML export (a dump), however large, in bounded memory.
//!
//! Versions 0.3 to 0.11 of the format are read, of which 0.10 and 0.11 are those in use
//! (<https://www.mediawiki.org/wiki/Help:Export>). Of a page with several revisions the last one in
//! the file is linted.
//!
//! Deliberately absent: the other slots of a revision than the main one, uploads and log entries, of
//! which none is wikitext of a page; rules that compare pages, which would need every dump to be
//! read twice; and whatever `siteinfo` says beyond the names of namespaces: the language and the
//! words of the wiki are settings.

mod blocks;
mod bzip2;
mod checkpoint;
mod cut;
mod decode;
mod fingerprint;
mod guard;
mod input;
mod meter;
mod output;
mod page;
mod problem;
mod run;
mod seven_zip;
mod site_info;
mod summary;
mod utf16;
mod work;
mod zstd;

pub use checkpoint::{Checkpoint, path as checkpoint_path};
pub use fingerprint::fingerprint;
pub use input::{Compression, Input};
pub use meter::{Meter, Stage};
pub use output::{Output, OutputFile};
pub use problem::Problem;
pub use run::run;
pub use site_info::{Namespace, SiteInfo};
pub use summary::{Findings, Pages, RuleCount, Summary, WorstPage};

use std::num::NonZeroUsize;

use regex::Regex;

use crate::lint::RuleSet;
use crate::site::Site;

/// How a dump is linted.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The wiki.
    pub site: &'a Site,
    /// The rules.
    pub rules: &'a RuleSet,
    /// The namespaces whose pages are linted, by number or name; `None` for all.
    pub namespaces: Option<&'a [String]>,
    /// Pages are linted whose title one of these matches; all if there are none.
    pub titles: &'a [Regex],
    /// How far a dump may swell.
    pub limits: Limits,
    /// How many threads lint, and how many decode bzip2 beside them.
    pub threads: NonZeroUsize,
    /// Counts what the stages do.
    pub meter: &'a Meter,
}

/// How far a dump may swell when it is decompressed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To how many times its size, once it is larger than 64 MiB.
    pub ratio: u64,
    /// To how many bytes; `None` for any.
    pub size: Option<u64>,
}

/// Whoever wants to know how a run goes.
pub trait Watch {
    /// Something could not be read; the run goes on.
    fn problem(&mut self, problem: &Problem);

    /// So much has been done.
    fn progress(&mut self, summary: &Summary);
}
