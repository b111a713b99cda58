//! Zstandard: all frames of a file, one after the other.
//!
//! ruzstd decodes one frame. It is Rust alone, so that the command can be linked statically for any
//! system; the bindings to the C library decode about twice as fast, which is more than linting
//! keeps up with either way.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// The largest window that is allowed, in bytes: what `zstd --long` asks for, and what `zstd`
/// itself decodes without being told to. So much memory may be needed.
const MAX_WINDOW_BYTES: u64 = 128 << 20;

/// A reader of what the frames of a file hold.
pub(super) struct ZstdFrames<R> {
    file: R,
    decoder: FrameDecoder,
    is_open: bool,
}

impl<R: BufRead> ZstdFrames<R> {
    pub(super) fn new(file: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(MAX_WINDOW_BYTES);
        Self { file, decoder, is_open: false }
    }

    /// Opens the next frame; `false` if there is none.
    fn open(&mut self) -> io::Result<bool> {
        while !self.file.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.file) {
                Ok(()) => return Ok(true),
                // A frame of something else, which is there to be skipped.
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut self.file.by_ref().take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }

    fn is_intact(&self) -> bool {
        let said = self.decoder.get_checksum_from_data();
        said.is_none_or(|said| self.decoder.get_calculated_checksum() == Some(said))
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.is_open {
                if !self.open()? {
                    return Ok(0);
                }
                self.is_open = true;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            if self.decoder.is_finished() {
                self.is_open = false;
                if !self.is_intact() {
                    return Err(io::Error::other("the checksum of a Zstandard frame is wrong"));
                }
                continue;
            }
            let one = BlockDecodingStrategy::UptoBlocks(1);
            self.decoder.decode_blocks(&mut self.file, one).map_err(io::Error::other)?;
        }
    }
}
