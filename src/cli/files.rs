//! Which files to lint, and their text.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::configs::Configs;
use super::ignored::Ignored;
use super::write;
use crate::text::MAX_SOURCE_BYTES;

/// The extensions of the files that are linted in folders.
pub(super) const EXTENSIONS: [&str; 4] = ["wiki", "wikitext", "mediawiki", "mw"];

/// What to lint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The path as reports show it.
    pub(crate) name: String,
    /// Where the text is; `None` for standard input.
    path: Option<PathBuf>,
    /// The configuration for it, by its number.
    pub(crate) config: usize,
}

/// What there is to lint.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The sources, sorted by name, each once.
    pub(crate) sources: Vec<Source>,
    /// What could not be looked at, and why.
    pub(crate) failures: Vec<String>,
    /// What people may want to know.
    pub(crate) notes: Vec<String>,
}

/// Finds what to lint under the paths; `-` is standard input, called `stdin_name` in reports.
pub(crate) fn find(paths: &[PathBuf], stdin_name: Option<&str>, configs: &mut Configs) -> Found {
    let mut found = Found::default();
    let mut seen = HashSet::new();
    for path in paths {
        if path == Path::new("-") {
            if seen.insert(path.clone()) {
                let name = stdin_name.unwrap_or("<stdin>").to_owned();
                let config = configs.of_text(stdin_name);
                found.sources.push(Source { name, path: None, config });
            }
            continue;
        }
        match fs::metadata(path) {
            Err(error) => found.failures.push(cannot_read(path, &error)),
            Ok(metadata) if metadata.is_dir() => walk(path, &mut seen, &mut found, configs),
            Ok(_) => match fs::canonicalize(path) {
                Ok(canonical) => add(path, canonical, &mut seen, &mut found, configs),
                Err(error) => found.failures.push(cannot_read(path, &error)),
            },
        }
    }
    found.sources.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

impl Source {
    /// The file of this name, or standard input for `-`.
    pub(super) fn named(path: &Path, configs: &mut Configs) -> Self {
        let is_stdin = path == Path::new("-");
        let absolute = fs::canonicalize(path).ok().filter(|_| !is_stdin);
        let config = match absolute {
            Some(path) => configs.of_page(&path),
            None => configs.of_text(None),
        };
        Self { name: name_of(path), path: (!is_stdin).then(|| path.to_owned()), config }
    }

    /// Where the file is; `None` for standard input, which cannot be read again.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Reads the text, which keeps a byte order mark if it has one.
    pub(crate) fn read(&self) -> Result<String, String> {
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
fn walk(root: &Path, seen: &mut HashSet<PathBuf>, found: &mut Found, configs: &mut Configs) {
    let mut ignored = Ignored::above(root);
    // A link to a file or folder in here would be a second name for it, one out of here is not
    // ours to lint: links are not followed.
    let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
    let mut nothing = true;
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let path = ignored.absolute(&entry);
                let is_dir = entry.file_type().is_dir();
                let left_out = entry.depth() > 0
                    && (ignored.skips(&entry) || is_excluded(&path, is_dir, configs));
                if left_out && is_dir {
                    entries.skip_current_dir();
                } else if !left_out && entry.file_type().is_file() && is_page(&path, configs) {
                    nothing = false;
                    add(entry.path(), path, seen, found, configs);
                }
            }
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

/// Adds a page, which `canonical` is the one path of.
fn add(
    path: &Path,
    canonical: PathBuf,
    seen: &mut HashSet<PathBuf>,
    found: &mut Found,
    configs: &mut Configs,
) {
    let config = configs.of_page(&canonical);
    if seen.insert(canonical) {
        let name = name_of(path);
        found.sources.push(Source { name, path: Some(path.to_owned()), config });
    }
}

/// Whether settings leave out an entry of a walk, by its absolute path.
fn is_excluded(path: &Path, is_dir: bool, configs: &mut Configs) -> bool {
    configs.chain(path.parent().unwrap_or(path)).excludes(path, is_dir)
}

/// Whether a file of a walk is a page, by its absolute path.
fn is_page(path: &Path, configs: &mut Configs) -> bool {
    let included = configs.chain(path.parent().unwrap_or(path)).includes(path);
    included.unwrap_or_else(|| has_extension(path))
}

fn has_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|it| EXTENSIONS.iter().any(|known| it.eq_ignore_ascii_case(known)))
}

/// A path as reports show it: without `./`, and with `/` on every system.
pub(crate) fn name_of(path: &Path) -> String {
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
