//! Which files to lint, and their text.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use super::write;
use crate::text::MAX_SOURCE_BYTES;

/// The extensions of the files that are linted in folders.
const EXTENSIONS: [&str; 4] = ["wiki", "wikitext", "mediawiki", "mw"];

/// What to lint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The path as reports show it.
    pub(super) name: String,
    /// Where the text is; `None` for standard input.
    path: Option<PathBuf>,
}

/// What there is to lint.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The sources, sorted by name, each once.
    pub(super) sources: Vec<Source>,
    /// What could not be looked at, and why.
    pub(super) failures: Vec<String>,
    /// What people may want to know.
    pub(super) notes: Vec<String>,
}

/// Finds what to lint under the paths; `-` is standard input, called `stdin_name` in reports.
pub(super) fn find(paths: &[PathBuf], stdin_name: &str) -> Found {
    let mut found = Found::default();
    let mut seen = HashSet::new();
    for path in paths {
        if path == Path::new("-") {
            if seen.insert(path.clone()) {
                found.sources.push(Source { name: stdin_name.to_owned(), path: None });
            }
            continue;
        }
        match fs::metadata(path) {
            Err(error) => found.failures.push(cannot_read(path, &error)),
            Ok(metadata) if metadata.is_dir() => walk(path, &mut seen, &mut found),
            Ok(_) => add(path, &mut seen, &mut found),
        }
    }
    found.sources.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

impl Source {
    /// The file of this name, or standard input for `-`.
    pub(super) fn named(path: &Path) -> Self {
        let is_stdin = path == Path::new("-");
        Self { name: name_of(path), path: (!is_stdin).then(|| path.to_owned()) }
    }

    /// Whether it is a file, which can be read again.
    pub(super) fn is_file(&self) -> bool {
        self.path.is_some()
    }

    /// Reads the text, which keeps a byte order mark if it has one.
    pub(super) fn read(&self) -> Result<String, String> {
        let bytes = self.bytes().map_err(|error| match &self.path {
            Some(path) => cannot_read(path, &error),
            None => format!("cannot read standard input: {error}"),
        })?;
        let name = &self.name;
        if bytes.len() > MAX_SOURCE_BYTES {
            return Err(format!("`{name}` is too large: more than {} MiB", MAX_SOURCE_BYTES >> 20));
        }
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            format!("`{name}` is not UTF-8: the byte 0x{byte:02X} at offset {at} is no character")
        })
    }

    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path.is_none()
    }

    /// Puts a new text in the place of the one that was read. Not for standard input.
    pub(super) fn replace(&self, old: &str, new: &str) -> Result<(), String> {
        let Some(path) = &self.path else { return Ok(()) };
        write::replace(path, old, new).map_err(|error| {
            format!("cannot write `{}`, which stays as it was: {error}", self.name)
        })
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        // One byte more than allowed tells that there is too much, however long it goes on.
        let limit = MAX_SOURCE_BYTES as u64 + 1;
        let mut bytes = Vec::new();
        match &self.path {
            Some(path) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len().min(limit);
                bytes.reserve(usize::try_from(length).unwrap_or(0));
                file.take(limit).read_to_end(&mut bytes)?
            }
            None => io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
        };
        Ok(bytes)
    }
}

/// Adds the wiki pages in a folder, in sorted order.
fn walk(root: &Path, seen: &mut HashSet<PathBuf>, found: &mut Found) {
    let mut ignored = Ignored::above(root);
    // A link to a file or folder in here would be a second name for it, one out of here is not
    // ours to lint: links are not followed.
    let entries = WalkDir::new(root).sort_by_file_name().into_iter();
    let mut nothing = true;
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !ignored.skips(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_page(entry.path()) => {
                nothing = false;
                add(entry.path(), seen, found);
            }
            Ok(_) => {}
            Err(error) => {
                nothing = false;
                let path = error.path().unwrap_or(root).to_owned();
                let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                found.failures.push(cannot_read(&path, &error));
            }
        }
    }
    if nothing {
        let extensions = EXTENSIONS.map(|extension| format!(".{extension}")).join(", ");
        found.notes.push(format!("`{}` holds no pages ({extensions})", name_of(root)));
    }
}

fn add(path: &Path, seen: &mut HashSet<PathBuf>, found: &mut Found) {
    match fs::canonicalize(path) {
        Ok(canonical) => {
            if seen.insert(canonical) {
                found.sources.push(Source { name: name_of(path), path: Some(path.to_owned()) });
            }
        }
        Err(error) => found.failures.push(cannot_read(path, &error)),
    }
}

fn is_page(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|it| EXTENSIONS.iter().any(|known| it.eq_ignore_ascii_case(known)))
}

/// A path as reports show it: without `./`, and with `/` on every system.
fn name_of(path: &Path) -> String {
    let mut name = String::new();
    for component in path.components() {
        if component == Component::CurDir {
            continue;
        }
        if !name.is_empty() && !name.ends_with('/') {
            name.push('/');
        }
        let part = component.as_os_str().to_string_lossy();
        name.push_str(if component == Component::RootDir { "/" } else { &part });
    }
    if name.is_empty() { ".".to_owned() } else { name }
}

fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("cannot read `{}`: {error}", name_of(path))
}

/// What git ignores, as far as the walk has come.
struct Ignored {
    /// The root of the walk, absolute and without links.
    root: PathBuf,
    /// How many components the root has in the paths of the walk.
    root_length: usize,
    /// The `.gitignore` files in force, each with the depth of its folder below the root, the
    /// innermost last. Those above the root have depth 0.
    files: Vec<(usize, Gitignore)>,
}

impl Ignored {
    /// Reads the files of the root and of the folders above it, up to that of the repository.
    fn above(root: &Path) -> Self {
        let mut files = Vec::new();
        let root_length = root.components().count();
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let is_repository = |folder: &&Path| folder.join(".git").exists();
        if let Some(repository) = root.ancestors().find(is_repository) {
            let folders = root.ancestors().take_while(|folder| folder.starts_with(repository));
            let mut folders: Vec<_> = folders.skip(1).collect();
            folders.reverse();
            files.extend(folders.into_iter().filter_map(gitignore).map(|file| (0, file)));
        }
        files.extend(gitignore(&root).map(|file| (0, file)));
        Self { root, root_length, files }
    }

    /// Whether the walk leaves an entry out. Entries must come in the order of the walk.
    fn skips(&mut self, entry: &DirEntry) -> bool {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            return true;
        }
        let depth = entry.depth();
        while self.files.last().is_some_and(|&(of, _)| of >= depth && of > 0) {
            self.files.pop();
        }
        let is_dir = entry.file_type().is_dir();
        let components = entry.path().components();
        let below: PathBuf = components.skip(self.root_length).collect();
        let path = self.root.join(below);
        // The innermost file that says anything decides.
        let verdict = self.files.iter().rev().find_map(|(_, file)| {
            let verdict = file.matched(&path, is_dir);
            (!verdict.is_none()).then(|| verdict.is_ignore())
        });
        let skipped = verdict.unwrap_or(false);
        if is_dir && !skipped {
            self.files.extend(gitignore(&path).map(|file| (depth, file)));
        }
        skipped
    }
}

fn gitignore(folder: &Path) -> Option<Gitignore> {
    let path = folder.join(".gitignore");
    path.is_file().then(|| {
        let mut builder = GitignoreBuilder::new(folder);
        // A line that git would not understand either is left out.
        let _ = builder.add(path);
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    })
}
