//! The XML of a dump as a sequence of blocks, whatever it was compressed with.
//!
//! Decoders run on their own threads and hand over what they have made through channels of few
//! places: a decoder that is ahead waits, so memory stays bounded.

use crossbeam_channel::{Receiver, Sender, bounded};

use super::Limits;
use super::meter::Meter;

/// How much a block holds at most, in bytes.
pub(super) const BLOCK_BYTES: usize = 1 << 20;

/// How many blocks of one stream may wait for their reader.
const WAITING_BLOCKS: usize = 2;

/// Dumps may swell by more than the limit as long as they are no larger than this, in bytes.
const ALWAYS_ALLOWED: u64 = 64 << 20;

/// Some of the XML.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The bytes, as they are in the file: UTF-8 or UTF-16.
    pub(super) bytes: Vec<u8>,
    /// The byte of the file, from 0, at which decoding can start to get this block first; `None`
    /// where that is not possible.
    pub(super) restart: Option<u64>,
    /// How many bytes of the file were needed to get to the end of this block.
    pub(super) compressed: u64,
    /// Why nothing follows in this stream, if it is damaged.
    pub(super) damage: Option<String>,
}

/// Where the blocks of one stream come out.
pub(super) type Stream = Receiver<Block>;

/// The two ends of a stream.
pub(super) fn stream() -> (Sender<Block>, Stream) {
    bounded(WAITING_BLOCKS)
}

/// All blocks, stream after stream in the order of the file.
pub(super) struct Blocks<'a> {
    streams: Receiver<Stream>,
    current: Option<Stream>,
    /// Bytes decoded so far, from the start of the dump.
    decoded: u64,
    limits: Limits,
    meter: &'a Meter,
    is_over: bool,
}

impl<'a> Blocks<'a> {
    /// What comes out of the streams, of which the first starts at this byte of the XML.
    pub(super) fn new(
        streams: Receiver<Stream>,
        start: u64,
        limits: Limits,
        meter: &'a Meter,
    ) -> Self {
        Self { streams, current: None, decoded: start, limits, meter, is_over: false }
    }

    fn receive(&mut self) -> Option<Block> {
        loop {
            if let Some(block) = self.current.as_ref().and_then(|it| it.recv().ok()) {
                return Some(block);
            }
            self.current = Some(self.streams.recv().ok()?);
        }
    }

    /// Ends the sequence where it grows beyond its limits.
    fn limit(&mut self, block: &mut Block) {
        let Limits { ratio, size } = self.limits;
        let message = if size.is_some_and(|size| self.decoded > size) {
            "the XML is longer than `--max-size` allows".to_owned()
        } else if self.decoded > ALWAYS_ALLOWED && self.decoded / block.compressed.max(1) > ratio {
            format!(
                "it unpacks to more than {ratio} times its size, as nothing but a trap does; if \
                 it is none, allow more with `--max-ratio`"
            )
        } else {
            return;
        };
        block.damage = Some(message);
        self.is_over = true;
    }
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        if self.is_over {
            return None;
        }
        let mut block = self.receive()?;
        self.decoded += block.bytes.len() as u64;
        self.meter.decode.add_bytes(block.bytes.len() as u64);
        self.limit(&mut block);
        Some(block)
    }
}

/// What to say of a file in which one comes no further.
pub(super) fn cannot_read_on(error: &std::io::Error) -> String {
    format!("it cannot be read any further ({error})")
}
