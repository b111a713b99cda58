//! `citelint baseline`, and its file.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::{Deserialize, Serialize};

use super::args::{BaselineArgs, GlobalArgs};
use super::configs::{Asked, Configs, Ready};
use super::files::{self, Source};
use super::filter::{findings, relative};
use super::{Status, output, today, write};
use crate::baseline::{Accepted, Baseline};
use crate::lint::lint_document;

/// The version of the file.
const VERSION: u32 = 1;

/// A baseline with the folder of its file, from which its paths start.
pub(super) struct Stored {
    /// What is accepted.
    pub(super) baseline: Baseline,
    folder: PathBuf,
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stock {
    version: u32,
    findings: Vec<Accepted>,
}

pub(super) fn run(args: &BaselineArgs, global: &GlobalArgs) -> Result<Status, String> {
    let asked = Asked { today: Some(today::today(args.today)?), ..Asked::default() };
    let Some(mut configs) = Configs::new(global, asked) else { return Ok(Status::Failed) };
    let found = files::find(&args.paths, None, &mut configs);
    let Some(configs) = configs.finish() else { return Ok(Status::Failed) };
    for failure in &found.failures {
        output::error(failure);
    }
    let old = if args.prune { Some(read(&args.output)?) } else { None };
    let stored = match old {
        Some(stored) => stored,
        None => Stored { baseline: Baseline::default(), folder: folder_of(&args.output)? },
    };
    let one = |source: &Source| entries(source, &stored, args.prune, &configs);
    let pages: Vec<_> = found.sources.par_iter().map(one).collect();
    let mut failed = !found.failures.is_empty();
    let mut now = Vec::new();
    for page in pages {
        match page {
            Ok(entries) => now.extend(entries),
            Err(message) => {
                failed = true;
                output::error(&message);
            }
        }
    }
    if failed {
        // A baseline without the findings of a page would make them new.
        output::note("note: the baseline was not written");
        return Ok(Status::Failed);
    }
    let name = files::name_of(&args.output);
    if args.prune {
        now.extend(of_other_pages(&stored, &found.sources));
        let dropped = stored.baseline.entries().count() - now.len();
        save(&args.output, &Baseline::new(now))?;
        output::note(&format!("dropped {} from `{name}`", findings(dropped)));
    } else {
        let count = now.len();
        save(&args.output, &Baseline::new(now))?;
        output::note(&format!("wrote {} to `{name}`", findings(count)));
    }
    Ok(Status::Clean)
}

/// The entries for a page: those that are still found, or one for each finding.
fn entries(
    source: &Source,
    stored: &Stored,
    prune: bool,
    configs: &[Ready],
) -> Result<Vec<Accepted>, String> {
    let Ready { config, rules } = &configs[source.config];
    let text = source.read()?;
    let found = lint_document(&rules.parse(&text, &config.site), rules);
    let path = stored.path_of(source);
    if prune {
        return Ok(stored.baseline.compare(&path, &text, &found).still);
    }
    Ok(found.iter().map(|it| Accepted::new(&path, &text, it)).collect())
}

/// The entries of pages that were not looked at and still exist.
fn of_other_pages(stored: &Stored, sources: &[Source]) -> Vec<Accepted> {
    let seen: std::collections::HashSet<String> =
        sources.iter().map(|source| stored.path_of(source)).collect();
    let is_other = |path: &&str| !seen.contains(*path) && stored.folder.join(path).exists();
    let others = stored.baseline.paths().filter(is_other);
    others.flat_map(|path| stored.baseline.of_page(path).iter().cloned()).collect()
}

impl Stored {
    /// The path of a page as the baseline knows it.
    pub(super) fn path_of(&self, source: &Source) -> String {
        let path = source.path().and_then(|path| fs::canonicalize(path).ok());
        path.map_or_else(|| source.name.clone(), |path| relative(&path, &self.folder))
    }
}

/// Reads a baseline.
pub(super) fn read(path: &Path) -> Result<Stored, String> {
    let name = files::name_of(path);
    let text = fs::read_to_string(path).map_err(|error| {
        format!("cannot read `{name}`: {error}; `citelint baseline` writes a baseline")
    })?;
    let stock: Stock = serde_json::from_str(&text)
        .map_err(|error| format!("`{name}` is no baseline of citelint: {error}"))?;
    if stock.version != VERSION {
        return Err(format!("`{name}` is a baseline of another version of citelint"));
    }
    Ok(Stored { baseline: Baseline::new(stock.findings), folder: folder_of(path)? })
}

fn folder_of(path: &Path) -> Result<PathBuf, String> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = files::name_of(path);
    fs::canonicalize(folder).map_err(|error| format!("cannot write `{name}`: {error}"))
}

/// Writes a baseline, one finding a line, so that a change of it can be read and merged.
fn save(path: &Path, baseline: &Baseline) -> Result<(), String> {
    let mut text = format!("{{\"version\":{VERSION},\"findings\":[");
    for (at, entry) in baseline.entries().enumerate() {
        let entry = serde_json::to_string(entry).map_err(|error| error.to_string())?;
        write!(text, "{}\n{entry}", if at == 0 { "" } else { "," }).expect("a string takes all");
    }
    text.push_str("\n]}\n");
    let name = files::name_of(path);
    let written = match fs::read_to_string(path) {
        Ok(old) => write::replace(path, &old, &text),
        Err(_) => write::create(path, &text, true),
    };
    written.map_err(|error| format!("cannot write `{name}`: {error}"))
}
