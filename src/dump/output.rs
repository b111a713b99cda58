//! Where findings go.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::checkpoint::Checkpoint;

/// How much work a kill may cost, beside that of the pages on their way.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(250);

/// Where findings go.
pub enum Output<'a> {
    /// Nowhere: they are only counted.
    Nowhere,
    /// To a stream, such as standard output.
    Stream(Box<dyn Write + 'a>),
    /// To a file, with checkpoints.
    File(OutputFile),
}

/// A file of findings that another run can go on with after a kill.
pub struct OutputFile {
    path: PathBuf,
    file: BufWriter<File>,
    /// When the last checkpoint was written.
    last: Instant,
}

impl Output<'_> {
    /// Writes findings; `false` once nobody reads them.
    pub(super) fn write(&mut self, lines: &str) -> Result<bool, String> {
        let written = match self {
            Self::Nowhere => return Ok(true),
            Self::Stream(stream) => {
                stream.write_all(lines.as_bytes()).and_then(|()| stream.flush())
            }
            Self::File(it) => {
                let written = it.file.write_all(lines.as_bytes());
                return written.map(|()| true).map_err(|error| cannot_write(&it.path, &error));
            }
        };
        match written {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(format!("cannot write the findings: {error}")),
        }
    }

    /// Writes a checkpoint: now, or only if the last one is some time ago.
    pub(super) fn save(&mut self, checkpoint: &Checkpoint, now: bool) -> Result<(), String> {
        let Self::File(it) = self else { return Ok(()) };
        if !now && it.last.elapsed() < CHECKPOINT_EVERY {
            return Ok(());
        }
        let saved = it.file.flush().and_then(|()| it.file.get_ref().sync_data());
        let saved = saved.and_then(|()| checkpoint.write(&it.path));
        it.last = Instant::now();
        saved.map_err(|error| cannot_write(&it.path, &error))
    }

    /// Ends a run that has not begun: there is nothing to go on with.
    pub(super) fn abandon(&mut self) {
        if let Self::File(it) = self {
            // Where it cannot be removed, the next run says that it is there.
            let _ = Checkpoint::remove(&it.path);
        }
    }

    /// Ends a run that nobody needs to go on with: its checkpoint goes.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn conclude(self) -> Result<(), String> {
        let Self::File(it) = self else { return Ok(()) };
        let removed = Checkpoint::remove(&it.path);
        removed.map_err(|error| format!("cannot remove the checkpoint: {error}"))
    }
}

impl OutputFile {
    /// Opens the file and cuts off what was written after the checkpoint. From then on the run can be
    /// gone on with.
    ///
    /// # Errors
    /// If the file cannot be written, or is shorter than it was; the text says why.
    pub fn open(path: &Path, checkpoint: &Checkpoint) -> Result<Self, String> {
        let failed = |error: io::Error| cannot_write(path, &error);
        // First, so that no file is ever there that another run would not know what to do with.
        checkpoint.write(path).map_err(failed)?;
        let options = OpenOptions::new().write(true).create(true).truncate(false).open(path);
        let mut file = options.map_err(failed)?;
        let written = checkpoint.written;
        if file.metadata().map_err(failed)?.len() < written {
            let path = path.display();
            return Err(format!(
                "cannot go on with `{path}`: it is shorter than the run has left it, so findings \
                 are lost; remove it and its checkpoint to start anew"
            ));
        }
        file.set_len(written).map_err(failed)?;
        file.seek(SeekFrom::Start(written)).map_err(failed)?;
        Ok(Self { path: path.to_owned(), file: BufWriter::new(file), last: Instant::now() })
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("cannot write `{}`: {error}", path.display())
}
