//! Which lines have changed since a revision, as the `git` program says.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lines that have changed since a revision, in some repositories.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The changed lines, from 1, of the files that the revision had and that have changed since.
    lines: HashMap<PathBuf, Vec<RangeInclusive<u32>>>,
    /// The files that the revision had.
    known: HashSet<PathBuf>,
}

impl Changes {
    /// What has changed since `revision`, or rather since where the work on it and on what is
    /// checked out parted, in the repositories that hold these files.
    pub(super) fn since(revision: &str, files: &[PathBuf]) -> Result<Self, String> {
        let mut changes = Self::default();
        let mut repositories: Vec<PathBuf> = Vec::new();
        let mut folders = HashSet::new();
        for file in files {
            let folder = file.parent().unwrap_or(file);
            if !folders.insert(folder) {
                continue;
            }
            let repository = folder.ancestors().find(|it| it.join(".git").exists());
            let Some(repository) = repository else {
                return Err(format!(
                    "`--diff-base` needs a git repository, and `{}` lies in none",
                    file.display()
                ));
            };
            if !repositories.iter().any(|it| it == repository) {
                repositories.push(repository.to_owned());
            }
        }
        for repository in repositories {
            changes.add(revision, &repository)?;
        }
        Ok(changes)
    }

    /// Whether any of these lines, counted from 1, has changed. All lines of a new file have.
    pub(super) fn touch(&self, file: &Path, lines: &RangeInclusive<u32>) -> bool {
        match self.lines.get(file) {
            Some(changed) => {
                let next = changed.partition_point(|it| it.end() < lines.start());
                changed.get(next).is_some_and(|it| it.start() <= lines.end())
            }
            None => !self.known.contains(file),
        }
    }

    fn add(&mut self, revision: &str, root: &Path) -> Result<(), String> {
        let commit = format!("{revision}^{{commit}}");
        let wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let Some(commit) = git(root, &wanted)? else {
            return Err(format!(
                "`--diff-base`: the repository `{}` has no revision `{revision}`",
                root.display()
            ));
        };
        let commit = text(&commit).trim().to_owned();
        let base = git(root, &["merge-base", &commit, "HEAD"])?;
        let base = base.map_or(commit, |it| text(&it).trim().to_owned());
        let failed = || format!("`git` could not compare `{}` with `{revision}`", root.display());
        let names =
            git(root, &["ls-tree", "-r", "-z", "--name-only", &base])?.ok_or_else(failed)?;
        let names = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        self.known.extend(names.map(|name| root.join(path(name))));
        // What others may have configured must not run here, nor change the output.
        let diff = git(
            root,
            &[
                "diff",
                "--no-ext-diff",
                "--no-textconv",
                "--no-color",
                "--find-renames",
                "--unified=0",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                &base,
                "--",
            ],
        )?;
        self.read(root, &diff.ok_or_else(failed)?);
        Ok(())
    }

    /// Reads a diff without context.
    fn read(&mut self, root: &Path, diff: &[u8]) {
        let mut file = None;
        // Lines of the files themselves start like headers too, so they are counted.
        let mut skipped = 0;
        for line in diff.split(|&byte| byte == b'\n') {
            if skipped > 0 && line.first().is_some_and(|it| b"+-".contains(it)) {
                skipped -= 1;
            } else if let Some(name) =
                line.strip_prefix(b"+++ ").or(line.strip_prefix(b"rename to "))
            {
                let name = unquoted(name);
                let name =
                    if line.starts_with(b"+++") { name.strip_prefix(b"b/") } else { Some(&*name) };
                file = name.map(|name| root.join(path(name)));
                if let Some(file) = &file {
                    self.lines.entry(file.clone()).or_default();
                }
            } else if let Some((old, new)) = hunk(line) {
                skipped = old + new.1;
                let lines = file.as_ref().and_then(|file| self.lines.get_mut(file));
                if let (Some(lines), true) = (lines, new.1 > 0) {
                    lines.push(new.0..=new.0 + (new.1 - 1));
                }
            }
        }
    }
}

/// How many lines a hunk takes away, and where and how many it adds: `@@ -1,2 +3 @@`.
fn hunk(line: &[u8]) -> Option<(u32, (u32, u32))> {
    let line = str::from_utf8(line.strip_prefix(b"@@ -")?.split(|&byte| byte == b'@').next()?);
    let (old, new) = line.ok()?.trim().split_once(" +")?;
    let range = |range: &str| {
        let (start, count) = range.split_once(',').unwrap_or((range, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    let (_, old): (u32, u32) = range(old)?;
    Some((old, range(new)?))
}

/// A name as git writes it, which quotes what is unusual.
fn unquoted(name: &[u8]) -> Vec<u8> {
    // What follows a tab is no part of the name.
    let name = name.split(|&byte| byte == b'\t').next().unwrap_or_default();
    let Some(quoted) = name.strip_prefix(b"\"").and_then(|it| it.strip_suffix(b"\"")) else {
        return name.to_owned();
    };
    let mut plain = Vec::with_capacity(quoted.len());
    let mut bytes = quoted.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            plain.push(byte);
            continue;
        }
        let escaped = bytes.next().unwrap_or(b'\\');
        plain.push(match escaped {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            b'0'..=b'7' => {
                let mut value = escaped - b'0';
                for digit in bytes.by_ref().take(2) {
                    value = value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0'));
                }
                value
            }
            other => other,
        });
    }
    plain
}

/// What git prints; `None` if it fails.
fn git(folder: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args([
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.quotePath=false",
    ]);
    let output = command.args(arguments).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            "`--diff-base` needs the program `git`, which was not found".to_owned()
        }
        _ => format!("cannot run `git`: {error}"),
    })?;
    Ok(output.status.success().then_some(output.stdout))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    let text: &OsStr = OsStr::new(str::from_utf8(bytes).unwrap_or_default());
    text.into()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Changes, unquoted};

    #[test]
    fn changed_lines_are_read_from_a_diff() {
        let diff = b"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n--- b\n+++ c\n\
                     @@ -9,0 +8,2 @@ word\n+d\n+e\n--- a/y\n+++ /dev/null\n@@ -1 +0,0 @@\n-f\n\
                     rename to z\n";
        let mut changes = Changes::default();
        changes.read(Path::new("/r"), diff);
        let touch = |file: &str, line| changes.touch(Path::new(file), &(line..=line));
        let touched: Vec<u32> = (1..12).filter(|&line| touch("/r/x", line)).collect();
        assert_eq!(touched, [1, 8, 9]);
        assert!(!touch("/r/z", 1) && touch("/r/new", 1));
    }

    #[test]
    fn unusual_names_are_read() {
        assert_eq!(unquoted(b"a b\t"), b"a b");
        assert_eq!(unquoted(b"\"b/\\303\\244\\t\\\"\""), "b/ä\t\"".as_bytes());
    }
}
