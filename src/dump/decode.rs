//! Decoders that go from the start of a file to its end, on one thread.

use std::io::{self, BufReader, Read};
use std::time::Instant;

use crossbeam_channel::Sender;
use flate2::bufread::MultiGzDecoder;

use super::blocks::{BLOCK_BYTES, Block, Stream, cannot_read_on, stream};
use super::input::{Compression, Input};
use super::meter::{Meter, Metered};
use super::seven_zip;
use super::zstd::ZstdFrames;

/// How much is read of a file at once, in bytes.
const READ_BYTES: usize = 256 << 10;

/// Decodes a file from this byte on, the first unless it is not compressed.
pub(super) fn decode(input: Input, start: u64, meter: &Meter, streams: &Sender<Stream>) {
    let (blocks, stream) = stream();
    if streams.send(stream).is_err() {
        return;
    }
    let mut sink = Sink { blocks, meter, start, given: 0 };
    let result = match input.compression {
        Compression::SevenZip => seven_zip::decode(input, meter, |xml| sink.fill(xml)),
        compression => input.reader(start).and_then(|file| {
            let file = BufReader::with_capacity(READ_BYTES, Metered::new(file, &meter.read));
            match compression {
                Compression::Gzip => sink.fill(&mut MultiGzDecoder::new(file)),
                Compression::Zstd => sink.fill(&mut ZstdFrames::new(file)),
                _ => sink.fill(&mut file.into_inner()),
            }
        }),
    };
    if let Err(error) = result {
        sink.fail(&error);
    }
}

/// Takes what a decoder makes.
struct Sink<'a> {
    blocks: Sender<Block>,
    meter: &'a Meter,
    /// The byte of the file at which the first block starts.
    start: u64,
    /// How many bytes have been handed on.
    given: u64,
}

impl Sink<'_> {
    /// Takes all of a reader; `false` once nobody wants any more. What came before an error is
    /// handed on before it.
    ///
    /// # Errors
    /// If it cannot be read to its end.
    fn fill(&mut self, xml: &mut dyn Read) -> io::Result<bool> {
        loop {
            let mut bytes = Vec::with_capacity(BLOCK_BYTES);
            let reading = self.meter.read.time();
            let start = Instant::now();
            let read = xml.take(BLOCK_BYTES as u64).read_to_end(&mut bytes);
            let reading = self.meter.read.time().saturating_sub(reading);
            let time = start.elapsed().saturating_sub(reading);
            self.meter.decode.add_time(time);
            let is_last = !matches!(read, Ok(1..));
            if !bytes.is_empty() && !self.give(bytes, None) {
                return Ok(false);
            }
            if is_last {
                return read.map(|_| true);
            }
        }
    }

    fn fail(&mut self, error: &io::Error) {
        self.give(Vec::new(), Some(cannot_read_on(error)));
    }

    /// Hands a block on; `false` if nobody wants it.
    fn give(&mut self, bytes: Vec<u8>, damage: Option<String>) -> bool {
        let restart = (self.given == 0).then_some(self.start);
        self.given += bytes.len() as u64;
        let compressed = self.start + self.meter.read.bytes();
        self.blocks.send(Block { bytes, restart, compressed, damage }).is_ok()
    }
}
