//! The pages that are measured: those of the sibling folder `../shared/data/articles`, or the
//! samples of this repository where it is absent.

use std::path::Path;
use std::sync::LazyLock;

/// The pages of a measurement.
pub(crate) struct Pages {
    /// Their texts, in the order of their names.
    pub(crate) pages: Vec<String>,
}

impl Pages {
    /// How many bytes they have.
    pub(crate) fn bytes(&self) -> usize {
        self.pages.iter().map(String::len).sum()
    }
}

/// Those that are there.
pub(crate) static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = read(&root.join("../shared/data/articles"));
    if !pages.is_empty() {
        return Pages { pages };
    }
    println!("skipped: ../shared/data/articles is not there; measuring on the samples instead");
    Pages { pages: read(&root.join("samples")) }
});

/// The wikitext files of a folder in the order of their names.
fn read(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "wiki"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}
