//! bzip2 in parallel: a multistream file is cut where its streams start, and each thread decodes a
//! stream.
//!
//! The dumps of Wikimedia have one stream for every hundred pages, and an index that says where
//! each starts. The index is not needed: a stream starts with `BZh`, a digit, and the magic number
//! of a block or of the end, ten bytes on a byte boundary, which do not come about by chance.

use std::io::{self, Read};

use bzip2::{Decompress, Status};
use crossbeam_channel::{Receiver, Sender, bounded};
use memchr::memmem;

use super::blocks::{BLOCK_BYTES, Block, Stream, cannot_read_on, stream};
use super::meter::{Meter, Stage};

/// How much is read at once, in bytes.
const PIECE_BYTES: u64 = 128 << 10;

/// How many pieces of a stream may wait for their decoder: 4 MiB, many times a usual stream, since
/// only once all of a stream is waiting can the next one start.
const WAITING_PIECES: usize = 32;

/// Bytes from the start of a stream that show it to be one.
const START_BYTES: usize = 10;
const FIRST: &[u8] = b"BZh";
/// Before a block, and before the end of a stream: digits of pi, and of its square root.
const MAGIC: [[u8; 6]; 2] =
    [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]];

const FOLLOWS: &str = "bytes that belong to no stream follow it";

/// A stream on its way to a decoder.
pub(super) struct Job {
    /// The byte of the file at which it starts.
    start: u64,
    /// Its bytes.
    pieces: Receiver<Vec<u8>>,
    /// Where its blocks go.
    blocks: Sender<Block>,
}

/// Reads the file from this byte on, at which a stream starts, and hands its streams out: to the
/// decoders, and in order to whoever takes the blocks.
pub(super) fn split(mut file: impl Read, start: u64, jobs: &Sender<Job>, streams: &Sender<Stream>) {
    let mut splitter = Splitter { jobs, streams, pieces: None };
    if !splitter.open(start) {
        return;
    }
    // What has been read, and the byte of the file at which it starts.
    let mut buffer = Vec::new();
    let mut at = start;
    loop {
        let read = file.by_ref().take(PIECE_BYTES).read_to_end(&mut buffer);
        let is_last = !matches!(read, Ok(1..));
        let mut passed = 0;
        for found in starts(&buffer).filter(|&found| at + found as u64 > start) {
            splitter.pass(&buffer[passed..found]);
            if !splitter.open(at + found as u64) {
                return;
            }
            passed = found;
        }
        // A start may lie across the end of what was read.
        let kept = if is_last { 0 } else { START_BYTES - 1 };
        let end = buffer.len().saturating_sub(kept).max(passed);
        splitter.pass(&buffer[passed..end]);
        buffer.drain(..end);
        at += end as u64;
        if let Err(error) = read {
            splitter.fail(at, &error);
        }
        if is_last {
            return;
        }
    }
}

struct Splitter<'a> {
    jobs: &'a Sender<Job>,
    streams: &'a Sender<Stream>,
    /// Where the bytes of the open stream go.
    pieces: Option<Sender<Vec<u8>>>,
}

impl Splitter<'_> {
    /// Opens the stream that starts at this byte; `false` if nobody wants it.
    fn open(&mut self, start: u64) -> bool {
        let (pieces, receiver) = bounded(WAITING_PIECES);
        let (blocks, stream) = stream();
        self.pieces = Some(pieces);
        self.streams.send(stream).is_ok()
            && self.jobs.send(Job { start, pieces: receiver, blocks }).is_ok()
    }

    /// Passes bytes on to the open stream.
    fn pass(&self, bytes: &[u8]) {
        if let Some(pieces) = self.pieces.as_ref().filter(|_| !bytes.is_empty()) {
            // A decoder that takes no more has said why, and the next stream may be sound.
            let _ = pieces.send(bytes.to_vec());
        }
    }

    /// Says that the file cannot be read on.
    fn fail(&mut self, at: u64, error: &io::Error) {
        self.pieces = None;
        let (blocks, stream) = stream();
        let damage = Some(cannot_read_on(error));
        // Nobody may want to know.
        let _ = blocks.send(Block { compressed: at, damage, ..Block::default() });
        let _ = self.streams.send(stream);
    }
}

/// Where streams start.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memmem::find_iter(bytes, FIRST).filter(|&at| {
        let Some(start) = bytes.get(at..at + START_BYTES) else { return false };
        start[3].is_ascii_digit() && start[3] != b'0' && MAGIC.iter().any(|it| start[4..] == *it)
    })
}

/// Decodes streams until there are no more.
pub(super) fn decode(jobs: &Receiver<Job>, meter: &Meter) {
    for job in jobs {
        decode_stream(&job, &meter.decode);
    }
}

/// Decodes one stream.
fn decode_stream(job: &Job, stage: &Stage) {
    let mut decoder = Decompress::new(false);
    let mut restart = Some(job.start);
    let mut bytes = Vec::with_capacity(BLOCK_BYTES);
    let mut end = Err("it ends too early".to_owned());
    'stream: for piece in &job.pieces {
        if end.is_ok() {
            end = Err(FOLLOWS.to_owned());
            break;
        }
        let mut rest = &piece[..];
        loop {
            let (read, made) = (decoder.total_in(), bytes.len());
            let status = stage.timed(|| decoder.decompress_vec(rest, &mut bytes));
            rest = &rest[(decoder.total_in() - read) as usize..];
            match status {
                Ok(Status::StreamEnd) if rest.is_empty() => {
                    end = Ok(());
                    break;
                }
                Ok(Status::StreamEnd) => {
                    end = Err(FOLLOWS.to_owned());
                    break 'stream;
                }
                Ok(_) => {}
                Err(error) => {
                    end = Err(format!("it does not decode ({error})"));
                    break 'stream;
                }
            }
            if bytes.len() == bytes.capacity() {
                let bytes = std::mem::replace(&mut bytes, Vec::with_capacity(BLOCK_BYTES));
                let compressed = job.start + decoder.total_in();
                let block = Block { bytes, restart: restart.take(), compressed, damage: None };
                if job.blocks.send(block).is_err() {
                    return;
                }
            } else if decoder.total_in() == read && bytes.len() == made {
                // It waits for more.
                break;
            }
        }
    }
    let damage = end.err().map(|it| format!("bzip2 stream at byte {}: {it}", job.start));
    let compressed = job.start + decoder.total_in();
    // Nobody may want it.
    let _ = job.blocks.send(Block { bytes, restart, compressed, damage });
}
