//! How far a run has come, so that another can go on after a kill.
//!
//! Findings are synced to the disk before the checkpoint that counts them is written, and that takes
//! the place of the one before it in one step. So whatever moment a run ends at, the file of the
//! findings holds at least what the checkpoint says; what is beyond is cut off.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::cut::Position;
use super::site_info::SiteInfo;
use super::summary::Summary;

/// The version of the fields below.
const VERSION: u32 = 1;

/// How far a run has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Checkpoint {
    version: u32,
    /// Stands for the dump and for all settings that change what is found.
    pub fingerprint: String,
    /// The day of the run, as `YYYY-MM-DD`.
    pub today: String,
    /// How long the file of the findings is, in bytes.
    pub(super) written: u64,
    pub(super) position: Position,
    pub(super) info: SiteInfo,
    pub(super) summary: Summary,
    /// Whether all has been read, and only the end of the run is missing.
    pub(super) is_over: bool,
}

impl Checkpoint {
    /// A run that has not begun.
    pub fn new(fingerprint: String, today: String) -> Self {
        Self {
            version: VERSION,
            fingerprint,
            today,
            written: 0,
            position: Position::default(),
            info: SiteInfo::default(),
            summary: Summary::default(),
            is_over: false,
        }
    }

    /// The byte of the dump at which reading goes on.
    pub fn restart(&self) -> u64 {
        self.position.restart
    }

    /// Reads the checkpoint of the run that writes its findings to this file; `None` if there is
    /// none, as before the first run and after one that has come to its end.
    ///
    /// # Errors
    /// If there is one and it cannot be used; the text says why.
    pub fn read(output: &Path) -> Result<Option<Self>, String> {
        let path = path(output);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("cannot read `{}`: {error}", path.display())),
        };
        let checkpoint = serde_json::from_slice(&text).ok();
        let checkpoint = checkpoint.filter(|it: &Self| it.version == VERSION);
        checkpoint.map(Some).ok_or_else(|| {
            format!("`{}` is no checkpoint that this version can read", path.display())
        })
    }

    /// Writes it, in the place of the one before.
    pub(super) fn write(&self, output: &Path) -> io::Result<()> {
        let path = path(output);
        let new = with_suffix(&path, ".new");
        let text = serde_json::to_vec(self).map_err(io::Error::other)?;
        let mut file = File::create(&new)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&new, &path)?;
        sync_folder(&path);
        Ok(())
    }

    /// Removes it: the run has come to its end.
    pub(super) fn remove(output: &Path) -> io::Result<()> {
        let path = path(output);
        fs::remove_file(&path)?;
        sync_folder(&path);
        Ok(())
    }
}

/// Where the checkpoint is of a run that writes its findings to this file.
pub fn path(output: &Path) -> PathBuf {
    with_suffix(output, ".checkpoint")
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Makes the names in the folder of a file last. Should that fail, a power cut may bring the
/// checkpoint before back, which is as good.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
