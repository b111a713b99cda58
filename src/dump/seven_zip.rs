//! 7z: the XML files of an archive, one after the other.

use std::io::{self, BufReader, Read};

use sevenz_rust2::{ArchiveReader, Error, Password};

use super::input::Input;
use super::meter::{Meter, Metered};

/// How much memory decoding may take, in KiB: the dictionary of `7z -mx=9` with room to spare.
const MEMORY_KIB: usize = 128 << 10;

/// Gives the content of the archive to `take`, which says whether it wants more.
///
/// # Errors
/// If it cannot be read to its end.
pub(super) fn decode(
    input: Input,
    meter: &Meter,
    mut take: impl FnMut(&mut dyn Read) -> io::Result<bool>,
) -> io::Result<bool> {
    let Some(file) = input.into_file() else {
        let why = "a 7z archive is read from its end, so it must be a file, not a stream";
        return Err(io::Error::other(why));
    };
    let file = BufReader::new(Metered::new(file, &meter.read));
    let mut archive =
        ArchiveReader::new_with_memory_limit(file, Password::empty(), MEMORY_KIB).map_err(error)?;
    archive.set_thread_count(1);
    archive.for_each_entries(|_, reader| Ok(take(reader)?)).map_err(error)?;
    Ok(true)
}

fn error(error: Error) -> io::Error {
    match error {
        Error::Io(error, _) => error,
        error => io::Error::other(error),
    }
}
