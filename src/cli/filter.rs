//! Which findings count: not those that a baseline accepts, nor those on lines that did not change.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::args::CheckArgs;
use super::baseline::{self, Stored};
use super::files::Source;
use super::git::Changes;
use super::output;
use crate::lint::Diagnostic;
use crate::text::LineIndex;

/// What leaves findings out.
#[derive(Default)]
pub(super) struct Filter {
    baseline: Option<Stored>,
    changes: Option<Changes>,
    accepted: AtomicUsize,
    gone: AtomicUsize,
}

impl Filter {
    /// Reads what the arguments name.
    pub(super) fn new(args: &CheckArgs, sources: &[Source]) -> Result<Self, String> {
        let baseline = args.baseline.as_deref().map(baseline::read).transpose()?;
        let changes = args.diff_base.as_deref().map(|revision| {
            let files: Vec<PathBuf> = sources.iter().filter_map(absolute).collect();
            Changes::since(revision, &files)
        });
        Ok(Self { baseline, changes: changes.transpose()?, ..Self::default() })
    }

    /// Takes out of the findings of a page those that do not count.
    pub(super) fn apply(&self, source: &Source, text: &str, found: &mut Vec<Diagnostic>) {
        if let Some(stored) = &self.baseline {
            let comparison = stored.baseline.compare(&stored.path_of(source), text, found);
            self.gone.fetch_add(comparison.gone, Ordering::Relaxed);
            let before = found.len();
            let mut known = comparison.known.into_iter();
            found.retain(|_| !known.next().unwrap_or(false));
            self.accepted.fetch_add(before - found.len(), Ordering::Relaxed);
        }
        if let (Some(changes), Some(path)) = (&self.changes, absolute(source)) {
            let lines = LineIndex::new(text);
            let line = |offset| lines.position(text, offset).line;
            found.retain(|it| {
                let last = it.span.end.saturating_sub(1).max(it.span.start);
                changes.touch(&path, &(line(it.span.start)..=line(last)))
            });
        }
    }

    /// Says what the baseline has done.
    pub(super) fn conclude(&self) {
        let accepted = self.accepted.load(Ordering::Relaxed);
        if accepted > 0 {
            output::note(&format!("note: the baseline accepts {}", findings(accepted)));
        }
        let gone = self.gone.load(Ordering::Relaxed);
        if gone > 0 {
            let found = if gone == 1 { "is not found" } else { "are not found" };
            output::note(&format!(
                "note: {} of the baseline {found} any more: `citelint baseline --prune` drops {}",
                findings(gone),
                if gone == 1 { "it" } else { "them" },
            ));
        }
    }
}

/// A number of findings, in words.
pub(super) fn findings(count: usize) -> String {
    format!("{count} {}", if count == 1 { "finding" } else { "findings" })
}

fn absolute(source: &Source) -> Option<PathBuf> {
    source.path().and_then(|path| fs::canonicalize(path).ok())
}

/// A path as seen from a folder, both absolute and without links, with `/` on every system.
pub(super) fn relative(path: &Path, folder: &Path) -> String {
    let common =
        path.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(common).map(|_| "..".into());
    let down = path.components().skip(common).map(|it| it.as_os_str().to_string_lossy());
    let is_apart = common == 0 && matches!(path.components().next(), Some(Component::Prefix(_)));
    if is_apart {
        return path.display().to_string();
    }
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn paths_are_seen_from_a_folder() {
        let from = |path| relative(Path::new(path), Path::new("/a/b"));
        assert_eq!(from("/a/b/c/d.wiki"), "c/d.wiki");
        assert_eq!(from("/a/x.wiki"), "../x.wiki");
    }
}
