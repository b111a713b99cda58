//! A number that stands for a dump and for what is looked for in it.

use std::fmt::Debug;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use xxhash_rust::xxh3::Xxh3;

use super::input::Input;

/// How many places of a file are compared, and how many bytes at each.
const SAMPLES: u64 = 16;
const SAMPLE_BYTES: u64 = 64 << 10;

/// Stands for the dump, by its size and samples of its bytes, and for all settings, by what they are
/// when they are printed for programmers. Of a stream it knows no bytes.
///
/// # Errors
/// If the file cannot be read.
pub fn fingerprint(input: &Input, settings: &dyn Debug) -> io::Result<String> {
    let mut hash = Xxh3::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(input.name.as_bytes());
    hash.update(format!("{settings:?}").as_bytes());
    if let (Some(file), Some(size)) = (input.file(), input.size) {
        hash.update(&size.to_le_bytes());
        sample(file, size, &mut hash)?;
    }
    Ok(format!("{:016x}", hash.digest()))
}

fn sample(mut file: &File, size: u64, hash: &mut Xxh3) -> io::Result<()> {
    let last = size.saturating_sub(SAMPLE_BYTES);
    let mut bytes = Vec::new();
    for number in 0..=SAMPLES {
        file.seek(SeekFrom::Start(last / SAMPLES * number + last % SAMPLES * number / SAMPLES))?;
        bytes.clear();
        file.take(SAMPLE_BYTES).read_to_end(&mut bytes)?;
        hash.update(&bytes);
    }
    Ok(())
}
