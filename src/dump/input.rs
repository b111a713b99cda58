//! The file of a dump: what it is compressed with, and its bytes.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _, SeekFrom};
use std::path::Path;

/// How many bytes tell the formats apart.
const MAGIC_BYTES: u64 = 6;

/// How a dump is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// bzip2, one stream or several.
    Bzip2,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// A 7z archive with one file.
    SevenZip,
}

/// A dump that is open for reading.
pub struct Input {
    /// What it is called in reports.
    pub name: String,
    /// How it is compressed.
    pub compression: Compression,
    /// Its size in bytes, where that is known.
    pub size: Option<u64>,
    source: Source,
}

enum Source {
    /// A file in which one can go back.
    File(File),
    /// A stream, of which the first bytes have been read.
    Stream { first: Vec<u8>, rest: Box<dyn Read + Send> },
}

impl Input {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// If it cannot be read, or is compressed in a way that cannot be read; the text says why.
    pub fn open(path: &Path, name: String) -> Result<Self, String> {
        if path == Path::new("-") {
            return Self::stream(name, Box::new(io::stdin()));
        }
        let failed = |error: io::Error| format!("cannot read `{name}`: {error}");
        let file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if metadata.is_dir() {
            let what = "it is a folder; name the file of a dump";
            return Err(format!("cannot read `{name}`: {what}"));
        }
        if !metadata.is_file() {
            return Self::stream(name, Box::new(file));
        }
        let first = first_bytes(&file).map_err(failed)?;
        (&file).seek(SeekFrom::Start(0)).map_err(failed)?;
        let compression = Compression::of(&first, &name)?;
        Ok(Self { name, compression, size: Some(metadata.len()), source: Source::File(file) })
    }

    fn stream(name: String, mut rest: Box<dyn Read + Send>) -> Result<Self, String> {
        let first =
            first_bytes(&mut rest).map_err(|error| format!("cannot read `{name}`: {error}"))?;
        let compression = Compression::of(&first, &name)?;
        Ok(Self { name, compression, size: None, source: Source::Stream { first, rest } })
    }

    /// The file, where one can go back in it.
    pub(super) fn file(&self) -> Option<&File> {
        match &self.source {
            Source::File(file) => Some(file),
            Source::Stream { .. } => None,
        }
    }

    /// The file, where one can go back in it.
    pub(super) fn into_file(self) -> Option<File> {
        match self.source {
            Source::File(file) => Some(file),
            Source::Stream { .. } => None,
        }
    }

    /// The bytes from this one on, counted from 0.
    pub(super) fn reader(self, start: u64) -> io::Result<Box<dyn Read + Send>> {
        match self.source {
            Source::File(mut file) => {
                file.seek(SeekFrom::Start(start))?;
                Ok(Box::new(file))
            }
            Source::Stream { first, rest } => Ok(Box::new(Cursor::new(first).chain(rest))),
        }
    }
}

impl Compression {
    /// Names a file's compression by its first bytes, which the extension may belie.
    fn of(first: &[u8], name: &str) -> Result<Self, String> {
        let unpack = |what: &str, tool: &str| {
            format!(
                "`{name}` is {what}, which citelint does not read: unpack it on the way, \
                 `{tool} \"{name}\" | citelint dump -`"
            )
        };
        match first {
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Ok(Self::Bzip2),
            [0x1f, 0x8b, ..] => Ok(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Ok(Self::Zstd),
            [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c] => Ok(Self::SevenZip),
            [0xfd, b'7', b'z', b'X', b'Z', 0] => Err(unpack("an xz file", "xz -dc")),
            [b'P', b'K', 3, 4, ..] => Err(unpack("a ZIP archive", "unzip -p")),
            _ => Ok(Self::None),
        }
    }

    /// The name of the format.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "XML",
            Self::Bzip2 => "bzip2",
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
            Self::SevenZip => "7z",
        }
    }
}

fn first_bytes(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    reader.take(MAGIC_BYTES).read_to_end(&mut first)?;
    Ok(first)
}
