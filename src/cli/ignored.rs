//! What `.gitignore` files leave out of a walk.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::DirEntry;

/// What git ignores, as far as the walk has come.
pub(super) struct Ignored {
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
    pub(super) fn above(root: &Path) -> Self {
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

    /// The absolute path of an entry, without links.
    pub(super) fn absolute(&self, entry: &DirEntry) -> PathBuf {
        let components = entry.path().components();
        let below: PathBuf = components.skip(self.root_length).collect();
        // Joining nothing would leave a slash at the end.
        if below.as_os_str().is_empty() { self.root.clone() } else { self.root.join(below) }
    }

    /// Whether the walk leaves an entry out. Entries must come in the order of the walk.
    pub(super) fn skips(&mut self, entry: &DirEntry) -> bool {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            return true;
        }
        let depth = entry.depth();
        while self.files.last().is_some_and(|&(of, _)| of >= depth && of > 0) {
            self.files.pop();
        }
        let is_dir = entry.file_type().is_dir();
        let path = self.absolute(entry);
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
